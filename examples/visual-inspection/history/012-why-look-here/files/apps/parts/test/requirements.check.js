import assert from "node:assert/strict";
import { test } from "node:test";
import { score } from "../../../method/score.js";
import { advise, bypass } from "../station.js";

const NORMAL = [
  [1, 0.1, 0],
  [1, 0, 0.1],
  [1, 0.1, 0.1],
];

test("REQ-10 an inspector gets the advice within a second of the image", () => {
  const start = performance.now();
  advise(score([0.5, 0.4, 0.7], NORMAL), [0.1, 0.2], 0.5);
  assert.ok(performance.now() - start < 1000);
});

test("REQ-11 without the model every part is inspected by hand", () => {
  assert.equal(bypass().advice, "inspect by hand");
  assert.equal(advise(undefined, [], 0.5).advice, "inspect by hand");
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { score } from "../../../method/score.js";

const NORMAL = [
  [1, 0.1, 0],
  [1, 0, 0.1],
  [1, 0.1, 0.1],
];

test("a brighter image is judged the same", () => {
  assert.ok(Math.abs(score([0.5, 0.4, 0.7], NORMAL) - score([1, 0.8, 1.4], NORMAL)) < 1e-12);
});

test("the order of the normal images changes nothing", () => {
  assert.equal(score([0.5, 0.4, 0.7], NORMAL), score([0.5, 0.4, 0.7], NORMAL.toReversed()));
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { advise, bypass } from "../station.js";

test("an unusual part is to be looked at again", () => {
  assert.deepEqual(advise(0.9, [0.2, 0.9, 0.3], 0.5), { advice: "look again", rank: 1 });
});

test("a usual part is not", () => {
  assert.equal(advise(0.2, [0.2, 0.9], 0.5).advice, "nothing unusual");
});

test("without a score a person inspects", () => {
  assert.equal(advise(NaN, [], 0.5).advice, "inspect by hand");
  assert.equal(bypass().advice, "inspect by hand");
});

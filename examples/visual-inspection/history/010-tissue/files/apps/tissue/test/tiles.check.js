import assert from "node:assert/strict";
import { test } from "node:test";
import { anonymous, order } from "../tiles.js";

test("the most unusual tile first, an unscored one before it", () => {
  assert.deepEqual(order([{ score: 0.1 }, { score: 0.9 }, {}]), [
    {},
    { score: 0.9 },
    { score: 0.1 },
  ]);
});

test("no name of a patient gets through", () => {
  assert.deepEqual(anonymous([{ patient: "x", score: 0.1 }]), [{ tile: 1, score: 0.1 }]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { score } from "../score.js";

const NORMAL = [
  [1, 0.1, 0],
  [1, 0, 0.1],
  [1, 0.1, 0.1],
];

test("what is unlike everything normal scores above what is like it", () => {
  assert.ok(score([0, 0, 1], NORMAL) > score([1, 0.05, 0.05], NORMAL));
});

test("brightness alone changes nothing", () => {
  assert.ok(Math.abs(score([2, 1, 0], NORMAL) - score([4, 2, 0], NORMAL)) < 1e-12);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { explain } from "../explain.js";

const NORMAL = [
  [1, 0.1, 0],
  [1, 0, 0.1],
  [1, 0.1, 0.1],
];

test("REQ-12 the feature that is unusual carries the score", () => {
  const [first, second, third] = explain([1, 0.1, 2], NORMAL);
  assert.ok(third > first && third > second);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { geodesic, onSphere } from "../manifold.js";

test("a point is as far from itself as nothing", () => {
  assert.equal(geodesic([1, 0, 0], [1, 0, 0]), 0);
});

test("opposite points are π apart", () => {
  assert.equal(geodesic([0, 0, 1], [0, 0, -1]), Math.PI);
});

test("every vector but 0 has a place on the sphere", () => {
  assert.deepEqual(onSphere([0, 3, 4]), [0, 0.6, 0.8]);
  assert.throws(() => onSphere([0, 0]), RangeError);
});

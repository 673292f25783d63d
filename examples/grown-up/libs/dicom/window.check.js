import assert from "node:assert/strict";
import { test } from "node:test";
import { greyOf } from "./window.js";

test("the centre of the window is mid-grey", () => assert.equal(greyOf(40, 40, 400), 128));
test("what lies outside is black or white", () => {
  assert.equal(greyOf(-1000, 40, 400), 0);
  assert.equal(greyOf(3000, 40, 400), 255);
});
test("a window without width is refused", () => assert.throws(() => greyOf(0, 0, 0), RangeError));

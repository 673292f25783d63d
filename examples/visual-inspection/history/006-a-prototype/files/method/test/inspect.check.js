import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "../inspect.js";

const NORMAL = "image,a,b,c\nn-1,1,0.1,0\nn-2,1,0,0.1\nn-3,1,0.1,0.1\n";

test("from a table to a list, the most unusual first", () => {
  const found = inspect("image,a,b,c\nfine,1,0.1,0\nodd,0,0,1\n", NORMAL);
  assert.deepEqual(
    found.map(({ image }) => image),
    ["odd", "fine"],
  );
});

test("a broken row is named by its line", () => {
  assert.throws(() => inspect("image,a,b,c\nfine,1,x,0\n", NORMAL), /line 2: expected 3 numbers/);
});

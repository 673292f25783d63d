import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "../../../method/inspect.js";
import { advise } from "../station.js";

test("upstream: a column that the camera leaves out is an error", () => {
  assert.throws(() => inspect("image,a,b,c\np-1,1,0.1\n", "image,a,b,c\nn-1,1,0,0\n"), /line 2/);
});

test("downstream: a score that got lost becomes an inspection by hand", () => {
  assert.equal(advise(Number("lost"), [], 0.5).advice, "inspect by hand");
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "../../../method/inspect.js";
import { order } from "../tiles.js";

test("from a table of a slide to an order of tiles", () => {
  const normal = "image,a,b,c\nn-1,1,0.1,0\nn-2,1,0,0.1\nn-3,1,0.1,0.1\n";
  const tiles = order(inspect("image,a,b,c\nt-1,1,0.1,0\nt-2,0,0,1\n", normal));
  assert.equal(tiles[0].image, "t-2");
});

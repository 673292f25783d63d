import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "../../../method/inspect.js";
import { advise } from "../station.js";

test("from a table of the shift to advice", () => {
  const normal = "image,a,b,c\nn-1,1,0.1,0\nn-2,1,0,0.1\nn-3,1,0.1,0.1\n";
  const [odd, fine] = inspect("image,a,b,c\nfine,1,0.1,0\nodd,0,0,1\n", normal);
  const scores = [odd.score, fine.score];
  assert.equal(advise(odd.score, scores, 0.5).advice, "look again");
  assert.equal(advise(fine.score, scores, 0.5).advice, "nothing unusual");
});

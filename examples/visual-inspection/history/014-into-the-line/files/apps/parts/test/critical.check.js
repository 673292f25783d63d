import assert from "node:assert/strict";
import { test } from "node:test";
import { advise, bypass } from "../station.js";

test("REQ-11 the model dies in the middle of a shift and no part passes unseen", () => {
  const shift = [0.2, undefined, undefined].map((each) => advise(each, [0.2], 0.5).advice);
  assert.deepEqual(shift, ["nothing unusual", "inspect by hand", "inspect by hand"]);
  assert.equal(bypass().advice, "inspect by hand");
});

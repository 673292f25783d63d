import assert from "node:assert/strict";
import { test } from "node:test";
import { conceptHasDrifted, hasDrifted } from "../monitor.js";

test("data drift: gloss that rises by more than its spread is noticed", () => {
  assert.equal(hasDrifted([0.4, 0.5, 0.6], [0.8, 0.9]), true);
  assert.equal(hasDrifted([0.4, 0.5, 0.6], [0.5, 0.55]), false);
});

test("concept drift: alarms that inspectors no longer confirm are noticed", () => {
  assert.equal(conceptHasDrifted(0.9, 0.7), true);
  assert.equal(conceptHasDrifted(0.9, 0.88), false);
});

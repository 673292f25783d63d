import assert from "node:assert/strict";
import { test } from "node:test";
import { planField } from "../plan.js";
import { GIVEN, seeded, SITE } from "./field.js";

test("REQ-3 a sky outside of the training data is logged and not optimised", () => {
  const logged = [];
  const plan = planField({ ...SITE, irradiance: 1180 }, GIVEN, {
    log: (each) => logged.push(each),
  });
  assert.equal(plan.by, "fallback");
  assert.deepEqual(logged, [{ shift: "irradiance" }]);
});

test("REQ-4 readings that an intruder has blanked lead to the given plan", () => {
  assert.equal(planField({ ...SITE, wind: undefined }, GIVEN).by, "fallback");
});

test("REQ-1 half of the field is not turned to and fro", () => {
  const angles = [1, 2, 3, 4].map((seed) => planField(SITE, GIVEN, { random: seeded(seed) }).angle);
  assert.ok(Math.max(...angles) - Math.min(...angles) < 60);
});

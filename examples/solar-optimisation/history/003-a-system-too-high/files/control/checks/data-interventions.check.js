import assert from "node:assert/strict";
import { test } from "node:test";
import { planField } from "../plan.js";
import { GIVEN, SITE } from "./field.js";

test("upstream: a sensor in kW/m² instead of W/m² is noticed as darkness", () => {
  assert.notEqual(planField({ ...SITE, irradiance: Number.NaN }, GIVEN).by, "optimiser");
});

test("downstream: no plan leaves the range of the motors", () => {
  assert.ok(Math.abs(planField(SITE, GIVEN).angle) <= 60);
});

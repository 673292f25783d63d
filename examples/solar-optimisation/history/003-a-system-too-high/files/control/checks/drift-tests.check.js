import assert from "node:assert/strict";
import { test } from "node:test";
import { hasYieldDrifted, shiftOf } from "../plan.js";

test("data drift: stronger wind than in training is noticed", () => {
  assert.equal(shiftOf({ irradiance: 500, wind: 25 }), "wind");
});

test("concept drift: a yield below the model for a week raises the alarm", () => {
  const residuals = [-0.1, -0.12, -0.11, -0.09, -0.13, -0.1, -0.12];
  assert.ok(hasYieldDrifted(residuals));
  assert.ok(!hasYieldDrifted([...residuals.slice(1), 0.01]));
});

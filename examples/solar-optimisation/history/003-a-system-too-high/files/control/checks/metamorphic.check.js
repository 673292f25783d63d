import assert from "node:assert/strict";
import { test } from "node:test";
import { yieldOf } from "../plan.js";

test("more sun never yields less", () => {
  const plan = { angle: 20, mode: "track" };
  assert.ok(
    yieldOf(plan, { irradiance: 900, wind: 3 }) > yieldOf(plan, { irradiance: 600, wind: 3 }),
  );
});

test("more wind never yields more", () => {
  const plan = { angle: 20, mode: "diffuse" };
  assert.ok(
    yieldOf(plan, { irradiance: 900, wind: 9 }) < yieldOf(plan, { irradiance: 900, wind: 3 }),
  );
});

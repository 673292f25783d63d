import assert from "node:assert/strict";
import { test } from "node:test";
import { planField, shiftOf } from "../plan.js";
import { GIVEN, seeded, SITE } from "./field.js";

test("REQ-2 one reading gives the same plan in production and in the shadow", () => {
  const [one, other] = [0, 1].map(() => planField(SITE, GIVEN, { random: seeded() }));
  assert.deepEqual(one, other);
});

test("REQ-5 a plan takes less than 5 % of a control cycle of two seconds", () => {
  const start = performance.now();
  planField(SITE, GIVEN, { random: seeded() });
  assert.ok(performance.now() - start < 100);
});

test("a reading that is missing stops the pipeline", () => {
  assert.throws(() => shiftOf({ irradiance: 400 }), /missing/);
});

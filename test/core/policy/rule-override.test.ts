import { describe, expect, test } from "@jest/globals";
import type { RuleOverride } from "../../../src/core/model/policy.ts";
import { overrideFor } from "../../../src/core/policy/rule-override.ts";
import { tighten } from "../../../src/core/policy/tighten.ts";
import { catalogue } from "../../../src/generated/catalogue.ts";
import { aComponent, aPolicy } from "../../support/fake-engine.ts";

const place = { path: ".mltrl/config.yml" };
const ask = (lines: number, severity?: RuleOverride["severity"]): RuleOverride => ({
  params: { lines },
  place,
  ...(severity !== undefined && { severity }),
});

function rules(override: RuleOverride | undefined): ReadonlyMap<string, RuleOverride> {
  return new Map(override === undefined ? [] : [["coverage-product", override]]);
}

function policyWith(forAll: RuleOverride | undefined, own: RuleOverride | undefined) {
  return aPolicy({
    rules: rules(forAll),
    components: [aComponent({ rules: rules(own) }), aComponent({ id: "reader" })],
  });
}

describe("what a policy says of a rule for one component", () => {
  test.each([
    ["nothing", undefined, undefined, undefined],
    ["what it says for all", ask(85), undefined, ask(85)],
    ["its own words", undefined, ask(70), ask(70)],
    ["its own words before those for all", ask(85, "advisory"), ask(70), ask(70, "advisory")],
    ["its own severity", ask(85, "advisory"), ask(70, "blocking"), ask(70, "blocking")],
  ])("is %s", (_, forAll, own, expected) => {
    const policy = policyWith(forAll, own);
    expect(overrideFor(policy, "detector", "coverage-product")).toEqual(expected);
    expect(overrideFor(policy, "reader", "coverage-product")).toEqual(forAll);
  });

  test("is made stricter by the base branch, and never milder", () => {
    const own = policyWith(ask(85), ask(70));
    const linesOf = (policy: typeof own) =>
      overrideFor(policy, "detector", "coverage-product")?.params["lines"];
    expect(linesOf(tighten(own, policyWith(undefined, ask(90)), catalogue))).toBe(90);
    expect(linesOf(tighten(own, policyWith(undefined, ask(60)), catalogue))).toBe(70);
  });
});

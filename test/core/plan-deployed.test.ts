import { describe, expect, test } from "@jest/globals";
import type { Level } from "../../src/core/model/level.ts";
import type { Policy } from "../../src/core/model/policy.ts";
import type { Applies, Rule } from "../../src/core/model/rule.ts";
import { planDeployed } from "../../src/core/plan-deployed.ts";
import { aWaiver } from "../support/fake-waiver.ts";
import { aCatalogue, aComponent, aPolicy, aRule } from "../support/fake-engine.ts";

const NOW = "2026-06-01T12:00:00Z";
const PLACE = { path: ".mltrl/config.yml" };
const continuous = (changes: Partial<Rule> = {}): Rule =>
  aRule({ id: "fresh", gate: 9, applies: "continuous", ...changes });

function planned(rule: Rule, policy: Partial<Policy> = {}, level: 8 | 9 = 9) {
  return planDeployed(aPolicy(policy), aCatalogue(rule), aComponent(), { level }, NOW).obligations;
}

describe("what must hold for a version that runs", () => {
  test.each<[Applies, number]>([
    ["continuous", 1],
    ["standing", 0],
    ["at-graduation", 0],
    ["at-release", 0],
    [{ until: 9 }, 0],
  ])("rules that apply %j: %i", (applies, number) => {
    expect(planned(continuous({ applies }))).toHaveLength(number);
  });

  test("nothing yet of a trial below level 9", () => {
    expect(planned(continuous(), {}, 8)).toEqual([]);
  });

  test.each<[string, Partial<Policy>, number]>([
    ["the profile has it", {}, 1],
    ["the profile lacks it", { profile: "none" }, 0],
    ["the policy turns it on", { profile: "none", rules: new Map([["fresh", { params: {}, severity: "advisory", place: PLACE }]]) }, 1], // prettier-ignore
    ["the policy turns it off", { rules: new Map([["fresh", { params: {}, severity: "off", place: PLACE }]]) }, 0], // prettier-ignore
  ])("where %s", (_, policy, number) => {
    expect(planned(continuous(), policy)).toHaveLength(number);
  });

  test.each<[Level, Rule["applies"], number | undefined]>([
    [9, "continuous", 1],
    [8, "continuous", undefined],
    [9, "standing", undefined],
  ])(
    "at level %i tells what the policy switches off of rules that apply %j",
    (level, applies, number) => {
      // prettier-ignore
      const off = { params: {}, severity: "off" as const, place: PLACE };
      const policy = aPolicy({ rules: new Map([["fresh", off]]) });
      const catalogue = aCatalogue(continuous({ applies }));
      expect(
        planDeployed(policy, catalogue, aComponent(), { level }, NOW).switchedOff?.length,
      ).toBe(number);
    },
  );

  test("with the policy's numbers and severity, and how they compare with the default", () => {
    const rule = continuous({ kind: "periodic-review", params: { "maximum-age": 90 } });
    const override = { params: { "maximum-age": 30 }, severity: "advisory" as const, place: PLACE };
    expect(planned(rule, { rules: new Map([["fresh", override]]) })).toEqual([
      {
        rule,
        params: { "maximum-age": 30 },
        severity: "advisory",
        because: "continuous",
        comparedWithDefault: expect.stringContaining(
          "maximum-age 30 is stricter than MLTRL's default of 90",
        ),
      },
    ]);
  });

  test("the step is one of a component that stands where the version is", () => {
    const { id, step } = planDeployed(aPolicy(), aCatalogue(), aComponent(), { level: 9 }, NOW);
    expect({ id, step }).toEqual({
      id: "detector",
      step: { component: "detector", system: false, movement: "untouched", from: 9, to: 9 },
    });
  });

  test("is waived for its component while that lasts", () => {
    const waivers = [aWaiver({ rule: "fresh" })];
    expect(planned(continuous(), { waivers })[0]?.standIn).toMatchObject({ type: "waiver" });
    const ended = [aWaiver({ rule: "fresh", until: "2026-05-31" })];
    expect(planned(continuous(), { waivers: ended })[0]).toMatchObject({
      ended: "the waiver of it ended on 2026-05-31 (.mltrl/waivers.yml:3:5)",
    });
    const others = [aWaiver({ rule: "fresh", components: ["reader"] })];
    expect(planned(continuous(), { waivers: others })[0]?.standIn).toBeUndefined();
  });
});

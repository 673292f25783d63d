import { describe, expect, test } from "@jest/globals";
import type { Policy } from "../../../src/core/model/policy.ts";
import { parseWaivers } from "../../../src/core/policy/parse-waivers.ts";
import { parseYaml } from "../../../src/core/source/yaml.ts";
import { aCatalogue, aComponent, aPolicy, aRule } from "../../support/fake-engine.ts";

const PLACE = { path: ".mltrl/config.yml" };
const CATALOGUE = aCatalogue(aRule(), aRule({ id: "panel", waivable: false }));

const ENTRY = {
  rule: "a-rule",
  component: "detector",
  reason: "It is being mended.",
  until: "2026-06-30",
  approver: "policy-owners",
  granted: "{ date: 2026-05-01 }",
};

function read(entries: readonly Record<string, string>[], policy: Partial<Policy> = {}) {
  const lines = entries.map((entry) =>
    Object.entries(entry)
      .map(([key, value], i) => `${i === 0 ? "  - " : "    "}${key}: ${value}`)
      .join("\n"),
  );
  const yaml = parseYaml(["version: 1", "waivers:", ...lines].join("\n"), ".mltrl/waivers.yml");
  if (!yaml.ok) throw new Error(JSON.stringify(yaml.problems));
  return parseWaivers(yaml.value, aPolicy(policy), CATALOGUE);
}

function problems(...args: Parameters<typeof read>): string[] {
  const parsed = read(...args);
  return parsed.ok
    ? []
    : parsed.problems.map(({ place, message }) => `${place.line}:${place.column} ${message}`);
}

describe("waivers of a repository", () => {
  test("are read in full", () => {
    const granted = "{ date: 2026-05-01, by: quality, pull-request: 12 }";
    const parsed = read([
      { ...ENTRY, component: "[detector, reader]", "requested-by": "ann", granted },
    ]);
    expect(parsed).toEqual({
      ok: true,
      value: [
        {
          rule: "a-rule",
          components: ["detector", "reader"],
          reason: "It is being mended.",
          until: "2026-06-30",
          approver: "policy-owners",
          requestedBy: "ann",
          granted: { date: "2026-05-01", by: "quality", pullRequest: 12 },
          place: { path: ".mltrl/waivers.yml", line: 3, column: 5 },
        },
      ],
    });
  });

  test.each<[string, Record<string, string>, Partial<Policy>, string]>([
    [
      "a rule that can never be waived",
      { rule: "panel" },
      {},
      "3:11 panel can never be waived: it says who answers for what",
    ],
    [
      "a rule that the policy lets nobody waive",
      {},
      { rules: new Map([["a-rule", { params: {}, place: PLACE, waivable: false }]]) },
      "3:11 a-rule is not to be waived: the policy says `waivable: false`",
    ],
    [
      "a rule that a component lets nobody waive",
      {},
      {
        components: [
          aComponent({
            rules: new Map([["a-rule", { params: {}, place: PLACE, waivable: false }]]),
          }),
        ],
      },
      "3:11 a-rule is not to be waived: the policy says `waivable: false`",
    ],
    [
      "another role than the rule's",
      {},
      { rules: new Map([["a-rule", { params: {}, place: PLACE, waiverRole: "security" }]]) },
      "7:15 expected security, who grants waivers of a-rule; found policy-owners",
    ],
    [
      "more days than there may be",
      { until: "2026-07-30" },
      {},
      "6:12 expected a day at most 90 days from 2026-05-01 on; found 2026-07-30, which makes 91",
    ],
    [
      "more days than the policy allows",
      {},
      { waiverMaximumDays: 30 },
      "6:12 expected a day at most 30 days from 2026-05-01 on; found 2026-06-30, which makes 61",
    ],
    [
      "an end before the beginning",
      { until: "2026-04-30" },
      {},
      '6:12 `waivers[0].until`: expected a day that is not before `granted.date`, got "2026-04-30"',
    ],
    [
      "no reason",
      { reason: '" "' },
      {},
      '5:13 `waivers[0].reason`: expected text that says something, got " "',
    ],
  ])("%s is a problem at its line", (_, changes, policy, expected) => {
    expect(problems([{ ...ENTRY, ...changes }], policy)).toEqual([expected]);
  });

  test("every problem of every entry is told at once", () => {
    const found = problems([
      { ...ENTRY, rule: "panel", until: "2027-06-30" },
      { ...ENTRY, approver: "anybody" },
    ]);
    expect(found.map((each) => each.split(" ")[0])).toEqual(["3:11", "6:12", "13:15"]);
  });

  test("may name what does not exist any more", () => {
    expect(
      problems([
        { ...ENTRY, rule: "gone" },
        { ...ENTRY, component: "gone" },
      ]),
    ).toEqual([]);
  });
});

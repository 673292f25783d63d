import { describe, expect, test } from "@jest/globals";
import type { CheckPolicy, Policy, RuleOverride } from "../../../src/core/model/policy.ts";
import type { Rule } from "../../../src/core/model/rule.ts";
import { isStricter, tighten } from "../../../src/core/policy/tighten.ts";
import { aCatalogue, aComponent, aPolicy, aRule } from "../../support/fake-engine.ts";

const COVERAGE = aRule({ id: "cover", kind: "coverage", params: { lines: 80 } });
const CATALOGUE = aCatalogue(COVERAGE);
const PLACE = { path: ".mltrl/config.yml", line: 9 };

function tightened(own: Partial<Policy>, base: Partial<Policy>): Policy {
  return tighten(aPolicy(own), aPolicy(base), CATALOGUE);
}

describe("what the base branch says more of counts, what it says less of does not", () => {
  test.each<[keyof Policy, unknown, unknown]>([
    ["uncovered", "ignore", "block"],
    ["uncovered", "warn", "block"],
    ["evidenceTimeout", 6, 2],
    ["panels", "small-team", "independent"],
    ["explicitFrom", 6, 0],
    ["requestReviews", false, true],
    ["profile", "none", "all"],
  ])("%s: %s, then %s", (field, loose, strict) => {
    expect(tightened({ [field]: loose }, { [field]: strict })[field]).toBe(strict);
    expect(tightened({ [field]: strict }, { [field]: loose })[field]).toBe(strict);
  });

  test("an environment of either, at the higher level and for the components of both", () => {
    const own = new Map([
      ["Production", { minimumLevel: 6 as const, components: ["a"] }],
      ["staging", { minimumLevel: 4 as const, components: ["a"] }],
    ]);
    const base = new Map([
      ["production", { minimumLevel: 8 as const, components: ["b"] }],
      ["staging", { minimumLevel: 2 as const }],
      ["clinic", { minimumLevel: 9 as const }],
    ]);
    expect([...tightened({ environments: own }, { environments: base }).environments]).toEqual([
      ["Production", { minimumLevel: 8, components: ["a", "b"] }],
      ["staging", { minimumLevel: 4 }],
      ["clinic", { minimumLevel: 9 }],
    ]);
  });

  test("a profile that lacks a rule of the default branch's has no effect", () => {
    const catalogue = {
      ...CATALOGUE,
      profiles: [
        { name: "own", description: "", rules: ["a", "b"] },
        { name: "other", description: "", rules: ["b", "c"] },
      ],
    };
    const policy = tighten(aPolicy({ profile: "own" }), aPolicy({ profile: "other" }), catalogue);
    expect(policy.profile).toBe("own");
  });

  test("roles and evidence are the default branch's alone", () => {
    const own = { roles: new Map([["researcher", ["alice"]]]), evidence: [] };
    const base = {
      roles: new Map([["researcher", ["mallory"]]]),
      evidence: [{ name: "unit", format: "junit" as const, files: ["mine.xml"] }],
    };
    expect(tightened(own, base)).toMatchObject(own);
  });
});

function check(changes: Partial<CheckPolicy> = {}): CheckPolicy {
  return {
    name: "main",
    branches: ["main"],
    enforcement: "warn",
    scope: "touched",
    perBranch: false,
    ...changes,
  };
}

describe("checks", () => {
  test.each<[Partial<CheckPolicy>, Partial<CheckPolicy>]>([
    [{ enforcement: "observe" }, { enforcement: "warn" }],
    [{ enforcement: "warn" }, { enforcement: "block" }],
    [{ scope: "touched" }, { scope: "all" }],
    [{ minimumLevel: 3 }, { minimumLevel: 5 }],
    [{}, { minimumLevel: 5 }],
    [{ blockFrom: "2027-01-01" }, { blockFrom: "2026-01-01" }],
    [{}, { blockFrom: "2026-01-01" }],
  ])("%j becomes %j, never the other way", (loose, strict) => {
    const both = [
      tightened({ checks: [check(loose)] }, { checks: [check(strict)] }),
      tightened({ checks: [check(strict)] }, { checks: [check(loose)] }),
    ];
    expect(both.map(({ checks }) => checks)).toEqual([
      [expect.objectContaining(strict)],
      [expect.objectContaining(strict)],
    ]);
  });

  test("guard the branches of both", () => {
    const { checks } = tightened(
      { checks: [check()] },
      { checks: [check({ branches: ["main", "next"] })] },
    );
    expect(checks[0]?.branches).toEqual(["main", "next"]);
  });

  test("of either side are there; their names are not the base branch's to change", () => {
    const { checks } = tightened(
      { checks: [check(), check({ name: "own" })] },
      { checks: [check({ perBranch: true }), check({ name: "other" })] },
    );
    expect(checks.map(({ name, perBranch }) => [name, perBranch])).toEqual([
      ["main", false],
      ["own", false],
      ["other", false],
    ]);
  });
});

describe("components", () => {
  test("own more, ignore less and measure more", () => {
    const { components } = tightened(
      {
        components: [aComponent({ paths: ["a/**"], ignore: ["*.md", "*.txt"], source: ["a/**"] })],
      },
      { components: [aComponent({ paths: ["b/**"], ignore: ["*.md"], source: ["b/**"] })] },
    );
    expect(components).toEqual([
      expect.objectContaining({
        paths: ["a/**", "b/**"],
        ignore: ["*.md"],
        source: ["a/**", "b/**"],
      }),
    ]);
  });

  test("have the parts of both sides, and those that only base declares stay", () => {
    const { components } = tightened(
      {
        components: [
          aComponent({ id: "triage", paths: [], parts: ["a"] }),
          aComponent({ id: "own" }),
        ],
      },
      {
        components: [
          aComponent({ id: "triage", paths: [], parts: ["b"] }),
          aComponent({ id: "old" }),
        ],
      },
    );
    expect(components.map(({ id, parts }) => [id, parts])).toEqual([
      ["triage", ["a", "b"]],
      ["own", []],
      ["old", []],
    ]);
  });
});

function rule(params: Record<string, unknown>, severity?: RuleOverride["severity"]) {
  return new Map([["cover", { params, place: PLACE, ...(severity && { severity }) }]]);
}

function params(own: Record<string, unknown>, base: Record<string, unknown>): unknown {
  return tightened({ rules: rule(own) }, { rules: rule(base) }).rules.get("cover")?.params;
}

describe("rules", () => {
  test.each<[Record<string, unknown>, Record<string, unknown>, Record<string, unknown>]>([
    [{ lines: 70 }, { lines: 90 }, { lines: 90 }],
    [{ lines: 90 }, { lines: 70 }, { lines: 90 }],
    [{}, { lines: 70 }, {}],
    [{}, { lines: 90 }, { lines: 90 }],
    [{}, { "changed-lines": 80 }, { "changed-lines": 80 }],
    [{}, { "minimum-lines": 0 }, {}],
    [{ lines: 90 }, { stray: "word" }, { lines: 90 }],
  ])("%j with the base branch's %j: %j", (own, base, expected) => {
    expect(params(own, base)).toEqual(expected);
  });

  test.each<[RuleOverride["severity"], RuleOverride["severity"], RuleOverride["severity"]]>([
    ["blocking", "advisory", "blocking"],
    ["blocking", "off", "blocking"],
    ["advisory", "blocking", "blocking"],
    ["advisory", "off", "advisory"],
    ["off", "blocking", "blocking"],
    ["off", "advisory", "advisory"],
    ["off", undefined, "off"],
    [undefined, "blocking", "blocking"],
    [undefined, "advisory", undefined],
    [undefined, "off", undefined],
  ])("severity %s with the base branch's %s: %s", (own, base, expected) => {
    const { rules } = tightened({ rules: rule({}, own) }, { rules: rule({}, base) });
    expect(rules.get("cover")?.severity).toBe(expected);
  });

  test("of the base branch alone count where they ask for more", () => {
    expect(tightened({}, { rules: rule({ lines: 90 }) }).rules.get("cover")).toEqual({
      params: { lines: 90 },
      place: PLACE,
    });
  });

  test("of the default branch alone stay", () => {
    const own = rule({ lines: 70 }, "advisory");
    expect(tightened({ rules: own }, {}).rules).toEqual(own);
  });
});

describe("lists", () => {
  const TESTS = aRule({ id: "tests", kind: "test-results", params: { evidence: "drift", required: ["*data*"] } }); // prettier-ignore
  const DECISION = aRule({ id: "decision", kind: "key-decision", params: { level: 2, known: ["a", "b", "c"], accepted: ["a", "b"] } }); // prettier-ignore
  const PANEL = aRule({ id: "panel", kind: "review-panel", params: { panels: [{ "from-level": 0, roles: ["a"] }] } }); // prettier-ignore

  test.each<[string, Rule, string, unknown, unknown, unknown]>([
    [
      "adds what base demands",
      TESTS,
      "required",
      undefined,
      ["*concept*"],
      ["*data*", "*concept*"],
    ],
    ["adds it to what the policy demands", TESTS, "required", ["*mine*"], ["*concept*", "*mine*"], ["*mine*", "*concept*"]], // prettier-ignore
    ["lets base demand no less", TESTS, "required", undefined, [], undefined],
    ["keeps what both accept", DECISION, "accepted", undefined, ["b", "c"], ["b"]],
    ["lets base accept no more", DECISION, "accepted", undefined, ["a", "b", "c"], undefined],
    ["leaves something to accept", DECISION, "accepted", undefined, ["c"], undefined],
    ["joins panels", PANEL, "panels", undefined, [{ "from-level": 0, roles: ["a", "b"] }], [{ "from-level": 0, roles: ["a", "b"] }]], // prettier-ignore
    ["leaves a default of the kind in its place", aRule({ id: "d", kind: "document", params: { document: "plan" } }), "headings", undefined, ["data"], ["data"]], // prettier-ignore
    ["does not begin to limit what has no limit", aRule({ id: "d", kind: "document", params: { document: "plan" } }), "when-datasets", undefined, ["real"], undefined], // prettier-ignore
  ])("tightening %s", (_, rule, name, own, base, expected) => {
    const said = (list: unknown): ReadonlyMap<string, RuleOverride> =>
      new Map(list === undefined ? [] : [[rule.id, { params: { [name]: list }, place: PLACE }]]);
    const policy = tighten(
      aPolicy({ rules: said(own) }),
      aPolicy({ rules: said(base) }),
      aCatalogue(rule),
    );
    expect(policy.rules.get(rule.id)?.params[name]).toEqual(expected);
  });
});

describe("which value asks for more", () => {
  test.each<[string, string, unknown, unknown, boolean]>([
    ["coverage", "lines", 81, 80, true],
    ["coverage", "lines", 80, 80, false],
    ["coverage", "lines", 79, 80, false],
    ["coverage", "lines", "81", 80, false],
    ["coverage", "lines", 81, "80", false],
    ["coverage", "lines", 1, undefined, true],
    ["coverage", "stray", 1, undefined, false],
    ["coverage", "stray", 2, 1, false],
    ["risk-ceiling", "maximum", 2, 3, true],
    ["no-such-kind", "lines", 2, 1, false],
  ])("%s %s %s rather than %s: %s", (kind, param, value, than, expected) => {
    expect(isStricter(kind, param, value, than)).toBe(expected);
  });
});

import { describe, expect, test } from "@jest/globals";
import type { Policy } from "../../../src/core/model/policy.ts";
import { comparePolicies } from "../../../src/core/policy/compare-policies.ts";
import { parsePolicy } from "../../../src/core/policy/parse-policy.ts";
import { parseYaml } from "../../../src/core/source/yaml.ts";
import { catalogue } from "../../../src/generated/catalogue.ts";

const DETECTOR = "  detector: { paths: [src/**, lib/**] }\n";

function policy(text: string, components = DETECTOR): Policy {
  const yaml = parseYaml(`version: 1\ncomponents:\n${components}${text}`, ".mltrl/config.yml");
  const read = yaml.ok ? parsePolicy(yaml.value, catalogue, "main") : yaml;
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.value;
}

/** What an edit comes to, in words. */
function edit(before: Policy, after: Policy): string[] {
  return comparePolicies(before, after, catalogue).map(
    ({ name, before: was, after: is, effect }) => `${effect} ${name}: ${was} -> ${is}`,
  );
}

const MAIN = "checks:\n  main: { branches: [main], enforcement: block, minimum-level: 5 }\n";

const PINNED = `acme/ci/.github/workflows/evidence.yml@${"a".repeat(40)}`;

function unitTests(more: string): string {
  return `evidence:\n  unit-tests: { format: junit, files: [unit.xml]${more} }\n`;
}

describe("what asks for less", () => {
  test.each<[string, string, string[]]>([
    ["uncovered: block\n", "uncovered: warn\n", ["milder uncovered: block -> warn"]],
    ["evidence-timeout: 2\n", "", ["milder evidence-timeout: 2 -> 6"]],
    ["", "existing-grace: 30\n", ["milder existing-grace: 14 -> 30"]],
    ["", "panels: small-team\n", ["milder panels: independent -> small-team"]],
    ["profile: full\n", "profile: lite\n", ["milder profile: full -> lite"]],
    ["", "waivers: { maximum-days: 120 }\n", ["milder waivers.maximum-days: 90 -> 120"]],
    ["rules:\n  coverage-product: { lines: 90 }\n", "", ["milder rules.coverage-product.lines: 90 -> 80"]], // prettier-ignore
    ["", 'rules:\n  card-sections-present: { severity: "off" }\n', ["milder rules.card-sections-present.severity: blocking -> off"]], // prettier-ignore
    ["rules:\n  coverage-product: { floor: true }\n", "rules:\n  coverage-product: {}\n", ["milder rules.coverage-product.floor: true -> undefined"]], // prettier-ignore
    [
      "",
      "rules:\n  coverage-product: { trust: 1 }\n",
      ["milder rules.coverage-product.trust: 2 -> 1"],
    ],
    ["rules:\n  coverage-product: { trust: 3 }\n", "", ["milder rules.coverage-product.trust: 3 -> 2"]], // prettier-ignore
    [unitTests(", workflow: .github/workflows/ci.yml"), unitTests(""), ["milder evidence.unit-tests.workflow: .github/workflows/ci.yml -> none"]], // prettier-ignore
    [unitTests(", workflow: .github/workflows/ci.yml, settings: [tox.ini, conftest.py]"), unitTests(", workflow: .github/workflows/ci.yml, settings: [tox.ini]"), ['milder evidence.unit-tests.settings: ["tox.ini","conftest.py"] -> ["tox.ini"]']], // prettier-ignore
    ["", `trusted-workflows: [${PINNED}]\n`, [`milder trusted-workflows: [] -> ["${PINNED}"]`]],
    ["", "trusted-signers: [acme/ci/.github/workflows/e.yml@refs/heads/main]\n", ['milder trusted-signers: [] -> ["acme/ci/.github/workflows/e.yml@refs/heads/main"]']], // prettier-ignore
    [MAIN, MAIN.replace("block", "warn"), ["milder checks.main.enforcement: block -> warn"]],
    [MAIN, MAIN.replace(", minimum-level: 5", ""), ["milder checks.main.minimum-level: 5 -> undefined"]], // prettier-ignore
    [`${MAIN}  other: { branches: [x] }\n`, MAIN, ["milder checks.other: defined -> undefined"]],
  ])("%j, then %j", (before, after, told) => {
    expect(edit(policy(before), policy(after))).toEqual(told);
    const back = edit(policy(after), policy(before));
    expect(back).toHaveLength(told.length);
    expect(back.every((each) => each.startsWith("stricter "))).toBe(true);
  });

  test("a component that loses paths, or goes", () => {
    expect(edit(policy(""), policy("", "  detector: { paths: [src/**] }\n"))).toEqual([
      'milder components.detector.paths: ["src/**","lib/**"] -> ["src/**"]',
      'milder components.detector.source: ["src/**","lib/**"] -> ["src/**"]',
    ]);
    const two = policy("", `${DETECTOR}  other: { paths: [o/**] }\n`);
    expect(edit(two, policy(""))).toEqual(["milder components.other: defined -> undefined"]);
  });

  test("a component that leaves files out", () => {
    const ignoring = policy("", '  detector: { paths: [src/**, lib/**], ignore: ["**"] }\n');
    expect(edit(policy(""), ignoring)).toEqual([
      'milder components.detector.ignore: undefined -> ["**"]',
    ]);
    expect(edit(ignoring, policy(""))).toEqual([
      'stricter components.detector.ignore: ["**"] -> undefined',
    ]);
  });

  test("a component that is asked for less than all, also a new one", () => {
    const off = '  detector: { paths: [src/**, lib/**], rules: { card-sections-present: { severity: "off" } } }\n'; // prettier-ignore
    const told = "milder components.detector.rules.card-sections-present.severity: blocking -> off";
    expect(edit(policy(""), policy("", off))).toEqual([told]);
    const other = policy("", "  other: { paths: [o/**] }\n");
    expect(edit(other, policy("", `  other: { paths: [o/**] }\n${off}`))).toEqual([
      "stricter components.detector: undefined -> defined",
      told,
    ]);
  });
});

describe("of what nobody can tell whether it asks for less", () => {
  test.each<[string, string, string]>([
    ["", "roles: { lead: [ada] }\n", "other roles.lead: undefined -> [\"ada\"]"], // prettier-ignore
    ["roles: { lead: [ada] }\n", "roles: { lead: [ada, bob] }\n", 'other roles.lead: ["ada"] -> ["ada","bob"]'], // prettier-ignore
    ["", "evidence: { unit: { format: junit, files: [a.xml] } }\n", 'other evidence.unit: undefined -> {"format":"junit","files":["a.xml"]}'], // prettier-ignore
    ["", "rules:\n  card-sections-present: { waiver-role: lead }\n", "other rules.card-sections-present.waiver-role: undefined -> lead"], // prettier-ignore
  ])("%j, then %j", (before, after, told) => {
    expect(edit(policy(before), policy(after))).toEqual([told]);
  });
});

test("a component that is added, with reports of its own, asks for more", () => {
  const both = `${DETECTOR}  other: { paths: [o/**] }\n`;
  const evidence = "evidence: { unit: { format: junit, files: [o.xml], component: other } }\n";
  expect(edit(policy(""), policy(evidence, both))).toEqual([
    "stricter components.other: undefined -> defined",
    expect.stringMatching(/^stricter evidence\.unit/),
  ]);
});

test("the same policy written otherwise is the same", () => {
  expect(edit(policy("existing-grace: 14\n"), policy("profile: lite\n"))).toEqual([]);
});

test("a component that is renamed or split, and a system that follows, is none of it", () => {
  const one = policy("", "  a: { paths: [a/**, b/**] }\n  all: { parts: [a] }\n");
  const renamed = policy("", "  c: { paths: [a/**, b/**] }\n  all: { parts: [c] }\n");
  const split = policy("", "  a: { paths: [a/**] }\n  b: { paths: [b/**] }\n  all: { parts: [a, b] }\n"); // prettier-ignore
  expect(edit(one, renamed).filter((each) => !each.startsWith("stricter"))).toEqual([]);
  expect(edit(one, split).filter((each) => !each.startsWith("stricter"))).toEqual([]);
  const left = policy("", "  c: { paths: [a/**] }\n  all: { parts: [c] }\n");
  expect(edit(one, left).filter((each) => !each.startsWith("stricter"))).toEqual([
    "milder components.a: defined -> undefined",
    'other components.all.parts: ["a"] -> ["c"]',
  ]);
});

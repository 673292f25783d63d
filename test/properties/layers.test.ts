import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import type { Policy } from "../../src/core/model/policy.ts";
import { comparePolicies } from "../../src/core/policy/compare-policies.ts";
import { parseOrganization } from "../../src/core/policy/parse-organization.ts";
import { parsePolicy } from "../../src/core/policy/parse-policy.ts";
import { tighten } from "../../src/core/policy/tighten.ts";
import { underOrganization } from "../../src/core/policy/under-organization.ts";
import { parseYaml } from "../../src/core/source/yaml.ts";
import { valueAt } from "../../src/core/source/value-at.ts";
import { catalogue } from "../../src/generated/catalogue.ts";

/** Some rules with numbers either way, a list, named limits and no parameters at all. */
const RULES = [
  "coverage-product",
  "card-sections-present",
  "review-panel-satisfied",
  "robustness-semantic-perturbation",
  "monitoring-fresh-data-drift",
] as const;

const severity = fc.constantFrom("blocking", "advisory", "off");
const override = (rule: (typeof RULES)[number]) =>
  fc.record(
    {
      severity,
      ...((rule === "coverage-product" || rule === "robustness-semantic-perturbation") && { trust: fc.integer({ min: 0, max: 4 }) }), // prettier-ignore
      ...(rule === "coverage-product" && { lines: fc.integer({ min: 1, max: 100 }), "changed-lines": fc.integer({ min: 1, max: 100 }) }), // prettier-ignore
      ...(rule === "monitoring-fresh-data-drift" && { "maximum-age": fc.integer({ min: 1, max: 60 }) }), // prettier-ignore
      ...(rule === "robustness-semantic-perturbation" && { limits: fc.record({ "consistency-rate": fc.double({ min: 0.1, max: 1, noNaN: true }) }) }), // prettier-ignore
    },
    { requiredKeys: [] },
  );

const rules = fc.record(
  Object.fromEntries(RULES.map((rule) => [rule, override(rule)])) as Record<
    (typeof RULES)[number],
    ReturnType<typeof override>
  >,
  { requiredKeys: [] },
);

const check = fc.record(
  {
    branches: fc.uniqueArray(fc.constantFrom("main", "release/**", "next"), { minLength: 1 }),
    enforcement: fc.constantFrom("observe", "warn", "block"),
    "minimum-level": fc.integer({ min: 0, max: 9 }),
    scope: fc.constantFrom("touched", "all"),
    "block-from": fc.constantFrom("2026-01-01", "2027-01-01"),
  },
  { requiredKeys: ["branches"] },
);

const settings = {
  profile: fc.constantFrom("lite", "full"),
  uncovered: fc.constantFrom("ignore", "warn", "block"),
  panels: fc.constantFrom("independent", "small-team"),
  "evidence-timeout": fc.integer({ min: 1, max: 72 }),
  "existing-grace": fc.integer({ min: 0, max: 90 }),
  "sign-off": fc.oneof(
    fc.constantFrom("approval", "explicit"),
    fc.record({ "explicit-from": fc.integer({ min: 0, max: 9 }) }),
  ),
  "request-reviews": fc.boolean(),
  environments: fc.dictionary(
    fc.constantFrom("production", "staging"),
    fc.record({ "minimum-level": fc.integer({ min: 0, max: 9 }) }),
  ),
  checks: fc.dictionary(fc.constantFrom("main", "release", "extra"), check),
  "trusted-signers": fc.uniqueArray(
    fc.constantFrom(
      ...["a", "b"].map((name) => `acme/ci/.github/workflows/e.yml@refs/heads/${name}`),
    ),
  ),
  "trusted-workflows": fc.uniqueArray(
    fc.constantFrom(
      ...["a", "b"].map((name) => `acme/ci/.github/workflows/${name}.yml@${name.repeat(40)}`),
    ),
  ),
};

const component = fc.record(
  {
    paths: fc.uniqueArray(fc.constantFrom("a/**", "b/**", "c/**"), { minLength: 1 }),
    ignore: fc.uniqueArray(fc.constantFrom("**/*.md", "**/*.txt")),
    rules,
  },
  { requiredKeys: ["paths"] },
);

const config = fc.record(
  { ...settings, rules, components: fc.dictionary(fc.constantFrom("one", "two"), component) },
  { requiredKeys: ["components"] },
);

const organization = fc.record(
  {
    ...settings,
    rules: rules.map((some) =>
      Object.fromEntries(Object.entries(some).map(([id, each]) => [id, { ...each, floor: true }])),
    ),
  },
  { requiredKeys: [] },
);

function policyOf(written: object): { readonly policy: Policy; readonly source: Yaml } {
  const yaml = parseYaml(JSON.stringify({ version: 1, ...written }), ".mltrl/config.yml");
  if (!yaml.ok) throw new Error(JSON.stringify(yaml));
  const policy = parsePolicy(yaml.value, catalogue, "main");
  if (!policy.ok) throw new Error(JSON.stringify(policy.problems));
  return { policy: policy.value, source: yaml.value };
}

type Yaml = Extract<ReturnType<typeof parseYaml>, { ok: true }>["value"];

function organizationOf(written: object) {
  const text = JSON.stringify({ version: 1, "applies-to": { repositories: ["*"] }, ...written });
  const yaml = parseYaml(text, "acme/.github/.mltrl/organization.yml");
  if (!yaml.ok) throw new Error(JSON.stringify(yaml));
  const policy = parseOrganization(yaml.value, catalogue);
  if (!policy.ok) throw new Error(JSON.stringify(policy.problems));
  return { policy: policy.value, source: yaml.value };
}

/** Values that ask for less in the second policy. */
function weaker(
  before: Policy,
  after: Policy,
  isMeant: (name: string) => boolean = () => true,
): string[] {
  return comparePolicies(before, after, catalogue)
    .filter(({ effect, name }) => effect === "milder" && isMeant(name))
    .map(({ name, before: was, after: is }) => `${name}: ${was} -> ${is}`);
}

describe("a lower layer never loosens", () => {
  test("the base branch what the default branch asks for", () => {
    fc.assert(
      fc.property(config, config, (byDefault, byBase) => {
        const own = policyOf(byDefault).policy;
        expect(weaker(own, tighten(own, policyOf(byBase).policy, catalogue))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test("a repository what its organisation has as a floor", () => {
    const nothing = { components: {}, checks: {}, panels: "small-team", "evidence-timeout": 72, "existing-grace": 90, "sign-off": "approval", "request-reviews": false }; // prettier-ignore
    fc.assert(
      fc.property(organization, config, (above, written) => {
        const handed = organizationOf(above);
        const { policy, source } = policyOf(written);
        const bounded = underOrganization(policy, source, handed, catalogue, "main");
        const floor = underOrganization(policyOf(nothing).policy, undefined, handed, catalogue, "main"); // prettier-ignore
        const said = (name: string): boolean =>
          valueAt(handed.source.value, name.replace(/^components\.[^.]+\.rules/, "rules").split(".")) !== undefined; // prettier-ignore
        expect(weaker(floor.policy, bounded.policy, said)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test("nor both together", () => {
    fc.assert(
      fc.property(organization, config, config, (above, byDefault, byBase) => {
        const handed = organizationOf(above);
        const { policy, source } = policyOf(byDefault);
        const bounded = underOrganization(policy, source, handed, catalogue, "main").policy;
        expect(weaker(bounded, tighten(bounded, policyOf(byBase).policy, catalogue))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

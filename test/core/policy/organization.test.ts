import { describe, expect, test } from "@jest/globals";
import { placeText } from "../../../src/core/model/place.ts";
import type { Policy } from "../../../src/core/model/policy.ts";
import { appliesTo } from "../../../src/core/policy/applies-to.ts";
import type { Organization } from "../../../src/core/policy/organization-layer.ts";
import { parseOrganization } from "../../../src/core/policy/parse-organization.ts";
import { parsePolicy } from "../../../src/core/policy/parse-policy.ts";
import { type Bounded, underOrganization } from "../../../src/core/policy/under-organization.ts";
import { parseYaml } from "../../../src/core/source/yaml.ts";
import { catalogue } from "../../../src/generated/catalogue.ts";

const PATH = "acme/.github-private/.mltrl/organization.yml";
const HEAD = 'version: 1\napplies-to: { repositories: ["*"] }\n';

function parsed(text: string) {
  const yaml = parseYaml(text, PATH);
  const policy = yaml.ok ? parseOrganization(yaml.value, catalogue) : yaml;
  return yaml.ok && policy.ok ? { source: yaml.value, policy: policy.value } : policy;
}

function organization(text: string): Organization {
  const found = parsed(HEAD + text);
  if (!("source" in found)) throw new Error(JSON.stringify(found));
  return found;
}

function problems(text: string): string[] {
  const found = parsed(text);
  if ("source" in found || found.ok) return [];
  return found.problems.map(({ place, message }) => `${placeText(place)} ${message}`);
}

const COMPONENT = "version: 1\ncomponents:\n  detector: { paths: [src/**] }\n";

/** A repository's policy below an organisation's. */
function under(above: string, config: string, defaultBranch = "main"): Bounded {
  const yaml = parseYaml(COMPONENT + config, ".mltrl/config.yml");
  if (!yaml.ok) throw new Error(JSON.stringify(yaml));
  const own = parsePolicy(yaml.value, catalogue, defaultBranch);
  if (!own.ok) throw new Error(JSON.stringify(own));
  return underOrganization(own.value, yaml.value, organization(above), catalogue, defaultBranch);
}

function past(above: string, config: string): string[] {
  return under(above, config).problems.map(
    ({ place, message }) => `${placeText({ ...place, path: "config" })} ${message}`,
  );
}

describe("the file of an organisation", () => {
  test("tells every problem at its place", () => {
    expect(
      problems(
        "version: 1\napplies-to: {}\nprofile: huge\nrules:\n  coverage-product: { lines: 850 }\n",
      ),
    ).toEqual([
      expect.stringMatching(/organization\.yml:2:13 .*"repositories" or "properties"/),
      expect.stringMatching(/organization\.yml:3:10 .*profile.*huge/),
      expect.stringMatching(/organization\.yml:5:30 .*lines/),
    ]);
  });

  test("has to say whom it is for", () => {
    expect(problems("version: 1\n")).toEqual([expect.stringContaining("applies-to")]);
  });
});

describe("whom it is for", () => {
  test.each<[string, string, Record<string, string[]>, boolean]>([
    ['repositories: ["*"]', "scanner", {}, true],
    ["repositories: [ml-*]", "ML-Scanner", {}, true],
    ["repositories: [ml-*]", "scanner", {}, false],
    ['repositories: ["*"], except: [website]', "website", {}, false],
    ["properties: { risk: [high, medium] }", "scanner", { risk: ["medium"] }, true],
    ["properties: { risk: [high] }", "scanner", { risk: ["low"] }, false],
    ["properties: { risk: [high] }", "scanner", {}, false],
    ["properties: { uses: [ml] }", "scanner", { uses: ["web", "ml"] }, true],
    ["repositories: [ml-*], properties: { uses: [ml] }", "scanner", { uses: ["ml"] }, false],
  ])("{ %s }: %s %j", (written, name, properties, applies) => {
    const found = parsed(`version: 1\napplies-to: { ${written} }\n`);
    if (!("source" in found)) throw new Error(JSON.stringify(found));
    const traits = { name, properties: new Map(Object.entries(properties)) };
    expect(appliesTo(found.policy.appliesTo, traits)).toBe(applies);
  });
});

describe("what a repository does not say, its organisation does", () => {
  test.each<[string, Partial<Policy>]>([
    ["profile: full\n", { profile: "full" }],
    ["uncovered: block\n", { uncovered: "block" }],
    ["evidence-timeout: 2\n", { evidenceTimeout: 2 }],
    ["existing-grace: 0\n", { existingGrace: 0 }],
    ["roles: { on-call: [acme/on-call] }\n", { roles: new Map([["on-call", ["acme/on-call"]]]) }],
  ])("%s", (above, expected) => {
    expect(under(above, "")).toMatchObject({ policy: expected, problems: [] });
  });

  test("a check on each repository's own default branch, and numbers of rules", () => {
    const { policy } = under(
      'checks:\n  product: { branches: ["~DEFAULT_BRANCH", "release/**"], minimum-level: 5 }\nrules:\n  coverage-product: { lines: 91 }\n',
      "",
      "trunk",
    );
    expect(policy.checks.find(({ name }) => name === "product")).toEqual({
      name: "product",
      branches: ["trunk", "release/**"],
      enforcement: "block",
      scope: "touched",
      minimumLevel: 5,
      perBranch: false,
    });
    expect(policy.rules.get("coverage-product")?.params).toEqual({ lines: 91 });
  });

  test("where it is silent as well, nothing changes", () => {
    const alone = under("", "existing-grace: 30\npanels: small-team\nuncovered: warn\n");
    expect(alone).toMatchObject({
      problems: [],
      policy: { existingGrace: 30, panels: "small-team", uncovered: "warn" },
    });
  });
});

describe("what a repository says past a floor has no effect and is told", () => {
  const FLOOR = "rules:\n  coverage-product: { lines: 85, floor: true }\n";
  const CHECK =
    "checks:\n  main:\n    branches: [main]\n    enforcement: block\n    scope: all\n    minimum-level: 5\n    block-from: 2026-01-01\n";
  test.each<[string, string, unknown[]]>([
    [FLOOR, "rules:\n  coverage-product: { lines: 80 }\n", ["config:5:21 `rules.coverage-product.lines` is 80; the floor of the organisation's policy (acme/.github-private/.mltrl/organization.yml:4) is 85"]], // prettier-ignore
    [FLOOR, 'rules:\n  coverage-product: { severity: "off" }\n', [expect.stringContaining("`rules.coverage-product.severity` is off;")]], // prettier-ignore
    ["profile: full\n", "profile: lite\n", [expect.stringMatching(/^config:4:10 `profile` is lite, which lacks .* more rules; .*organization\.yml:3\) is full$/)]], // prettier-ignore
    ["uncovered: block\n", "uncovered: warn\n", [expect.stringMatching(/^config:4:12 `uncovered` is warn;/)]], // prettier-ignore
    ["panels: independent\n", "panels: small-team\n", [expect.stringMatching(/`panels` is small-team;/)]], // prettier-ignore
    ["rules:\n  coverage-product: { floor: true }\n", "rules:\n  coverage-product: { trust: 1 }\n", [expect.stringMatching(/^config:5:21 `rules\.coverage-product\.trust` is 1; .*:4\) is 2$/)]], // prettier-ignore
    [`trusted-workflows: [${pinned("a")}]\n`, `trusted-workflows: [${pinned("a")}, ${pinned("b")}]\n`, [expect.stringMatching(/^config:4:20 `trusted-workflows` is acme\/ci.*b\.yml@b{40}; .*:3\) is acme\/ci.*a\.yml@a{40}$/)]], // prettier-ignore
    [`trusted-signers: [${signing("main")}]\n`, `trusted-signers: [${signing("main")}, ${signing("main-evil")}]\n`, [expect.stringMatching(/^config:4:18 `trusted-signers` is acme\/ci.*@refs\/heads\/main-evil; .*:3\) is acme\/ci.*@refs\/heads\/main$/)]], // prettier-ignore
    ["evidence-timeout: 2\n", "evidence-timeout: 3\n", [expect.stringMatching(/`evidence-timeout` is 3;/)]], // prettier-ignore
    ["existing-grace: 2\n", "existing-grace: 3\n", [expect.stringMatching(/`existing-grace` is 3;/)]], // prettier-ignore
    ["waivers: { maximum-days: 30 }\n", "waivers: { maximum-days: 60 }\n", [expect.stringMatching(/^config:4:26 `waivers\.maximum-days` is 60; .*:3\) is 30$/)]], // prettier-ignore
    [CHECK, "checks:\n  main: { branches: [main], enforcement: warn, scope: touched, minimum-level: 4, block-from: 2027-01-01 }\n", [ // prettier-ignore
      expect.stringMatching(/^config:5:42 `checks\.main\.enforcement` is warn; .*:6\) is block$/),
      expect.stringMatching(/`checks\.main\.scope` is touched; .*:7\) is all$/),
      expect.stringMatching(/`checks\.main\.block-from` is 2027-01-01; .*:9\) is 2026-01-01$/),
      expect.stringMatching(/`checks\.main\.minimum-level` is 4; .*:8\) is 5$/),
    ]], // prettier-ignore
    ["roles: { lead: [ada, acme/leads] }\n", "roles: { lead: [Ada, mallory] }\n", [expect.stringMatching(/^config:4:22 `roles\.lead` names mallory; .*gives the role to ada, acme\/leads/)]], // prettier-ignore
  ])("%s and %s", (above, config, told) => {
    expect(past(above, config)).toEqual(told);
    const { policy } = under(above, config);
    const { policy: silent } = under(above, "");
    expect({ ...policy, roles: new Map() }).toMatchObject({
      profile: silent.profile,
      uncovered: silent.uncovered,
      panels: silent.panels,
      evidenceTimeout: silent.evidenceTimeout,
      existingGrace: silent.existingGrace,
      trustedWorkflows: silent.trustedWorkflows,
      trustedSigners: silent.trustedSigners,
    });
    expect(policy.rules.get("coverage-product")?.params).toEqual(
      silent.rules.get("coverage-product")?.params,
    );
    expect(policy.checks.find(({ name }) => name === "main")?.enforcement).toBe(
      silent.checks.find(({ name }) => name === "main")?.enforcement,
    );
    expect([...(policy.roles.get("lead") ?? [])]).not.toContain("mallory");
  });

  test.each<[string, string, string, Partial<Policy>]>([
    [
      "sign-off: explicit\n",
      "sign-off: { explicit-from: 7 }\n",
      "config:4:11 `sign-off` is explicit from level 7 on; the floor of the organisation's policy (acme/.github-private/.mltrl/organization.yml:3) is explicit",
      { explicitFrom: 0 },
    ],
    [
      "sign-off: { explicit-from: 4 }\n",
      "sign-off: approval\n",
      "config:4:11 `sign-off` is approval; the floor of the organisation's policy (acme/.github-private/.mltrl/organization.yml:3) is explicit from level 4 on",
      { explicitFrom: 4 },
    ],
    [
      "request-reviews: true\n",
      "request-reviews: false\n",
      "config:4:18 `request-reviews` is false; the floor of the organisation's policy (acme/.github-private/.mltrl/organization.yml:3) is true",
      { requestReviews: true },
    ],
    [
      "environments: { production: { minimum-level: 9 } }\n",
      "environments: { Production: { components: [detector] } }\n",
      "config:4:17 `environments.Production.minimum-level` is 8; the floor of the organisation's policy (acme/.github-private/.mltrl/organization.yml:3) is 9",
      { environments: new Map([["Production", { minimumLevel: 9, components: ["detector"] }]]) },
    ],
  ])("%s: %s", (above, config, message, counts) => {
    expect(past(above, config)).toEqual([message]);
    expect(under(above, config).policy).toMatchObject(counts);
  });

  test("an environment that a repository does not name is its organisation's all the same", () => {
    const { policy } = under("environments: { clinic: {} }\n", "");
    expect([...policy.environments]).toEqual([["clinic", { minimumLevel: 8 }]]);
  });

  test("also where one component says it", () => {
    const config = `version: 1\ncomponents:\n  detector:\n    paths: [src/**]\n    rules:\n      coverage-product: { lines: 80, changed-lines: 70 }\n`;
    const yaml = parseYaml(config, ".mltrl/config.yml");
    if (!yaml.ok) throw new Error("no YAML");
    const own = parsePolicy(yaml.value, catalogue, "main");
    if (!own.ok) throw new Error(JSON.stringify(own));
    const bounded = underOrganization(own.value, yaml.value, organization(FLOOR), catalogue, "main"); // prettier-ignore
    expect(bounded.problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^`components\.detector\.rules\.coverage-product\.lines` is 80;/),
      expect.stringMatching(/coverage-product\.changed-lines` is 70;/),
    ]);
    expect(bounded.policy.components[0]?.rules.get("coverage-product")?.params).toEqual({});
  });
});

test("a repository may ask for more, and narrow a role", () => {
  const { policy, problems: told } = under(
    "profile: lite\nuncovered: warn\nroles: { lead: [ada, grace] }\nrules:\n  coverage-product: { lines: 85, floor: true }\n",
    "profile: full\nuncovered: block\nroles: { lead: [grace], other: [bob] }\nrules:\n  coverage-product: { lines: 90 }\n",
  );
  expect(told).toEqual([]);
  expect(policy).toMatchObject({ profile: "full", uncovered: "block" });
  expect([...policy.roles]).toEqual([
    ["lead", ["grace"]],
    ["other", ["bob"]],
  ]);
  expect(policy.rules.get("coverage-product")?.params).toEqual({ lines: 90 });
});

test("what is no floor is a default, and a repository may say less", () => {
  const { policy, problems: told } = under(
    "rules:\n  coverage-product: { lines: 85, changed-lines: 80 }\n",
    "rules:\n  coverage-product: { lines: 60 }\n",
  );
  expect(told).toEqual([]);
  expect(policy.rules.get("coverage-product")?.params).toEqual({
    lines: 60,
    "changed-lines": 80,
  });
});

function pinned(name: string): string {
  return `acme/ci/.github/workflows/${name}.yml@${name.repeat(40)}`;
}

function signing(branch: string): string {
  return `acme/ci/.github/workflows/evidence.yml@refs/heads/${branch}`;
}

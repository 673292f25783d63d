import { describe, expect, test } from "@jest/globals";
import type { Policy } from "../../../src/core/model/policy.ts";
import { placeText } from "../../../src/core/model/place.ts";
import { parsePolicy } from "../../../src/core/policy/parse-policy.ts";
import { parseYaml } from "../../../src/core/source/yaml.ts";
import { catalogue } from "../../../src/generated/catalogue.ts";

const PATH = ".mltrl/config.yml";

function parsed(text: string, defaultBranch = "main") {
  const yaml = parseYaml(text, PATH);
  return yaml.ok ? parsePolicy(yaml.value, catalogue, defaultBranch) : yaml;
}

function policy(text: string, defaultBranch?: string): Policy {
  const result = parsed(text, defaultBranch);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

function problems(text: string): string[] {
  const result = parsed(text);
  return result.ok
    ? []
    : result.problems.map(({ place, message }) => `${placeText(place)} ${message}`);
}

const SMALLEST = "version: 1\ncomponents:\n  detector:\n    paths: [src/**]\n";

describe("the smallest policy", () => {
  test("has everything else by default", () => {
    expect(policy(SMALLEST, "trunk")).toEqual({
      ladder: catalogue.ladder,
      profile: "lite",
      checks: [
        {
          name: "main",
          branches: ["trunk"],
          enforcement: "warn",
          scope: "touched",
          perBranch: false,
        },
        {
          name: "release",
          branches: ["release/**"],
          enforcement: "block",
          scope: "touched",
          perBranch: false,
        },
      ],
      components: [
        {
          id: "detector",
          paths: ["src/**"],
          ignore: [],
          source: ["src/**"],
          dependsOn: [],
          parts: [],
          rules: new Map(),
          place: expect.objectContaining({ path: PATH }),
        },
      ],
      roles: new Map(),
      environments: new Map(),
      evidence: [],
      trustedWorkflows: [],
      trustedSigners: [],
      rules: new Map(),
      uncovered: "ignore",
      evidenceTimeout: 6,
      panels: "independent",
      registerVersions: false,
      existingGrace: 14,
      explicitFrom: 6,
      requestReviews: true,
      checklists: [],
      profiles: [],
      waiverMaximumDays: 90,
      waivers: [],
    });
  });
});

test("a grown-up policy is read in full", () => {
  const read = policy(`version: 1
profile: full
checks:
  main: { branches: [main], enforcement: warn, block-from: 2027-01-15 }
  release: { branches: ["release/**"], minimum-level: 7, scope: all, per-branch: true }
components:
  detector: { paths: [models/**], ignore: ["**/*.md"], source: ["**/*.py"], depends-on: [reader] }
  reader: { paths: [libs/**] }
  triage: { parts: [detector, reader] }
roles:
  product-manager: [acme/product, alice]
evidence:
  unit-tests: { format: junit, files: [reports/*.xml], component: reader }
  coverage: { format: lcov, files: [lcov.info] }
rules:
  coverage-product: { lines: 85 }
  semver-code: { severity: advisory }
uncovered: warn
evidence-timeout: 2
panels: small-team
`);
  expect(read.checks).toEqual([
    {
      name: "main",
      branches: ["main"],
      enforcement: "warn",
      blockFrom: "2027-01-15",
      scope: "touched",
      perBranch: false,
    },
    {
      name: "release",
      branches: ["release/**"],
      enforcement: "block",
      minimumLevel: 7,
      scope: "all",
      perBranch: true,
    },
  ]);
  expect(read.components.map(({ id, dependsOn, parts }) => [id, dependsOn, parts])).toEqual([
    ["detector", ["reader"], []],
    ["reader", [], []],
    ["triage", [], ["detector", "reader"]],
  ]);
  expect(read.evidence).toEqual([
    {
      name: "unit-tests",
      format: "junit",
      files: ["reports/*.xml"],
      component: "reader",
    },
    { name: "coverage", format: "lcov", files: ["lcov.info"] },
  ]);
  expect(read.roles).toEqual(new Map([["product-manager", ["acme/product", "alice"]]]));
  expect(read).toMatchObject({ uncovered: "warn", evidenceTimeout: 2, panels: "small-team" });
});

test("a rule has the parameters that the file names, not the kind's defaults", () => {
  const { rules } = policy(`${SMALLEST}rules:
  coverage-product: { lines: 85 }
  semver-code: { severity: "off" }
`);
  expect(rules.get("coverage-product")).toEqual({
    params: { lines: 85 },
    place: expect.objectContaining({ line: 6 }),
  });
  expect(rules.get("semver-code")).toMatchObject({ params: {}, severity: "off" });
});

describe("problems", () => {
  test("are all reported at once, each with its line and column, in the order of the file", () => {
    const found = problems(`version: 2
checks:
  main: { branches: [], enforcement: blok }
components:
  detector: { paths: [/src/**], pats: [] }
  triage: { parts: [detektor] }
rules:
  coverage-produkt: { lines: 85 }
  coverage-product: { lines: 850 }
`);
    expect(found.map((each) => each.split(" ")[0])).toEqual([
      ".mltrl/config.yml:1:10",
      ".mltrl/config.yml:3:21",
      ".mltrl/config.yml:3:38",
      ".mltrl/config.yml:5:23",
      ".mltrl/config.yml:5:33",
      ".mltrl/config.yml:8:3",
      ".mltrl/config.yml:9:30",
    ]);
    expect(found.join("\n")).toContain("did you mean `block`");
    expect(found.join("\n")).toContain("did you mean `coverage-product`");
    expect(found.join("\n")).toContain("must be relative to the root of the repository");
  });

  test.each<[string, string, string]>([
    ["no components", "version: 1\n", "components"],
    ["a component with paths and parts", "version: 1\ncomponents:\n  a: { paths: [a], parts: [b] }\n  b: { paths: [b] }\n", 'needs either "paths"'], // prettier-ignore
    ["a component with neither", "version: 1\ncomponents:\n  a: { source: [a] }\n", 'needs either "paths"'], // prettier-ignore
    ["a name that is no id", "version: 1\ncomponents:\n  A_b: { paths: [a] }\n", "must be 1 to 64 of a-z"], // prettier-ignore
    ["a day that is none", "version: 1\nchecks:\n  main: { branches: [main], block-from: soon }\ncomponents:\n  a: { paths: [a] }\n", "must be a date such as 2027-01-15"], // prettier-ignore
    ["a person that is none", `${SMALLEST}roles: { lead: ["alice smith"] }\n`, "must be a login such as alice"], // prettier-ignore
    ["an unknown part", "version: 1\ncomponents:\n  a: { paths: [a] }\n  s: { parts: [b] }\n", '"b" is not a component of this file; expected one of a, s'], // prettier-ignore
    ["an unknown dependency", "version: 1\ncomponents:\n  a: { paths: [a], depends-on: [b] }\n", '"b" is not a component'], // prettier-ignore
    ["evidence of an unknown component", `${SMALLEST}evidence:\n  unit: { format: junit, files: [a.xml], component: b }\n`, '"b" is not a component'], // prettier-ignore
    ["a system of itself", "version: 1\ncomponents:\n  s: { parts: [s] }\n", 'the system "s" contains itself'], // prettier-ignore
    ["a ladder we do not have", `ladder: "9.9"\n${SMALLEST}`, "ladder"],
    ["a profile that is no name", `profile: Huge one\n${SMALLEST}`, "profile"],
    [
      "a floor of one component",
      "version: 1\ncomponents: { a: { paths: [a], rules: { coverage-product: { floor: true } } } }\n",
      "a floor is set under the `rules` of the whole file",
    ],
    [
      "a component below the floor",
      `version: 1
components:
  a:
    paths: [a]
    rules: { coverage-product: { lines: 60 }, semver-code: { severity: off } }
rules:
  coverage-product: { lines: 85, floor: true }
  semver-code: { severity: advisory, floor: true }
`,
      "`components.a.rules.coverage-product.lines` is 60; the floor of this file is 85",
    ],
    [
      "a component below what the floor leaves to the kind",
      `version: 1
components: { a: { paths: [a], rules: { pipeline-tests: { maximum-skipped: 100 } } } }
rules: { pipeline-tests: { floor: true } }
`,
      "`components.a.rules.pipeline-tests.maximum-skipped` is 100; the floor of this file is 50",
    ],
    [
      "a component with a shorter list than the floor",
      `version: 1
components: { a: { paths: [a], rules: { drift-tests-built: { required: [] } } } }
rules: { drift-tests-built: { floor: true } }
`,
      "`components.a.rules.drift-tests-built.required` is not what the floor of this file has",
    ],
    [
      "a component without the panel of the floor",
      `version: 1
components: { a: { paths: [a], rules: { full-slate-review: { panels: [{ from-level: 8, roles: [compliance] }] } } } }
rules: { full-slate-review: { floor: true } }
`,
      "`components.a.rules.full-slate-review.panels` takes seats away that the floor of this file has: applied-ai at 8 → 9, engineering at 8 → 9",
    ],
    [
      "a component with a lower band than the floor",
      `version: 1
components: { a: { paths: [a], rules: { data-readiness-evaluated: { minimum-band: C } } } }
rules: { data-readiness-evaluated: { floor: true } }
`,
      "`components.a.rules.data-readiness-evaluated.minimum-band` is not what the floor of this file has",
    ],
    [
      "a rule that asks for nothing any more",
      `${SMALLEST}rules: { slo-defined: { checks: [] } }\n`,
      "`rules.slo-defined` does not go with the rest of the rule: expected something to ask",
    ],
    [
      "a period of one component without its dates",
      "version: 1\ncomponents: { a: { paths: [a], rules: { slo-defined: { minimum-days: 5 } } } }\n",
      "`components.a.rules.slo-defined` does not go with the rest of the rule: expected `from`, `to` and `minimum-days` together",
    ],
    ["a list", "- 1\n", "expected"],
    ["nothing", "", "expected"],
  ])("%s", (_, text, message) => {
    expect(problems(text).join("\n")).toContain(message);
  });

  test("a component may say again what the floor says, and more", () => {
    const text = `version: 1
components:
  a:
    paths: [a]
    rules:
      drift-tests-built: { required: ["*data*drift*", "*concept*drift*"], minimum: 4 }
      pipeline-tests: { maximum-skipped: 10 }
rules: { drift-tests-built: { floor: true }, pipeline-tests: { floor: true } }
`;
    expect(problems(text)).toEqual([]);
  });

  test("a circle of systems is reported at each of them, and ends", () => {
    const text = `version: 1
components:
  a: { paths: [a] }
  one: { parts: [two, a] }
  two: { parts: [three] }
  three: { parts: [one] }
`;
    expect(problems(text).map((each) => each.split(" ")[0])).toEqual([
      ".mltrl/config.yml:4:17",
      ".mltrl/config.yml:5:17",
      ".mltrl/config.yml:6:19",
    ]);
  });

  test("systems that share a part are no circle", () => {
    const text = `version: 1
components:
  a: { paths: [a] }
  one: { parts: [a] }
  two: { parts: [a, one] }
`;
    expect(problems(text)).toEqual([]);
  });
});

const withEnvironments = (environments: string): string =>
  `version: 1\ncomponents: { detector: { paths: [models/**] } }\nenvironments: ${environments}\n`;

describe("an environment", () => {
  test("takes what is ready to fly, of every component, unless it says otherwise", () => {
    const some = "{ production: {}, Staging: { minimum-level: 6, components: [detector] } }";
    expect([...policy(withEnvironments(some)).environments]).toEqual([
      ["production", { minimumLevel: 8 }],
      ["Staging", { minimumLevel: 6, components: ["detector"] }],
    ]);
  });

  test("names only components that there are", () => {
    expect(
      problems(withEnvironments("{ production: { components: [detector, reader] } }")),
    ).toEqual([expect.stringContaining('"reader" is not a component of this file')]);
  });
});

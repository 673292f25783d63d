import type { Level } from "../model/level.ts";
import type { ComponentPolicy, Policy } from "../model/policy.ts";
import type { Parsed, Problem } from "../model/problem.ts";
import type { Catalogue } from "../model/rule.ts";
import { parseWith } from "../source/schema-problems.ts";
import { valueAt } from "../source/value-at.ts";
import type { LocatedYaml } from "../source/yaml.ts";
import { catalogueAt, laddersOf, oldestLadder } from "./catalogue-at.ts";
import { type Config, configSchema } from "./config-schema.ts";
import { checksOf } from "./checks-of.ts";
import { crossReferenceProblems } from "./cross-references.ts";
import { defaultChecks } from "./default-checks.ts";
import { floorProblems } from "./floors.ts";
import { overridesIn } from "./overrides-in.ts";
import { explicitFromOf } from "./sign-off.ts";
import { overrideProblems } from "./override-problems.ts";

/** Building the schema takes longer than reading with it, and the catalogue never changes. */
const schemas = new WeakMap<Catalogue, ReturnType<typeof configSchema>>();
/** What was made of a configuration, by the default branch it was read for. */
const policies = new WeakMap<LocatedYaml, Map<string, Parsed<Policy>>>();

/**
 * Reads `.mltrl/config.yml`. Every problem is reported at once, each with file, line, column and what
 * was allowed. `defaultBranch` is what the default check `main` guards.
 */
export function parsePolicy(
  source: LocatedYaml,
  catalogue: Catalogue,
  defaultBranch: string,
): Parsed<Policy> {
  const ofSource = policies.get(source) ?? new Map<string, Parsed<Policy>>();
  policies.set(source, ofSource);
  const policy = ofSource.get(defaultBranch) ?? read(source, catalogue, defaultBranch);
  ofSource.set(defaultBranch, policy);
  return policy;
}

function read(source: LocatedYaml, catalogue: Catalogue, defaultBranch: string): Parsed<Policy> {
  const ladder = catalogueAt(catalogue, ladderIn(source, catalogue));
  const schema = schemas.get(ladder) ?? configSchema(ladder, laddersOf(catalogue));
  schemas.set(ladder, schema);
  const parsed = parseWith(schema, source);
  if (!parsed.ok) return parsed;
  const policy = policyOf(parsed.value, source, defaultBranch);
  const problems: Problem[] = [
    ...crossReferenceProblems(parsed.value, source),
    ...overrideProblems(policy, ladder),
    ...floorProblems(policy, ladder),
  ];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: policy };
}

/** Its rules are those of the version that it pins; one that nobody knows is told by the schema. */
function ladderIn({ value }: LocatedYaml, catalogue: Catalogue): string {
  const pinned = valueAt(value, ["ladder"]);
  return laddersOf(catalogue).find((each) => each === pinned) ?? oldestLadder(catalogue);
}

function policyOf(config: Config, source: LocatedYaml, defaultBranch: string): Policy {
  return {
    ladder: config.ladder,
    profile: config.profile,
    checks: config.checks ? checksOf(config.checks) : defaultChecks(defaultBranch),
    components: componentsOf(config, source),
    roles: new Map(Object.entries(config.roles)),
    environments: environmentsOf(config),
    evidence: Object.entries(config.evidence).map(([name, { format, files, ...rest }]) => ({
      name,
      format,
      files,
      ...(rest.component !== undefined && { component: rest.component }),
      ...(rest.workflow !== undefined && { workflow: rest.workflow }),
      ...(rest.settings !== undefined && { settings: rest.settings }),
    })),
    trustedWorkflows: config["trusted-workflows"],
    trustedSigners: config["trusted-signers"],
    rules: overridesIn(config.rules, ["rules"], source),
    uncovered: config.uncovered,
    evidenceTimeout: config["evidence-timeout"],
    panels: config.panels,
    requestReviews: config["request-reviews"],
    explicitFrom: explicitFromOf(config["sign-off"]),
    registerVersions: config["register-versions"] === "on-merge",
    existingGrace: config["existing-grace"],
    checklists: [],
    profiles: [],
    waiverMaximumDays: config.waivers["maximum-days"],
    waivers: [],
  };
}

function environmentsOf({ environments }: Config): Policy["environments"] {
  return new Map(
    Object.entries(environments).map(([name, { components, "minimum-level": level }]) => [
      name,
      {
        minimumLevel: level as Level,
        ...(components !== "all" && { components }),
      },
    ]),
  );
}

function componentsOf(config: Config, source: LocatedYaml): ComponentPolicy[] {
  return Object.entries(config.components).map(([id, component]) => ({
    id,
    paths: component.paths ?? [],
    ignore: component.ignore,
    source: component.source ?? component.paths ?? [],
    dependsOn: component["depends-on"],
    parts: component.parts ?? [],
    rules: overridesIn(component.rules ?? {}, ["components", id, "rules"], source),
    place: source.placeOf(["components", id]),
  }));
}

import type { Catalogue, Rule } from "../../src/core/model/rule.ts";
import { catalogue } from "../../src/generated/catalogue.ts";
import type { ComponentPolicy, Policy } from "../../src/core/model/policy.ts";
import type { Engine } from "../../src/use-cases/engine.ts";

/** The engine as it ships. */
export const ENGINE: Engine = { catalogue, version: "0.0.0-test" };

/** A rule; whatever is not said is harmless. */
export function aRule(changes: Partial<Rule> = {}): Rule {
  return {
    id: "a-rule",
    gate: "every",
    kind: "a-kind",
    params: {},
    claim: "Something holds.",
    why: "Because.",
    applies: "standing",
    severity: "blocking",
    origin: "judgement",
    source: "judgement",
    default: "it holds",
    effort: "low",
    remedy: ["Mend it."],
    ...changes,
  };
}

/** A catalogue whose profile `all` has every rule and whose profile `none` has none. */
export function aCatalogue(...rules: readonly Rule[]): Catalogue {
  return {
    ladder: "1.0",
    rules,
    profiles: [
      { name: "all", description: "", rules: rules.map(({ id }) => id) },
      { name: "none", description: "", rules: [] },
    ],
    checklists: [],
    older: [],
  };
}

/** A policy with one component. */
export function aPolicy(changes: Partial<Policy> = {}): Policy {
  return {
    ladder: "1.0",
    profile: "all",
    checks: [],
    components: [aComponent()],
    roles: new Map(),
    environments: new Map(),
    evidence: [],
    trustedWorkflows: [],
    trustedSigners: [],
    rules: new Map(),
    uncovered: "ignore",
    evidenceTimeout: 6,
    panels: "independent",
    explicitFrom: 6,
    requestReviews: true,
    registerVersions: false,
    existingGrace: 14,
    waiverMaximumDays: 90,
    waivers: [],
    checklists: [],
    profiles: [],
    ...changes,
  };
}

export function aComponent(changes: Partial<ComponentPolicy> = {}): ComponentPolicy {
  return {
    id: "detector",
    paths: ["src/**"],
    ignore: [],
    source: ["src/**"],
    dependsOn: [],
    parts: [],
    rules: new Map(),
    place: { path: ".mltrl/config.yml", line: 2, column: 1 },
    ...changes,
  };
}

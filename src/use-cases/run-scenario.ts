import { decide, type Judged } from "../core/decide.ts";
import { strictestConclusion } from "../core/conclusion.ts";
import { evaluate } from "../core/evaluate.ts";
import type { Kind } from "../core/kinds/define-kind.ts";
import { KINDS } from "../core/kinds/index.ts";
import { known } from "../core/model/fact.ts";
import type { Finding } from "../core/model/finding.ts";
import type { ComponentPolicy, Policy } from "../core/model/policy.ts";
import type { Parsed, Problem } from "../core/model/problem.ts";
import { isAsExpected, type Scenario } from "../core/model/scenario.ts";
import { rulesOfAnyLadder } from "../core/policy/catalogue-at.ts";
import { plan } from "../core/plan.ts";
import { touches } from "../core/scope.ts";
import { compileGlobs } from "../core/source/glob.ts";
import { suggestion } from "../core/source/suggestion.ts";

import type { Engine } from "./engine.ts";
import { scenarioFacts } from "./scenario-facts.ts";

/** Where the made-up change goes and when, if the scenario does not say. */
export interface ScenarioSetting {
  readonly policy: Policy;
  readonly defaultBranch: string;
  readonly now: string;
}

/** Facts that a change has by itself; of those that tell of base and of records silence is an answer. */
const BY_THEMSELVES: ReadonlySet<string> = new Set(["now", "ciDeadline", "step", "changedPaths", "roles", "referenceChecklists"]); // prettier-ignore
const SILENT: ReadonlySet<string> = new Set(["baseCard", "baseChecklist", "baseRequirements", "baseCoverage", "baseStructured", "declarations", "alteredRecords", "lineage", "reviewedContent", "coverageFloors", "cardLeft"]); // prettier-ignore

/** Judges a made-up change by a policy, and tells where that is not what was expected. */
export function runScenario(
  scenario: Scenario,
  { policy, defaultBranch, now: present }: ScenarioSetting,
  engine: Engine,
): readonly Problem[] {
  const component = policy.components.find(({ id }) => id === scenario.component);
  const strangers = scenario.expect.rules.flatMap((each) => strangerProblem(each, engine));
  if (component === undefined) {
    const ids = policy.components.map(({ id }) => id).join(", ");
    const message = `there is no component "${scenario.component}" in the policy; there are: ${ids}`;
    return [{ place: scenario.place, message }, ...strangers];
  }
  if (strangers.length > 0) return strangers;
  const branch = scenario.branch ?? defaultBranch;
  const checks = policy.checks.filter(({ branches }) => compileGlobs(branches)(branch));
  if (checks.length === 0) {
    return [{ place: scenario.place, message: `no check of the policy guards ${branch}` }];
  }
  const now = scenario.now ?? present;
  const judged = judgedScenario(scenario, component, policy, now, engine);
  if (!judged.ok) return judged.problems;
  const decision = decide([judged.value], {
    checks: checks.map((check) => ({ policy: check, components: [component.id] })),
    baseRef: branch,
    unaffected: [],
    uncovered: { files: [], closes: false },
    hotfixes: [],
    toDefault: branch === defaultBranch,
    notices: [],
    provenance: { policy: "", ladder: policy.ladder, version: engine.version, base: "", head: "" },
    now,
  });
  const seen = strictestConclusion(decision.checks.map(({ conclusion }) => conclusion));
  const { conclusion = seen, rules } = scenario.expect;
  return [
    ...(seen === conclusion
      ? []
      : [
          {
            place: scenario.place,
            message: `expected ${conclusion}, got ${seen}${because(judged.value.findings)}`,
          },
        ]),
    ...rules.flatMap(({ rule, outcome, place }) => {
      const finding = judged.value.findings.find((each) => each.rule === rule);
      if (isAsExpected(outcome, finding?.outcome)) return [];
      const got = finding ? `${finding.outcome}: ${finding.reason}` : "it is not asked for";
      return [{ place, message: `${rule}: expected that it ${WORDS[outcome]}, got ${got}` }];
    }),
  ];
}

const WORDS = { passes: "passes", fails: "fails", waits: "waits", "not-asked": "is not asked for" };

function strangerProblem(
  { rule, place }: Scenario["expect"]["rules"][number],
  engine: Engine,
): Problem[] {
  const rules = rulesOfAnyLadder(engine.catalogue);
  if (rules.has(rule)) return [];
  const near = suggestion(rule, [...rules.keys()]);
  return [
    {
      place,
      message: `there is no rule "${rule}"${near === undefined ? "" : `; did you mean ${near}?`}`,
    },
  ];
}

/** What blocks, for who wonders about a conclusion. */
function because(findings: readonly Finding[]): string {
  const open = findings.filter(
    ({ outcome, severity }) =>
      severity === "blocking" && ["fail", "unknown", "pending"].includes(outcome),
  );
  return open.length === 0
    ? ""
    : `: ${open.map(({ rule, reason }) => `${rule} (${reason})`).join("; ")}`;
}

function judgedScenario(
  scenario: Scenario,
  component: ComponentPolicy,
  policy: Policy,
  now: string,
  { catalogue }: Engine,
): Parsed<Judged> {
  const { from, to, changed, others } = scenario;
  const read = scenarioFacts(scenario, policy, catalogue.checklists, now);
  if (!read.ok) return read;
  const facts = read.value;
  const card = facts.card.state === "known" ? facts.card.value : undefined;
  const files = changed.map((path) => ({ path, status: "modified" as const }));
  const planned = plan(policy, catalogue, {
    id: component.id,
    system: component.parts.length > 0,
    declaredAt: { base: true, head: true },
    from,
    to,
    card,
    cardAtBase: card,
    touch: touches([component], files).get(component.id),
    now,
  });
  const own = { ...facts, step: known(planned.step) };
  const spoken = new Set([...Object.keys(scenario.facts), ...BY_THEMSELVES]);
  const kinds = new Map(
    [...KINDS].map(([name, kind]) => [
      name,
      isSpokenOf(kind, spoken) ? kind : unspoken(kind, others),
    ]),
  );
  const findings = evaluate(planned, kinds, own, undefined);
  return { ok: true, value: { plan: planned, findings } };
}

/** Whether the facts speak of what a kind asks for. */
function isSpokenOf({ needs }: Kind, spoken: ReadonlySet<string>): boolean {
  return (
    needs.every((name) => spoken.has(name) || SILENT.has(name)) &&
    needs.some((name) => spoken.has(name))
  );
}

/** A judge of what a scenario does not speak of. */
function unspoken(kind: Kind, others: Scenario["others"]): Kind {
  return {
    ...kind,
    needs: [],
    reports: undefined,
    judge: () =>
      others === "hold"
        ? { outcome: "pass", reason: "taken to hold: the case does not speak of it", evidence: [] }
        : {
            outcome: "unknown",
            reason: "the case does not speak of it",
            evidence: [],
            turn: "author",
          },
  };
}

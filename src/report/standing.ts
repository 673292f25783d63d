import type { Conclusion } from "../core/model/conclusion.ts";
import type { CheckDecision, ComponentDecision, Decision } from "../core/model/decision.ts";
import { type Finding, type Turn, withoutGrace } from "../core/model/finding.ts";
import type { Rule } from "../core/model/rule.ts";

/** A finding with the component it is about. */
export type ComponentFinding = Finding & {
  readonly component: string;
  /** Other rules that fail for this very reason, such as a card that is not there. */
  readonly also?: readonly string[];
};

/** What one check has to say, sorted by what the reader does with it. */
export interface Standing {
  /** What the findings come to, whether or not the check is strict. */
  readonly verdict: Conclusion;
  readonly components: readonly ComponentDecision[];
  /** Blocking and not met: the shortest way to green first. */
  readonly fixes: readonly ComponentFinding[];
  /** Blocking, and waiting for a person or for CI. */
  readonly waiting: readonly ComponentFinding[];
  readonly waived: readonly ComponentFinding[];
  /** Not met, and for now not blocking: each says until when. */
  readonly inGrace: readonly ComponentFinding[];
  readonly advice: readonly ComponentFinding[];
  readonly holds: readonly ComponentFinding[];
  readonly notApplicable: readonly ComponentFinding[];
  /** Switched off by the policy. */
  readonly off: readonly ComponentFinding[];
}

/** One mend for what has one reason: the first finding speaks for the others. */
function byReason(findings: readonly ComponentFinding[]): ComponentFinding[] {
  const groups = Map.groupBy(
    findings,
    (finding) => `${finding.component}\0${turnOf(finding)}\0${finding.reason}`,
  );
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    return [others.length === 0 ? first : { ...first, also: others.map(({ rule }) => rule) }];
  });
}

/** Sorts the findings of a check; the order of the decision's lists makes no difference. */
export function standingOf(
  decision: Decision,
  check: CheckDecision,
  rules: ReadonlyMap<string, Rule>,
): Standing {
  const components = decision.components
    .filter(({ id }) => check.components.includes(id))
    .toSorted((a, b) => compare(a.id, b.id));
  const findings = [
    ...components.flatMap(({ id, findings }) =>
      findings.map((finding) => ({ ...finding, component: id })),
    ),
    ...check.findings,
  ]
    .map((finding): ComponentFinding => (check.strict ? withoutGrace(finding) : finding))
    .toSorted((a, b) => byWayToGreen(a, b, rules));
  const blocking = findings.filter(
    ({ severity, grace }) => severity === "blocking" && grace === undefined,
  );
  const fixes = byReason(blocking.filter(isUnmet));
  const waiting = blocking.filter(({ outcome }) => outcome === "pending");
  return {
    verdict: check.conclusion === "neutral" ? verdictOf(fixes, waiting) : check.conclusion,
    components,
    fixes,
    waiting,
    waived: findings.filter(({ outcome }) => outcome === "waived"),
    inGrace: byReason(
      findings.filter(
        (finding) =>
          finding.severity === "blocking" && finding.grace !== undefined && isUnmet(finding),
      ),
    ),
    advice: findings.filter(
      (finding) =>
        finding.severity === "advisory" && (isUnmet(finding) || finding.outcome === "pending"),
    ),
    holds: findings.filter(({ outcome }) => outcome === "pass"),
    notApplicable: findings.filter(({ outcome, off }) => outcome === "not-applicable" && !off),
    off: findings.filter(({ off }) => off),
  };
}

/** The rules that any check blocks by or waits for, each once, the shortest way to green first. */
export function rulesInTheWay(
  decision: Decision,
  rules: ReadonlyMap<string, Rule>,
): readonly string[] {
  const standings = decision.checks.map((check) => standingOf(decision, check, rules));
  const findings = [
    ...standings.flatMap(({ fixes }) => fixes),
    ...standings.flatMap(({ waiting }) => waiting),
  ];
  return [...new Set(findings.flatMap(({ rule, also = [] }) => [rule, ...also]))];
}

/** One component as its strictest reader sees it: what any check found of it counts, once. */
export function standingOfComponent(
  decision: Decision,
  { id, conclusion }: ComponentDecision,
  rules: ReadonlyMap<string, Rule>,
): Standing {
  const check: CheckDecision = {
    name: "",
    enforcement: "block",
    conclusion,
    components: [id],
    findings: findingsOfChecks(decision, id),
    strict: decision.checks.some(({ strict, components }) => strict && components.includes(id)),
  };
  return standingOf(decision, check, rules);
}

/** Everything found of a component, as its strictest reader sees it: a rule that several checks look at stands once. */
export function findingsOf(decision: Decision, { id, findings }: ComponentDecision): Finding[] {
  const strict = decision.checks.some(
    (check) => check.strict === true && check.components.includes(id),
  );
  return [...findings, ...findingsOfChecks(decision, id)].map((finding) =>
    strict ? withoutGrace(finding) : finding,
  );
}

/**
 * Whether what blocks a component closes the gate: a check that observes or warns leaves it open, and so
 * does one that is not about the component.
 */
export function isEnforced({ checks }: Decision, id: string): boolean {
  return checks.some(
    ({ conclusion, components, findings }) =>
      conclusion !== "neutral" &&
      (components.includes(id) || findings.some(({ component }) => component === id)),
  );
}

/** What checks found of a component by themselves. Several may find the same; a reader wants it once. */
export function findingsOfChecks({ checks }: Decision, id: string): ComponentFinding[] {
  const findings = checks.flatMap((check) =>
    check.findings.filter(({ component }) => component === id),
  );
  return [
    ...new Map(
      findings.map((finding) => [JSON.stringify([finding.rule, finding.reason]), finding]),
    ).values(),
  ];
}

/** Whether a claim is false or nothing shows that it is true. */
export function isUnmet({ outcome }: Finding): boolean {
  return outcome === "fail" || outcome === "unknown";
}

/** Who has to act; what nobody else is named for is the author's. */
export function turnOf(finding: Finding): Turn {
  return finding.turn ?? (finding.outcome === "pending" ? "reviewers" : "author");
}

function verdictOf(fixes: readonly Finding[], waiting: readonly Finding[]): Conclusion {
  if (fixes.length > 0) return "failure";
  if (waiting.some((finding) => turnOf(finding) === "ci")) return "in_progress";
  return waiting.length > 0 ? "action_required" : "success";
}

const TURNS: readonly Turn[] = ["author", "ci", "reviewers", "elsewhere"];
const EFFORTS: readonly (Rule["effort"] | undefined)[] = ["low", "medium", "high", undefined];

/** The shortest way to green first: what is the author's, and what costs the least. */
export function byWayToGreen(
  a: ComponentFinding,
  b: ComponentFinding,
  rules: ReadonlyMap<string, Rule>,
): number {
  const effort = ({ rule }: Finding): number => EFFORTS.indexOf(rules.get(rule)?.effort);
  return (
    TURNS.indexOf(turnOf(a)) - TURNS.indexOf(turnOf(b)) ||
    effort(a) - effort(b) ||
    compare(String(a.gate), String(b.gate)) ||
    compare(a.component, b.component) ||
    compare(a.rule, b.rule) ||
    compare(a.reason, b.reason)
  );
}

/** The same order everywhere, whatever the machine's language. */
export function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

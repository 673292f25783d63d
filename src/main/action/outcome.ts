import { conclusionOf, strictestConclusion } from "../../core/conclusion.ts";
import type { CheckDecision, Decision } from "../../core/model/decision.ts";
import type { DeployedReport } from "../../core/model/deployed.ts";
import type { Conclusion } from "../../core/model/conclusion.ts";
import type { Finding } from "../../core/model/finding.ts";
import type { Level } from "../../core/model/level.ts";
import type { Enforcement } from "./inputs.ts";

/** What the job comes to, as its outputs tell it. */
export interface Outcome {
  readonly conclusion: Conclusion;
  readonly passed: boolean;
  /** Of each component the level that it has, or asks for. */
  readonly levels: Readonly<Record<string, Level>>;
  /** What keeps the checks closed. */
  readonly failing: readonly { readonly component: string; readonly rule: string }[];
}

/** The part of a decision that is about some components; all where none is named. */
export function ofComponents(decision: Decision, ids: readonly string[]): Decision {
  if (ids.length === 0) return decision;
  const wanted = new Set(ids);
  const components = decision.components.filter(({ id }) => wanted.has(id));
  return {
    ...decision,
    components,
    checks: decision.checks.map((check) => {
      const rest: CheckDecision = {
        ...check,
        components: check.components.filter((id) => wanted.has(id)),
        findings: check.findings.filter(({ component }) => wanted.has(component)),
      };
      // What closes a check as a whole, such as a policy that cannot be read, closes it for everybody.
      const whole = decision.problems.length > 0 || decision.unavailable !== undefined;
      const advisory = check.conclusion === "neutral" || check.conclusion === "success";
      return whole || advisory
        ? rest
        : { ...rest, conclusion: conclusionOf(findingsOf(rest, components)) };
    }),
  };
}

/** Names that are no component of what was judged. */
export function strangersAmong(
  ids: readonly string[],
  decisions: readonly Decision[],
): readonly string[] {
  const there = new Set(decisions.flatMap(({ components, unaffected }) => [...components.map(({ id }) => id), ...unaffected])); // prettier-ignore
  return ids.filter((id) => !there.has(id));
}

/**
 * The decision under another strictness: `observe` and `warn` close nothing, and `block` closes what the
 * policy only watches.
 */
export function enforced(decision: Decision, enforcement: Enforcement): Decision {
  if (enforcement === "policy") return decision;
  return {
    ...decision,
    checks: decision.checks.map((check) => {
      if (enforcement !== "block") {
        const open = check.conclusion === "success";
        return { ...check, enforcement, conclusion: open ? "success" : "neutral" };
      }
      if (check.enforcement === "block") return check;
      return {
        ...check,
        enforcement,
        conclusion: conclusionOf(findingsOf(check, decision.components)),
      };
    }),
  };
}

function findingsOf(
  { components, findings }: CheckDecision,
  all: Decision["components"],
): readonly Finding[] {
  return [
    ...findings,
    ...all.filter(({ id }) => components.includes(id)).flatMap((each) => each.findings),
  ];
}

/** Decisions of one job, the strictest first; those alike stay as they were. */
export function strictestFirst(decisions: readonly Decision[]): readonly Decision[] {
  const ranks = new Map(decisions.map((each) => [each, strictestConclusion(each.checks.map(({ conclusion }) => conclusion))])); // prettier-ignore
  return decisions.toSorted((a, b) => {
    const [one = "success", other = "success"] = [ranks.get(a), ranks.get(b)];
    if (one === other) return 0;
    return strictestConclusion([one, other]) === one ? -1 : 1;
  });
}

/**
 * What changes come to: the strictest counts, and of the levels what the last one leaves.
 *
 * @param decisions the last first
 */
export function outcomeOf(decisions: readonly Decision[]): Outcome {
  const checks = decisions.flatMap((decision) => decision.checks);
  const conclusion = strictestConclusion(checks.map((check) => check.conclusion));
  const components = decisions.toReversed().flatMap((decision) => decision.components);
  return {
    conclusion,
    passed: isOpen(conclusion),
    levels: Object.fromEntries(
      components
        .filter(({ aside }) => aside === undefined)
        .map(({ id, level, target }) => [id, target ?? level]),
    ),
    failing: once(
      decisions.flatMap((decision) => {
        const closed = decision.checks.filter((check) => !isOpen(check.conclusion));
        return closed.flatMap((check) => closingIn(check, decision)).filter(closes);
      }),
    ),
  };
}

/** Findings of a check, each with its component. */
function closingIn(check: CheckDecision, { components }: Decision): CheckDecision["findings"] {
  const own = components.filter(({ id }) => check.components.includes(id));
  return [
    ...check.findings,
    ...own.flatMap(({ id, findings }) => findings.map((each) => ({ ...each, component: id }))),
  ];
}

/** What a branch's versions come to. */
export function outcomeOfDeployed({ components, unreadable }: DeployedReport): Outcome {
  const lost: Conclusion[] = unreadable.size > 0 ? ["failure"] : [];
  const conclusion = strictestConclusion([...lost, ...components.map((each) => each.conclusion)]);
  return {
    conclusion,
    // What waits for people has its issue; a job that is run every day is no place to wait.
    passed: conclusion !== "failure",
    levels: Object.fromEntries(components.map(({ id, level }) => [id, level])),
    failing: once(
      components.flatMap(({ id, versions }) =>
        versions
          .flatMap(({ findings }) => findings)
          .filter(closes)
          .map((each) => ({ ...each, component: id })),
      ),
    ),
  };
}

function isOpen(conclusion: Conclusion): boolean {
  return conclusion === "success" || conclusion === "neutral";
}

function closes({ severity, outcome, grace }: Finding): boolean {
  const open = outcome === "pass" || outcome === "waived" || outcome === "not-applicable";
  return severity === "blocking" && grace === undefined && !open;
}

function once(
  findings: readonly { readonly component: string; readonly rule: string }[],
): Outcome["failing"] {
  const keyed = new Map(
    findings.map(({ component, rule }) => [`${component} ${rule}`, { component, rule }]),
  );
  return [...keyed.values()];
}

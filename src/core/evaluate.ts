import { messageOf } from "./errors.ts";
import { covered } from "./covered.ts";
import { isStated } from "./model/cell-text.ts";
import type { Kind } from "./kinds/define-kind.ts";
import type { Facts, FactValues } from "./model/facts.ts";
import type { Fact, Unavailable } from "./model/fact.ts";
import { type Finding, type Judgement, notApplicable, pending, unknown } from "./model/finding.ts";
import type { ComponentPlan, Obligation } from "./model/obligation.ts";
import { severityAt } from "./model/severity.ts";
import { NEW_ISSUE } from "./model/new-issue.ts";
import { levelOf } from "./model/step.ts";
import { trusted } from "./trusted.ts";

/**
 * Judges every obligation of a component on what is known of it. Reads no clock, network or disk, and
 * gives the same answer in any order. A judge that throws gives `unknown` for its rule alone.
 *
 * @param baseFacts the same facts of the base branch, to tell what stood before from what is new
 */
export function evaluate(
  plan: ComponentPlan,
  kinds: ReadonlyMap<string, Kind>,
  facts: Facts,
  baseFacts: Facts | undefined,
): Finding[] {
  const judged = plan.obligations.map((obligation) => {
    const now = inTime(judge(obligation, kinds, facts), facts);
    const before =
      baseFacts && standsAlone(obligation, kinds) ? judge(obligation, kinds, baseFacts) : undefined;
    return withStandIn(obligation, finding(obligation, now, before));
  });
  return [...judged, ...offFindings(plan)];
}

/** What a policy switched off is not judged, and has to be seen by whoever reads that the rest holds. */
function offFindings({ switchedOff = [], step }: ComponentPlan): Finding[] {
  return switchedOff.map(({ rule, for: whom }) => ({
    ...notApplicable(
      `switched off ${whom === "component" ? `for ${step.component} ` : ""}by the policy: ${rule.claim.replace(/\.$/, "")}`,
    ),
    rule: rule.id,
    gate: rule.gate,
    severity: severityAt(rule.severity, levelOf(step)),
    since: "existing",
    off: true,
  }));
}

/** What something covered and covers no longer says so: that it is red is no surprise. */
function withStandIn({ standIn, ended }: Obligation, found: Finding): Finding {
  if (standIn !== undefined || ended === undefined || !isBad(found)) {
    return covered(found, standIn);
  }
  return { ...found, reason: `${found.reason}; ${ended}`, ended: true };
}

/** Facts that base has no counterpart of: who reviewed, what ran, what moved. */
const OF_THE_PULL_REQUEST: ReadonlySet<string> = new Set<keyof FactValues>([
  "approvals",
  "checkRuns",
  "changedPaths",
  "coverage",
  "tests",
]);

/** Whether base can be judged by the same rule: a graduation has not happened there. */
function standsAlone({ rule, because }: Obligation, kinds: ReadonlyMap<string, Kind>): boolean {
  const needs = kinds.get(rule.kind)?.needs ?? [];
  return because === "standing" && !needs.some((name) => OF_THE_PULL_REQUEST.has(name));
}

function judge(obligation: Obligation, kinds: ReadonlyMap<string, Kind>, facts: Facts): Judgement {
  const { rule, exempt } = obligation;
  if (exempt !== undefined) return notApplicable(exempt);
  const judged = judgeByKind(obligation, kinds, facts);
  const judgement = "state" in judged ? judgementOf(judged) : judged;
  const excuse = judgement.absent
    ? declaredNotApplicable(rule.id, rule.conditional, facts.card)
    : undefined;
  return excuse ?? judgement;
}

function judgeByKind(
  { rule, params, accepts }: Obligation,
  kinds: ReadonlyMap<string, Kind>,
  facts: Facts,
): Judgement | Unavailable {
  const kind = kinds.get(rule.kind);
  if (kind === undefined) return unseen(`no judge of the kind "${rule.kind}" exists`);
  for (const name of kind.needs) {
    const fact = facts[name];
    if (fact.state === "unavailable") return fact;
  }
  try {
    const values = valuesOf(kind, facts);
    const { origins } = facts;
    return trusted(kind.judge(values, params), kind, { values, params, origins, accepts });
  } catch (error) {
    const detail = messageOf(error);
    return unseen(
      `the judge of "${rule.id}" failed, which is a defect of mltrl-gate (please report it: ${NEW_ISSUE}): ${detail}`,
    );
  }
}

/** Not known through no fault of the repository's. */
function unseen(reason: string, ...evidence: Judgement["evidence"]): Judgement {
  return { ...unknown(reason, ...evidence), unseen: true };
}

/** What waits for CI turns into unknown evidence once CI has had its time. */
function inTime(judgement: Judgement, { now, ciDeadline }: Facts): Judgement {
  const waits = judgement.outcome === "pending" && judgement.turn === "ci";
  if (!waits || now.state === "unavailable" || ciDeadline.state === "unavailable") return judgement;
  return now.value < ciDeadline.value
    ? { ...judgement, validUntil: ciDeadline.value }
    : {
        ...judgement,
        outcome: "unknown",
        reason: `${judgement.reason}; CI was expected to report by ${ciDeadline.value}`,
      };
}

/**
 * Only rules that say in which case they do not apply can be declared so, with a reason. It excuses what
 * is not there, never what is there and wrong, too old or unreadable: a card cannot switch off a rule
 * that it breaks.
 */
function declaredNotApplicable(
  rule: string,
  conditional: string | undefined,
  card: Facts["card"],
): Judgement | undefined {
  const declared = card.state === "known" ? card.value.notApplicable.get(rule) : undefined;
  return conditional !== undefined && declared !== undefined && isStated(declared.text)
    ? notApplicable(`declared on the card: ${declared.text}`, {
        ...declared.place,
        seen: declared.text,
      })
    : undefined;
}

function valuesOf(kind: Kind, facts: Facts): FactValues {
  const values: Record<string, unknown> = {};
  for (const name of kind.needs) {
    const fact: Fact<unknown> = facts[name];
    values[name] = fact.state === "known" ? fact.value : undefined;
  }
  return values as unknown as FactValues;
}

/** Absent evidence is unknown; only what somebody or something will still supply is pending. */
function judgementOf(fact: Unavailable): Judgement {
  const judgement = byCause(fact);
  return fact.mend === undefined ? judgement : { ...judgement, mend: fact.mend };
}

function byCause({ cause, reason, places = [] }: Unavailable): Judgement {
  const evidence = places.map((place) => ({ ...place, seen: cause }));
  if (cause === "not-visible") return pending("elsewhere", reason, ...evidence);
  if (cause === "awaited") return pending("ci", reason, ...evidence);
  if (cause === "upstream") return unseen(reason, ...evidence);
  return { ...unknown(reason, ...evidence), ...(cause === "missing" && { absent: true }) };
}

function finding(
  { rule, severity, comparedWithDefault }: Obligation,
  now: Judgement,
  before: Judgement | undefined,
): Finding {
  return {
    ...now,
    rule: rule.id,
    gate: rule.gate,
    severity,
    since: since(now, before),
    ...(comparedWithDefault !== undefined && { comparedWithDefault }),
  };
}

function since(now: Judgement, before: Judgement | undefined): Finding["since"] {
  if (before === undefined) return "new";
  if (isBad(before)) return isBad(now) ? "existing" : "mended";
  return isBad(now) ? "new" : "existing";
}

function isBad({ outcome }: Pick<Finding, "outcome">): boolean {
  return outcome === "fail" || outcome === "unknown";
}

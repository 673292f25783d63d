import type { Climb } from "../core/model/climb.ts";
import type { Evidence, Finding } from "../core/model/finding.ts";
import type { Rule } from "../core/model/rule.ts";
import { remedyOf } from "./remedy.ts";
import { compare, isUnmet } from "./standing.ts";

/** One thing to do on the way up, with how it is done. */
export interface ClimbStep {
  readonly rule: string;
  readonly gate: Finding["gate"];
  readonly claim: string;
  readonly effort: Rule["effort"];
  readonly reason: string;
  /** Where it was seen; not where something is missing. */
  readonly evidence: readonly Evidence[];
  readonly remedy: readonly string[];
}

/** What lies between a component and a level, in the order of effort. */
export interface ClimbSteps {
  /** Blocks the step and is the team's to do. */
  readonly open: readonly ClimbStep[];
  /** Blocks it and is given by people or by CI once a pull request asks for it. */
  readonly waiting: readonly ClimbStep[];
  readonly advice: readonly ClimbStep[];
  readonly holds: readonly string[];
  readonly notApplicable: readonly { readonly rule: string; readonly reason: string }[];
  /** Switched off by the policy. */
  readonly off: readonly string[];
}

const EFFORTS: readonly Rule["effort"][] = ["low", "medium", "high"];

/** Sorts what was found on the way. */
export function climbSteps(
  { component, findings }: Climb,
  rules: ReadonlyMap<string, Rule>,
): ClimbSteps {
  const step = (finding: Finding): ClimbStep => {
    const rule = rules.get(finding.rule);
    return {
      rule: finding.rule,
      gate: finding.gate,
      claim: rule?.claim ?? "",
      effort: rule?.effort ?? "medium",
      reason: finding.reason,
      evidence: finding.evidence.filter(({ seen }) => seen !== "missing"),
      remedy: remedyOf(finding, component, rules),
    };
  };
  const steps = (list: readonly Finding[]): ClimbStep[] =>
    list
      .map(step)
      .toSorted(
        (a, b) =>
          EFFORTS.indexOf(a.effort) - EFFORTS.indexOf(b.effort) ||
          compare(String(a.gate), String(b.gate)) ||
          compare(a.rule, b.rule),
      );
  const blocking = findings.filter(({ severity }) => severity === "blocking");
  const switchedOff = findings.filter(({ off }) => off);
  const rulesOf = (outcome: Finding["outcome"]): Finding[] =>
    findings
      .filter((finding) => finding.outcome === outcome && !finding.off)
      .toSorted((a, b) => compare(a.rule, b.rule));
  return {
    open: steps(blocking.filter(isUnmet)),
    waiting: steps(blocking.filter(({ outcome }) => outcome === "pending")),
    advice: steps(
      findings.filter(
        (finding) =>
          finding.severity === "advisory" && (isUnmet(finding) || finding.outcome === "pending"),
      ),
    ),
    holds: rulesOf("pass").map(({ rule }) => rule),
    notApplicable: rulesOf("not-applicable").map(({ rule, reason }) => ({ rule, reason })),
    off: switchedOff.map(({ rule }) => rule).toSorted(compare),
  };
}

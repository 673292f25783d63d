import type { AuditReason } from "../model/audit.ts";
import type { Finding } from "../model/finding.ts";

/** A rule as git alone shows it, and as its record does, judged again. */
interface TwiceJudged {
  readonly here: Finding;
  readonly recorded: Finding | undefined;
}

/**
 * Why a component's rules did not hold at a merge. What git shows decides; of what git cannot show (who
 * approved, what CI said) the record tells, and where there is none it cannot be known.
 */
export function ruleReasons(
  here: readonly Finding[],
  recorded: readonly Finding[] | undefined,
): AuditReason[] {
  const twice = here
    .filter(({ severity, grace }) => severity === "blocking" && grace === undefined)
    .map((finding): TwiceJudged => ({
      here: finding,
      recorded: recorded?.find(({ rule }) => rule === finding.rule),
    }));
  const hidden = twice.filter((each) => each.here.outcome === "pending" && !each.recorded);
  return [
    ...twice.flatMap(reasonOf),
    ...(hidden.length === 0
      ? []
      : [
          {
            verdict: "unknown" as const,
            message: `without a record nobody can tell what people and systems said: ${hidden.map((each) => each.here.rule).join(", ")}`,
          },
        ]),
  ];
}

function reasonOf({ here, recorded }: TwiceJudged): AuditReason[] {
  const { rule } = here;
  const claimed = recorded !== undefined && holds(recorded);
  switch (here.outcome) {
    case "pass":
    case "not-applicable":
    case "waived":
      return recorded === undefined || claimed
        ? []
        : [broken(rule, `was ${recorded.outcome} when it was merged: ${recorded.reason}`)];
    case "fail":
      return [broken(rule, here.reason + (claimed ? "; its record says that it held" : ""))];
    case "unknown":
      return claimed
        ? [{ rule, verdict: "unknown", message: `held by its record; here ${here.reason}` }]
        : [broken(rule, here.reason)];
    case "pending":
      return recorded === undefined || claimed
        ? []
        : [broken(rule, `was ${recorded.outcome} when it was merged: ${recorded.reason}`)];
  }
}

function holds({ outcome }: Finding): boolean {
  return outcome === "pass" || outcome === "not-applicable" || outcome === "waived";
}

function broken(rule: string, message: string): AuditReason {
  return { rule, verdict: "broken", message };
}

import type { Kind } from "./kinds/define-kind.ts";
import type { Fact, Unavailable } from "./model/fact.ts";
import type { FactValues } from "./model/facts.ts";
import { type Judgement, pending } from "./model/finding.ts";
import { type Origin, type Origins, tierName } from "./model/trust.ts";

interface Basis {
  readonly values: FactValues;
  readonly params: Readonly<Record<string, unknown>>;
  readonly origins: Fact<Origins>;
}

/**
 * A judgement that rests on reports, as far as it is known where these come from. What would pass waits
 * for somebody to accept it where one of them is of a lower tier than the rule takes.
 */
export function trusted(
  judgement: Judgement | Unavailable,
  kind: Kind,
  { values, params, origins }: Basis,
): Judgement | Unavailable {
  if ("state" in judgement || judgement.outcome !== "pass" || kind.reports === undefined) {
    return judgement;
  }
  const asked = Number(params["trust"] ?? 0);
  if (asked === 0) return judgement;
  if (origins.state === "unavailable") return origins;
  const [least] = kind
    .reports(values, params)
    .map((path) => ({ path, origin: origins.value.reports.get(path) ?? origins.value.others }))
    .toSorted((a, b) => a.origin.tier - b.origin.tier);
  if (least === undefined || least.origin.tier >= asked) return judgement;
  return pending("reviewers", whyNot(judgement, least.origin, asked), ...judgement.evidence, {
    path: least.path,
    seen: tierName(least.origin.tier),
  });
}

function whyNot({ reason }: Judgement, { tier, from, because }: Origin, asked: number): string {
  const why = because === undefined ? "" : `: ${because}`;
  return `${reason}, by a report that ${from} (${tierName(tier)}); T${asked} is asked for at this level${why}`;
}

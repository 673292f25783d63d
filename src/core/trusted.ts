import type { Kind } from "./kinds/define-kind.ts";
import type { Fact, Unavailable } from "./model/fact.ts";
import type { FactValues } from "./model/facts.ts";
import type { Evidence, Judgement } from "./model/finding.ts";
import { type Origins, type Tier, TIERS, tierName, type Trust } from "./model/trust.ts";

interface Basis {
  readonly values: FactValues;
  readonly params: Readonly<Record<string, unknown>>;
  readonly origins: Fact<Origins>;
  /** The role that may accept it where a report is of too low a tier. */
  readonly accepts?: string | undefined;
}

/**
 * A judgement that rests on reports, as far as it is known where these come from. What would pass waits
 * for somebody to accept it where one of them is of a lower tier than the rule takes.
 */
export function trusted(
  judgement: Judgement | Unavailable,
  kind: Kind,
  basis: Basis,
): Judgement | Unavailable {
  const { origins } = basis;
  if ("state" in judgement || kind.reports === undefined) return judgement;
  const asked = askedTier(basis.params);
  if (origins.state === "unavailable") {
    return judgement.outcome === "pass" && asked > 0 ? origins : judgement;
  }
  const trust = leastTrusted(kind.reports(basis.values, basis.params), asked, origins.value, basis);
  const shown = {
    ...judgement,
    evidence: judgement.evidence.map((each) => withRun(each, origins.value)),
    ...(trust !== undefined && { trust }),
  };
  return judgement.outcome !== "pass" || trust === undefined || trust.tier >= asked
    ? shown
    : {
        ...shown,
        outcome: "pending",
        turn: "reviewers",
        reason: heldBack(judgement, trust),
        evidence: shown.evidence.some(({ path }) => path === trust.path)
          ? shown.evidence
          : [...shown.evidence, seenAs(trust)],
      };
}

function askedTier(params: Basis["params"]): Tier {
  return TIERS.find((tier) => tier === params["trust"]) ?? 0;
}

function leastTrusted(
  paths: readonly string[],
  asked: Tier,
  { reports, others }: Origins,
  { accepts }: Basis,
): Trust | undefined {
  const [least] = paths
    .map((path) => ({ path, ...(reports.get(path) ?? others) }))
    .toSorted((a, b) => a.tier - b.tier);
  return least && { ...least, asked, ...(accepts !== undefined && { accepts }) };
}

/** What a run delivered stands at no commit, so that it is the run that can be looked at. */
function withRun(evidence: Evidence, { reports }: Origins): Evidence {
  const run = reports.get(evidence.path)?.url;
  return run === undefined ? evidence : { ...evidence, run };
}

function seenAs({ path, tier, url }: Trust): Evidence {
  return { path, seen: `of tier ${tierName(tier)}`, ...(url !== undefined && { run: url }) };
}

function heldBack({ reason }: Judgement, { tier, from, because, asked }: Trust): string {
  const why = because === undefined ? "" : `: ${because}`;
  return `${reason}, by a report that ${from}; it is of tier ${tierName(tier)} where ${tierName(asked)} is asked for${why}`;
}

import { stepName, type Level } from "../core/model/level.ts";
import type { Rule } from "../core/model/rule.ts";
import { tierName, TIERS } from "../core/model/trust.ts";

/** What there is to know about a rule besides its claim and its reason: a label and a sentence. */
export function ruleFacts(rule: Rule): readonly (readonly [string, string])[] {
  return [
    ["Applies", appliesText(rule)],
    ["Blocks", severityText(rule)],
    ["Default", rule.default],
    ...(rule.onReports ? [["Takes reports", tiersText(rule)] as const] : []),
    ["Comes from", originText(rule)],
    [
      "Can be declined",
      rule.conditional === undefined
        ? "never"
        : `on the card, under \`not-applicable\`, with a reason, where ${rule.conditional}`,
    ],
    [
      "Can be waived",
      rule.waivable === false
        ? "never"
        : "for a time, under `.mltrl/waivers.yml`, unless the policy says otherwise",
    ],
  ];
}

/** Whose gate asks for a rule, `6 → 7` or `every level`. */
export function gateText(gate: number | "every"): string {
  if (gate === "every") return "every level";
  return gate >= 9 ? "level 9" : stepName(gate as Level, (gate + 1) as Level);
}

function appliesText({ applies, gate }: Rule): string {
  const step = gateText(gate);
  if (applies === "continuous") return "all the time, to each deployed version";
  if (applies === "at-graduation") {
    return gate === "every"
      ? "to each pull request that raises the level"
      : `to the pull request that goes ${step}`;
  }
  if (applies === "at-hotfix") return "to each pull request that calls a hotfix";
  const from =
    gate === "every" ? "to every pull request that touches the component" : `from ${step} on`;
  if (applies === "at-release") {
    return `${from}, where the level rises or a check on the branch has a \`minimum-level\``;
  }
  return typeof applies === "object" ? `${from}, until level ${applies.until}` : from;
}

/** Where its reports have to come from, in the words of docs/how-to/evidence-from-ci.md. */
function tiersText({ params }: Rule): string {
  const own = TIERS.find((tier) => tier === params["trust"]);
  if (own === 0) return "of any tier of trust: people write them, and commit them";
  const asked =
    own === undefined
      ? "of any tier of trust below level 4; delivered by a run (T1) at 4 and 5; from 6 by one whose workflow and test settings the pull request leaves alone (T2)"
      : `of tier ${tierName(own)} of trust`;
  return `${asked}; unless the policy says otherwise`;
}

function severityText({ severity }: Rule): string {
  if (severity === "blocking") return "yes";
  if (severity === "advisory") return "no, it advises";
  return `from level ${severity["blocking-from"]} on; below it advises`;
}

function originText({ origin, source }: Rule): string {
  const named = source === "judgement" ? "" : source;
  const judged = "The number, or the kind of evidence, is our judgement";
  if (origin === "paper") return `MLTRL: ${named}`;
  if (origin === "paper-with-our-number") return `MLTRL: ${named}. ${judged}`;
  return origin === "recalled"
    ? `recalled from MLTRL's methods and not confirmed, so that it only advises: ${named}`
    : `our judgement; MLTRL does not ask for it${named === "" ? "" : `: ${named}`}`;
}

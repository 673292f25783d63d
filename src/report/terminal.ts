import type { Conclusion } from "../core/model/conclusion.ts";
import type { CheckDecision, Decision } from "../core/model/decision.ts";
import { placeText } from "../core/model/place.ts";
import type { Rule } from "../core/model/rule.ts";
import { count } from "./count.ts";
import { plain } from "./escape.ts";
import { MARKS } from "./marks.ts";
import { inOrder } from "./policy-problems.ts";
import { shortCommits } from "./small-print.ts";
import { compare, standingOf, standingOfComponent } from "./standing.ts";
import type { Style } from "./style.ts";
import { componentBlocks, type StandingComponent } from "./terminal-components.ts";
import { policyEditBlocks } from "./terminal-policy.ts";
import { ruleBlocks } from "./terminal-rules.ts";
import { verdictLine } from "./verdict-line.ts";
import { wrap } from "./wrap.ts";

export interface TerminalContext {
  readonly rules: ReadonlyMap<string, Rule>;
  readonly style: Style;
  /** Lists what holds and what does not apply as well. */
  readonly all?: boolean;
}

/** Above so many lines the verdict is said again at the end, where the cursor is. */
const LONG = 40;

/** The verdict for people in a terminal: each check, then each component, the quickest fix first. */
export function terminal(decision: Decision, context: TerminalContext): string {
  const verdicts = verdictLines(decision, context);
  const components = componentsInOrder(decision, context);
  const blocks = [
    verdicts,
    problemLines(decision, context.style),
    ...(ruleBlocks(components, context) ?? componentBlocks(components, context)),
    ...policyEditBlocks(decision, context.style),
    closing(decision, context),
  ].filter((lines) => lines.length > 0);
  const length = blocks.flat().length;
  const parts = length > LONG ? [...blocks, verdicts] : blocks;
  return `${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

/** What each check comes to, one a line. */
export function verdictLines(decision: Decision, context: TerminalContext): string[] {
  return decision.checks.map((check) => verdict(decision, check, context));
}

/** Each component and how it stands, those in trouble first. */
export function componentsInOrder(
  decision: Decision,
  { rules }: TerminalContext,
): StandingComponent[] {
  return decision.components
    .toSorted(
      (a, b) => ORDER.indexOf(a.conclusion) - ORDER.indexOf(b.conclusion) || compare(a.id, b.id),
    )
    .map((component) => ({
      component,
      standing: standingOfComponent(decision, component, rules),
    }));
}

/** Those in trouble first. */
const ORDER: readonly Conclusion[] = [
  "failure",
  "in_progress",
  "action_required",
  "neutral",
  "success",
];

function verdict(
  decision: Decision,
  check: CheckDecision,
  { rules, style }: TerminalContext,
): string {
  const line = verdictLine(decision, check, standingOf(decision, check, rules));
  const { mark, paint } = MARKS[check.conclusion];
  return `${style[paint](mark)} ${style.bold(plain(check.name))}  ${style[paint](line)}`;
}

/** What is wrong in a policy that cannot be used, and where. */
export function problemLines({ problems }: Decision, style: Style): string[] {
  return inOrder(problems).flatMap(({ place, message }) => [
    style.bold(plain(placeText(place))),
    ...wrap(plain(message), "  "),
  ]);
}

/** Notices, and what the verdict rests on. */
export function closing(decision: Decision, { style }: TerminalContext): string[] {
  const { unaffected, notices, provenance, validUntil } = decision;
  const { policy, ladder, version } = provenance;
  const footer = [
    ...(unaffected.length === 0 ? [] : [`${count(unaffected.length, "component")} not affected`]),
    `policy ${shortCommits(plain(policy))}`,
    `ladder ${plain(ladder)}`,
    `mltrl-gate ${plain(version)}`,
    ...(validUntil === undefined ? [] : [`holds until ${plain(validUntil)}`]),
  ].join(" · ");
  const blocked = decision.components.some(({ conclusion }) => conclusion === "failure");
  return [
    ...(decision.unavailable === undefined ? [] : wrap(plain(decision.unavailable), "")),
    ...notices.flatMap((notice) => wrap(plain(notice), "note: ")),
    ...(blocked ? [style.dim("why a rule asks for something: mltrl explain <rule>")] : []),
    style.dim(footer),
  ];
}

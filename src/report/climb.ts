import type { Climb } from "../core/model/climb.ts";
import type { Evidence } from "../core/model/finding.ts";
import { stepName } from "../core/model/level.ts";
import { placeText } from "../core/model/place.ts";
import type { Rule } from "../core/model/rule.ts";
import { answer, type Answer } from "./answer.ts";
import { type ClimbStep, type ClimbSteps, climbSteps } from "./climb-steps.ts";
import { count } from "./count.ts";
import { paragraph } from "./cut.ts";
import { code, plain, prose } from "./escape.ts";
import { gateText } from "./rule-facts.ts";
import type { Style } from "./style.ts";
import { switchedOffText } from "./switched-off.ts";
import { MOST_PLACES, placeLines } from "./terminal-finding.ts";
import { wrap } from "./wrap.ts";

type Rules = ReadonlyMap<string, Rule>;

/** The way up for a terminal: what to do, the quickest first, then who has to be asked. */
export function climbInTerminal(climb: Climb, rules: Rules, style: Style): string {
  const steps = climbSteps(climb, rules);
  const parts = partsOf(steps).map(([title, list]) => [
    style.bold(`${title} (${list.length})`),
    ...list.flatMap((step) => [
      `  ${style.bold(plain(step.rule))}  ${style.dim(`${gateText(step.gate)}, ${step.effort} effort`)}`,
      ...wrap(plain(step.reason), "    "),
      ...placeLines(step.evidence).map((line) => style.dim(line)),
      ...step.remedy.flatMap((line) => wrap(plain(line), "    → ")),
    ]),
  ]);
  const blocks = [[headline(climb, steps)], ...parts, [style.dim(restOf(steps))]];
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

/** The same as Markdown with boxes to tick, for an issue. */
export function climbInMarkdown(climb: Climb, rules: Rules): string {
  const steps = climbSteps(climb, rules);
  const parts = partsOf(steps).map(([title, list]) =>
    [
      `## ${title}`,
      ...list.map((step) =>
        [
          `- [ ] ${code(step.rule)} (${gateText(step.gate)}, ${step.effort} effort): ${prose(step.reason)}`,
          ...placesInMarkdown(step.evidence),
          ...step.remedy.map((line) => `  - ${prose(line)}`),
        ].join("\n"),
      ),
    ].join("\n\n"),
  );
  return `${[`# ${prose(headline(climb, steps))}`, ...parts, prose(restOf(steps))].join("\n\n")}\n`;
}

/** Places as one item below the thing to do. */
function placesInMarkdown(evidence: readonly Evidence[]): string[] {
  const shown = evidence
    .slice(0, MOST_PLACES)
    .map((each) => `${code(placeText(each))} ${prose(plain(each.seen, 200))}`);
  const left = evidence.length - shown.length;
  const rest = left > 0 ? [`and ${count(left, "more place")}`] : [];
  return shown.length === 0 ? [] : [`  - seen: ${[...shown, ...rest].join("; ")}`];
}

/** The same as the answer to a command. */
export function climbReply(climb: Climb, rules: Rules): Answer {
  const steps = climbSteps(climb, rules);
  return answer(prose(headline(climb, steps)), [
    ...partsOf(steps).map(([title, list]) => ({
      name: title,
      open: `### ${title}\n`,
      items: list.map((step) =>
        [
          `- ${code(step.rule)} (${gateText(step.gate)}, ${step.effort} effort): ${prose(step.reason)}`,
          ...placesInMarkdown(step.evidence),
          ...step.remedy.map((line) => `  - ${prose(line)}`),
        ].join("\n"),
      ),
      close: "",
    })),
    paragraph("", prose(restOf(steps))),
  ]);
}

/** The same as data, in format 1. */
export function climbOutput(climb: Climb, rules: Rules) {
  const { component, from, to } = climb;
  return { version: 1 as const, component, from, to, ...climbSteps(climb, rules) };
}

function headline({ component, from, to }: Climb, { open, waiting }: ClimbSteps): string {
  // At the highest level there is no step: it is about what runs.
  const name = `${plain(component)} ${from === to ? `at level ${to}` : stepName(from, to)}`;
  if (open.length > 0) return `${name}: ${count(open.length, "thing")} to do`;
  if (from === to) return `${name}: what runs is in order`;
  return waiting.length > 0
    ? `${name}: ready to be asked for; ${count(waiting.length, "thing")} to be given by others`
    : `${name}: ready`;
}

function partsOf({ open, waiting, advice }: ClimbSteps): [string, readonly ClimbStep[]][] {
  const parts: [string, readonly ClimbStep[]][] = [
    ["To do, the least effort first", open],
    ["Given by others, once a pull request asks for the step", waiting],
    ["Advice; does not block", advice],
  ];
  return parts.filter(([, list]) => list.length > 0);
}

function restOf({ holds, notApplicable, off }: ClimbSteps): string {
  const none = notApplicable.length;
  return [
    `${count(holds.length, "rule holds", "rules hold")} already`,
    ...(none === 0 ? [] : [`${none} ${none === 1 ? "does" : "do"} not apply`]),
    ...switchedOffText(off.map((rule) => ({ rule }))),
  ].join(", ");
}

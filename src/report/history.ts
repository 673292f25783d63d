import type { History, Transition } from "../core/model/history.ts";
import { LEVEL_NAMES, stepName } from "../core/model/level.ts";
import { count } from "./count.ts";
import { code, plain } from "./escape.ts";
import type { Style } from "./style.ts";

/** Characters of the longest bar. */
const BAR = 30;

/** The path of a component for a terminal: how long it stood where, and what it did often. */
export function historyInTerminal(history: History, style: Style): string {
  const { component, transitions, daysAtLevel, frequentSteps } = history;
  const longest = Math.max(...daysAtLevel.map(({ days }) => days), 0);
  const blocks = [
    [style.bold(`${plain(component)}: ${count(transitions.length, "step")} so far`)],
    transitions.map((each) => `  ${each.date.slice(0, 10)}  ${transitionText(each)}`),
    [
      style.bold("Days at each level"),
      ...daysAtLevel.map(({ level, days }) => {
        const bar = "█".repeat(longest === 0 ? 0 : Math.round((days / longest) * BAR));
        const name = `${level} ${LEVEL_NAMES[level]}`.padEnd(34);
        return `  ${name} ${String(days).padStart(7)}  ${days === longest ? style.waiting(bar) : bar}`;
      }),
    ],
    ...(frequentSteps.length === 0
      ? []
      : [
          [
            style.bold("Steps"),
            ...frequentSteps.map(
              ({ from, to, times }) => `  ${stepName(from, to)}  ${count(times, "time")}`,
            ),
          ],
        ]),
  ];
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

/** The same as Markdown. */
export function historyInMarkdown(history: History): string {
  const { component, transitions, daysAtLevel, frequentSteps } = history;
  return `${[
    `# The path of ${code(component)}`,
    ["| date | step |", "|---|---|", ...transitions.map(row)].join("\n"),
    [
      "| level | days |",
      "|---|---|",
      ...daysAtLevel.map(({ level, days }) => `| ${level} ${LEVEL_NAMES[level]} | ${days} |`),
    ].join("\n"),
    frequentSteps
      .map(({ from, to, times }) => `- ${stepName(from, to)}: ${count(times, "time")}`)
      .join("\n"),
  ]
    .filter((part) => part !== "")
    .join("\n\n")}\n`;
}

function row(transition: Transition): string {
  return `| ${transition.date.slice(0, 10)} | ${transitionText(transition)} |`;
}

function transitionText({ from, to, type }: Transition): string {
  if (from === undefined) return `enters at ${to}`;
  if (to === undefined) return `leaves, from ${from}`;
  const kind = type === "graduation" || type === "switchback" ? type : `${type} switchback`;
  return `${stepName(from, to)}  ${kind}`;
}

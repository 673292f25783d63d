import type { Decision } from "../core/model/decision.ts";
import type { Rule } from "../core/model/rule.ts";
import type { Colour, SeenFinding, Simulation, TurnedRule } from "../core/model/simulation.ts";
import { code, markdown, plain, prose } from "./escape.ts";
import { checkOutput } from "./json.ts";
import type { SimulationOutput } from "./simulation-schema.ts";
import { standingOf } from "./standing.ts";
import type { Style } from "./style.ts";
import { verdictLine } from "./verdict-line.ts";
import { wrap } from "./wrap.ts";

interface Context {
  readonly rules: ReadonlyMap<string, Rule>;
  readonly style: Style;
}

/** Turns in the order in which people ask for them. */
const TURNS: readonly (readonly [Colour, string])[] = [
  ["red", "Turns red"],
  ["waiting", "Waits"],
  ["green", "Turns green"],
];

/** Two verdicts side by side, for a terminal. */
export function simulationInTerminal(simulation: Simulation, { rules, style }: Context): string {
  const { before, after, assumed } = simulation;
  const blocks = [
    wrap(plain(`${ifText(assumed)}:`, 2000), ""),
    ...simulation.checks.map(({ name }) => [
      style.bold(plain(name)),
      `  today  ${plain(lineOf(before, name, rules))}`,
      `  then   ${plain(lineOf(after, name, rules))}`,
    ]),
    ...TURNS.map(([colour, title]) => {
      const turned = simulation.rules.filter(({ turns }) => turns === colour);
      return turned.length === 0
        ? []
        : [
            style[PAINT[colour]](`${title} (${turned.length})`),
            ...turned.flatMap(({ component, rule, ...each }) => [
              `  ${style.bold(plain(component))}  ${plain(rule)}`,
              ...wrap(plain(becauseOf(each), 1000), "    "),
            ]),
          ];
    }),
    simulation.rules.length === 0 ? ["No rule turns red or green."] : [],
    [style.dim("Nothing was written.")],
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

const PAINT = { red: "bad", waiting: "waiting", green: "good" } as const;

/** The same as Markdown, for a pull request or a summary. */
export function simulationInMarkdown(
  simulation: Simulation,
  rules: ReadonlyMap<string, Rule>,
): string {
  const { before, after, assumed } = simulation;
  const checks = simulation.checks.map(
    ({ name }) =>
      `| ${code(name)} | ${markdown(lineOf(before, name, rules))} | ${markdown(lineOf(after, name, rules))} |`,
  );
  const blocks = [
    `**${prose(ifText(assumed))}:**`,
    ...(checks.length === 0
      ? []
      : [["| Check | Today | Then |", "| :-- | :-- | :-- |", ...checks].join("\n")]),
    ...TURNS.flatMap(([colour, title]) => {
      const turned = simulation.rules.filter(({ turns }) => turns === colour);
      if (turned.length === 0) return [];
      const rows = turned.map(
        ({ component, rule, ...each }) =>
          `| ${code(component)} | ${code(rule)} | ${markdown(becauseOf(each), 1000)} |`,
      );
      return [
        [
          `### ${title} (${turned.length})`,
          "",
          "| Component | Rule | Why |",
          "| :-- | :-- | :-- |",
          ...rows,
        ].join("\n"),
      ];
    }),
    ...(simulation.rules.length === 0 ? ["No rule turns red or green."] : []),
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** The same as data. */
export function simulationOutput(
  { assumed, before, after, ...difference }: Simulation,
  rules: ReadonlyMap<string, Rule>,
): SimulationOutput {
  return {
    version: 1,
    assumed: [...assumed],
    checks: difference.checks.map(bothSides),
    components: difference.components.map(bothSides),
    rules: difference.rules.map(bothSides),
    before: checkOutput(before, rules, "cli"),
    after: checkOutput(after, rules, "cli"),
  };
}

/** Without the side that is not there. */
function bothSides<
  T extends { readonly before: unknown; readonly after: unknown },
  Side extends T["before"] & {},
>({ before, after, ...rest }: T): Omit<T, "before" | "after"> & { before?: Side; after?: Side } {
  return {
    ...rest,
    ...(before !== undefined && { before: before as Side }),
    ...(after !== undefined && { after: after as Side }),
  };
}

function ifText(assumed: readonly string[]): string {
  return assumed.length === 0 ? "Nothing else assumed" : `If ${assumed.join(", and ")}`;
}

/** What a check says in a line, with what it does, which the line alone does not always tell. */
function lineOf(decision: Decision, name: string, rules: ReadonlyMap<string, Rule>): string {
  const check = decision.checks.find((each) => each.name === name);
  if (check === undefined) return "there is no such check";
  const line = verdictLine(decision, check, standingOf(decision, check, rules));
  return check.conclusion === "neutral" ? `${line} (does not block)` : line;
}

/** Why a rule is what it would be. */
function becauseOf({ before, after }: Pick<TurnedRule, "before" | "after">): string {
  if (after === undefined) return `asked for no more; today: ${said(before)}`;
  return before === undefined ? `${said(after)}; not asked for today` : said(after);
}

function said(finding: SeenFinding | undefined): string {
  if (finding === undefined) return "not asked for";
  const advice = finding.severity === "advisory" ? "advice only: " : "";
  return `${advice}${finding.reason}`;
}

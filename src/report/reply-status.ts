import type { ComponentDecision, Decision } from "../core/model/decision.ts";
import type { Rule } from "../core/model/rule.ts";
import { count } from "./count.ts";
import { paragraph, type Section } from "./cut.ts";
import { code, prose } from "./escape.ts";
import { reply } from "./reply.ts";
import { smallPrint } from "./small-print.ts";
import { standingOf, standingOfComponent } from "./standing.ts";
import { stepText } from "./step-name.ts";
import { verdictLine } from "./verdict-line.ts";

/** Where a pull request stands: each check's verdict, then each component's. */
export function statusReply(
  key: string,
  decision: Decision,
  rules: ReadonlyMap<string, Rule>,
): string {
  const lines = decision.checks.map((check) => {
    const standing = standingOf(decision, check, rules);
    return { check, standing, line: prose(verdictLine(decision, check, standing)) };
  });
  const [first, ...others] = lines;
  if (first === undefined) return reply(key, "No check of mltrl-gate guards this branch.");
  const headline = others.length === 0 ? first.line : "Where this pull request stands";
  return reply(key, headline, [
    ...(others.length === 0
      ? []
      : [
          paragraph(
            "",
            lines.map(({ check, line }) => `- ${code(check.name)}: ${line}`).join("\n"),
          ),
        ]),
    ...componentTable(decision, rules),
    smallPrint(decision, first.standing),
  ]);
}

function componentTable(decision: Decision, rules: ReadonlyMap<string, Rule>): Section[] {
  if (decision.components.length === 0) return [];
  return [
    {
      name: "Components",
      open: "| Component | Level | To mend | Waits for |\n| :-- | :-- | :-- | :-- |",
      items: decision.components.map((component) => componentRow(decision, component, rules)),
      close: "",
    },
  ];
}

function componentRow(
  decision: Decision,
  component: ComponentDecision,
  rules: ReadonlyMap<string, Rule>,
): string {
  const { fixes, waiting } = standingOfComponent(decision, component, rules);
  const mend = listed(fixes.map(({ rule }) => rule));
  const wait = listed(waiting.map(({ rule }) => rule));
  return `| ${code(component.id)} | ${stepText(component).replace(/^level /, "")} | ${mend} | ${wait} |`;
}

/** Rules by name, as far as a cell holds them. */
function listed(rules: readonly string[]): string {
  if (rules.length === 0) return "nothing";
  const named = rules
    .slice(0, 4)
    .map((rule) => code(rule))
    .join(", ");
  return rules.length > 4 ? `${count(rules.length, "rule")}: ${named}, …` : named;
}

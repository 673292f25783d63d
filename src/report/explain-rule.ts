import type { Rule } from "../core/model/rule.ts";
import { ANY_COMPONENT } from "./by-rule.ts";
import { code, plain, prose } from "./escape.ts";
import { remedyOf } from "./remedy.ts";
import { gateText, ruleFacts } from "./rule-facts.ts";
import { sentence } from "./sentence.ts";
import type { Style } from "./style.ts";
import { wrap } from "./wrap.ts";

/** A rule explained in Markdown: its claim, why, when, whose demand it is, and how to meet it. */
export function explainRule(rule: Rule, component = ANY_COMPONENT): string {
  const { remedy, mend } = remediesOf(rule, component);
  return [
    `### ${code(rule.id)} (${gateText(rule.gate)})`,
    `**${prose(sentence(rule.claim))}**`,
    prose(rule.why),
    ruleFacts(rule)
      .map(([label, text]) => `- **${label}:** ${prose(text)}`)
      .join("\n"),
    ...(remedy.length === 0 ? [] : ["**How to meet it**", numbered(remedy)]),
    ...(mend.length === 0 ? [] : ["**Where it is there and falls short**", numbered(mend)]),
  ].join("\n\n");
}

/** The same for a terminal. */
export function explainRuleInTerminal(rule: Rule, style: Style, component = ANY_COMPONENT): string {
  const facts = ruleFacts(rule);
  const width = Math.max(...facts.map(([label]) => label.length)) + 2;
  const { remedy, mend } = remediesOf(rule, component);
  const blocks = [
    [`${style.bold(plain(rule.id))}  ${style.dim(gateText(rule.gate))}`],
    wrap(plain(sentence(rule.claim)), ""),
    wrap(plain(rule.why, 2000), ""),
    facts.flatMap(([label, text]) => wrap(plain(text, 2000), label.padEnd(width))),
    ...(remedy.length === 0 ? [] : [["How to meet it:", ...stepLines(remedy)]]),
    ...(mend.length === 0 ? [] : [["Where it is there and falls short:", ...stepLines(mend)]]),
  ];
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function numbered(steps: readonly string[]): string {
  return steps.map((step, index) => `${index + 1}. ${prose(step)}`).join("\n");
}

function stepLines(steps: readonly string[]): string[] {
  return steps.flatMap((step) => wrap(plain(step), "  → "));
}

/** What is to be done where nothing is there yet, and where what is there falls short if that is another thing. */
function remediesOf(rule: Rule, component: string) {
  const rules = new Map([[rule.id, rule]]);
  return {
    remedy: remedyOf({ rule: rule.id }, component, rules),
    mend:
      rule.mend === undefined
        ? []
        : remedyOf({ rule: rule.id, outcome: "fail" }, component, rules).map((step) =>
            step.replaceAll("`the file`", "the file"),
          ),
  };
}

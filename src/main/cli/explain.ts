import { rulesOfAnyLadder } from "../../core/policy/catalogue-at.ts";
import { suggestion } from "../../core/source/suggestion.ts";
import { catalogue } from "../../generated/catalogue.ts";
import { explainRuleInTerminal } from "../../report/explain-rule.ts";
import type { Command } from "./command.ts";
import { causeLine } from "./print-causes.ts";

export const explainCommand: Command = {
  name: "explain",
  summary: "Explain a rule: what it claims, why, when, and how to meet it",
  operands: { name: "<rule>", atLeast: 1, atMost: 1 },
  options: { json: { type: "boolean", description: "Print the rule as one JSON object" } },
  notes: ["Exit code: 0, or 2 if there is no such rule."],
  run({ operands, options }, { print, complain, style }) {
    const id = operands.join(" ");
    const known = rulesOfAnyLadder(catalogue);
    const rule = known.get(id);
    if (rule === undefined) {
      complain(causeLine(unknownRule(id, [...known.keys()])));
      return Promise.resolve(2);
    }
    print(
      options["json"] === true
        ? `${JSON.stringify(rule, undefined, 2)}\n`
        : explainRuleInTerminal(rule, style),
    );
    return Promise.resolve(0);
  },
};

function unknownRule(id: string, ids: readonly string[]): string {
  const near = suggestion(id, ids);
  return near === undefined
    ? `there is no rule "${id}"; rules/README.md of mltrl-gate lists the ${ids.length} there are, and "mltrl check --all" names those in play here`
    : `there is no rule "${id}"; did you mean ${near}?`;
}

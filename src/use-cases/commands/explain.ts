import { COMMANDS } from "../../commands/command-table.ts";
import { suggestion } from "../../core/source/suggestion.ts";
import { answer } from "../../report/answer.ts";
import { explainRule } from "../../report/explain-rule.ts";
import { usageReply } from "../../report/reply.ts";
import type { CarryOut } from "./command.ts";

/** Says what a rule asks for. */
export const explainCommand: CarryOut = ({ words: [wanted] }, _request, _ports, { catalogue }) => {
  const rule = catalogue.rules.find(({ id }) => id === wanted);
  if (rule) {
    const whole = { name: "Rule", open: "", items: [explainRule(rule)], close: "" };
    return Promise.resolve(answer("The rule in full", [whole]));
  }
  const ids = catalogue.rules.map(({ id }) => id);
  return Promise.resolve(
    usageReply(COMMANDS.explain, wanted === undefined ? "name a rule" : unknown(wanted, ids)),
  );
};

function unknown(wanted: string, ids: readonly string[]): string {
  const nearest = suggestion(wanted, ids);
  return `there is no rule ${wanted}${nearest === undefined ? "" : `; did you mean ${nearest}?`}`;
}

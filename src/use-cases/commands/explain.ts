import { COMMANDS } from "../../commands/command-table.ts";
import { ruleIn, rulesOfAnyLadder } from "../../core/policy/catalogue-at.ts";
import { suggestion } from "../../core/source/suggestion.ts";
import type { Rule } from "../../core/model/rule.ts";
import { type Answer, answer } from "../../report/answer.ts";
import { explainRule } from "../../report/explain-rule.ts";
import { noteReply, usageReply } from "../../report/reply.ts";
import { rulesInTheWay } from "../../report/standing.ts";
import { type Engine, rulesById } from "../engine.ts";
import { judge } from "../judge.ts";
import { pinnedLadder } from "../pinned-ladder.ts";
import type { CarryOut, CommandPorts } from "./command.ts";

/** Says what a rule asks for, or those that are in the way of a pull request. */
export const explainCommand: CarryOut = ({ words: [wanted] }, request, ports, engine) => {
  if (wanted === undefined && request.onPullRequest) return inTheWay(ports, engine);
  return wanted === undefined
    ? Promise.resolve(usageReply(COMMANDS.explain, "name a rule"))
    : inFull(wanted, ports, engine);
};

async function inFull(wanted: string, ports: CommandPorts, engine: Engine): Promise<Answer> {
  const ids = [...rulesOfAnyLadder(engine.catalogue).keys()];
  if (!ids.includes(wanted)) return usageReply(COMMANDS.explain, unknown(wanted, ids));
  const pinned = await pinnedLadder(ports, engine);
  const found = ruleIn(engine.catalogue, pinned, wanted);
  return explained(
    found?.ladder === pinned
      ? `The rule in full, as ladder ${pinned} has it`
      : `The rule in full, as ladder ${found?.ladder} has it; ladder ${pinned}, which counts here, does not have it`,
    found === undefined ? [] : [found.rule],
  );
}

async function inTheWay(ports: CommandPorts, engine: Engine): Promise<Answer> {
  const verdict = await judge(ports, engine);
  if (verdict.state === "unavailable") return noteReply("Not known right now.", [verdict.reason]);
  const { change, decision } = verdict.value;
  if (decision === undefined) {
    return noteReply(`No check of mltrl-gate guards ${change.baseRef}.`);
  }
  const byId = rulesById(engine, decision.provenance.ladder);
  const rules = rulesInTheWay(decision, byId).flatMap((id) => byId.get(id) ?? []);
  return rules.length === 0
    ? noteReply("No rule is in the way here.")
    : explained("The rules in the way here, the shortest way to green first", rules);
}

function explained(headline: string, rules: readonly Rule[]): Answer {
  const items = rules.map((rule) => explainRule(rule));
  return answer(headline, [{ name: "Rules", open: "", items, close: "" }]);
}

function unknown(wanted: string, ids: readonly string[]): string {
  const nearest = suggestion(wanted, ids);
  return `there is no rule ${wanted}${nearest === undefined ? "" : `; did you mean ${nearest}?`}`;
}

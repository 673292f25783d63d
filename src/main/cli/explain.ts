import { resolve } from "node:path";
import { laddersOf, ruleIn, rulesOfAnyLadder } from "../../core/policy/catalogue-at.ts";
import { suggestion } from "../../core/source/suggestion.ts";
import { catalogue } from "../../generated/catalogue.ts";
import { explainRuleInTerminal } from "../../report/explain-rule.ts";
import { pinnedLadder } from "../../use-cases/pinned-ladder.ts";
import { openWorkTree } from "../../worktree/open-work-tree.ts";
import { cannotJudge } from "./cannot-judge.ts";
import { type Command, FOLDER_OPTION, type OptionValues, type Surroundings } from "./command.ts";

export const explainCommand: Command = {
  name: "explain",
  summary: "Explain a rule: what it claims, why, when, and how to meet it",
  operands: { name: "<rule>", atLeast: 1, atMost: 1 },
  options: {
    ladder: {
      type: "string",
      value: "VERSION",
      description:
        "As this version of the rule set has it; the one that the policy here pins if not given",
    },
    json: { type: "boolean", description: "Print the rule as one JSON object" },
    ...FOLDER_OPTION,
  },
  notes: [
    "Where there is no policy, as the newest version of the rule set has it.",
    "Exit code: 0, or 2 if there is no such rule or no such version.",
  ],
  async run({ operands, options }, surroundings) {
    const { print, complain, style } = surroundings;
    const id = operands.join(" ");
    const ladders = laddersOf(catalogue);
    const wanted = options["ladder"];
    if (typeof wanted === "string" && !ladders.includes(wanted)) {
      return cannotJudge(
        `there is no ladder "${wanted}"; there are: ${ladders.join(", ")}`,
        surroundings,
      );
    }
    const ladder = typeof wanted === "string" ? wanted : await ladderHere(options, surroundings);
    const found = ruleIn(catalogue, ladder, id);
    if (found === undefined) {
      return cannotJudge(unknownRule(id, [...rulesOfAnyLadder(catalogue).keys()]), surroundings);
    }
    if (found.ladder !== ladder) {
      complain(
        `note: ladder ${ladder} has no such rule; this is how ladder ${found.ladder} has it\n`,
      );
    }
    print(
      options["json"] === true
        ? `${JSON.stringify(found.rule, undefined, 2)}\n`
        : explainRuleInTerminal(found.rule, style),
    );
    return 0;
  },
};

/** The version that judges in the work tree; a rule can be read up anywhere else too. */
async function ladderHere(
  { cwd = "." }: OptionValues,
  { clock, environment, folder }: Surroundings,
): Promise<string> {
  const opened = openWorkTree({ folder: resolve(folder, String(cwd)), clock, environment });
  if (opened.state === "unavailable") return catalogue.ladder;
  try {
    return await pinnedLadder(opened.value, { catalogue });
  } finally {
    await opened.value.close();
  }
}

function unknownRule(id: string, ids: readonly string[]): string {
  const near = suggestion(id, ids);
  return near === undefined
    ? `there is no rule "${id}"; rules/README.md of mltrl-gate lists the ${ids.length} there are, and "mltrl check --all" names those in play here`
    : `there is no rule "${id}"; did you mean ${near}?`;
}

import { isLevel, type Level } from "../../core/model/level.ts";
import { climbInMarkdown, climbInTerminal, climbOutput } from "../../report/climb.ts";
import { rulesById } from "../../use-cases/engine.ts";
import { planClimb } from "../../use-cases/plan-climb.ts";
import { cannotJudge } from "./cannot-judge.ts";
import { ENGINE } from "./shipped-engine.ts";
import { type Command, FOLDER_OPTION, type OptionValues } from "./command.ts";
import { inWorkTree } from "./in-work-tree.ts";

export const planCommand: Command = {
  name: "plan",
  summary: "List what a component lacks for its next level, the least effort first",
  operands: { name: "<component>", atLeast: 1, atMost: 1 },
  options: {
    to: {
      type: "string",
      value: "LEVEL",
      description: "A level further up; the next if not given",
    },
    markdown: { type: "boolean", description: "Print Markdown with boxes to tick" },
    json: { type: "boolean", description: "Print one JSON object" },
    ...FOLDER_OPTION,
  },
  notes: [
    "Judges what stands in the work tree by its own policy. What only a pull request can show, such as",
    "the panel's approval, is listed apart. At level 9 it is about what the card lists as deployed.",
    "Exit code: 0, or 2 if nothing could be judged.",
  ],
  async run({ operands, options }, surroundings) {
    const { print, style } = surroundings;
    const to = levelOf(options["to"]);
    if (to === "wrong") {
      return cannotJudge(
        `--to asks for a level from 1 to 9, got ${String(options["to"])}`,
        surroundings,
      );
    }
    return inWorkTree(options, surroundings, async (workTree) => {
      const climb = await planClimb(operands.join(" "), to, workTree, ENGINE);
      if (climb.state === "unavailable") {
        return cannotJudge(climb.reason, surroundings);
      }
      const rules = rulesById(ENGINE, climb.value.ladder);
      if (options["json"] === true) {
        print(`${JSON.stringify(climbOutput(climb.value, rules), undefined, 2)}\n`);
      } else if (options["markdown"] === true) print(climbInMarkdown(climb.value, rules));
      else print(climbInTerminal(climb.value, rules, style));
      return 0;
    });
  },
};

function levelOf(written: OptionValues[string]): Level | undefined | "wrong" {
  if (written === undefined) return undefined;
  const level = Number(written);
  return isLevel(level) && String(level) === written ? level : "wrong";
}

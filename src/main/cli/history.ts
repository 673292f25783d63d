import { known } from "../../core/model/fact.ts";
import { historyInMarkdown, historyInTerminal } from "../../report/history.ts";
import { history } from "../../use-cases/history.ts";
import { cannotJudge } from "./cannot-judge.ts";
import { type Command, FOLDER_OPTION } from "./command.ts";
import { inWorkTree } from "./in-work-tree.ts";

export const historyCommand: Command = {
  name: "history",
  summary: "Show how long a component stood at each level, and the steps it made",
  operands: { name: "<component>", atLeast: 1, atMost: 1 },
  options: {
    base: {
      type: "string",
      value: "REV",
      description: "The branch whose history it is; the default branch if not given",
    },
    markdown: { type: "boolean", description: "Print Markdown" },
    json: { type: "boolean", description: "Print one JSON object" },
    ...FOLDER_OPTION,
  },
  notes: [
    "Reads git alone: the merges to the branch that changed the component's card, and its switchback",
    "records. A shallow clone shows only what it has. Exit code: 0, or 2 if there is no such card.",
  ],
  run({ operands, options }, surroundings) {
    const { clock, print, style } = surroundings;
    return inWorkTree(options, surroundings, async (workTree) => {
      const change = await workTree.source.read();
      const now = new Date(clock.now()).toISOString();
      const tip = change.state === "known" ? known(change.value.baseTip) : change;
      const found =
        tip.state === "known" ? await history(operands.join(" "), tip.value, now, workTree) : tip;
      if (found.state === "unavailable") {
        return cannotJudge(found.reason, surroundings);
      }
      if (options["json"] === true) {
        print(`${JSON.stringify({ version: 1, ...found.value }, undefined, 2)}\n`);
      } else if (options["markdown"] === true) print(historyInMarkdown(found.value));
      else print(historyInTerminal(found.value, style));
      return 0;
    });
  },
};

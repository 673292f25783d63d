import { resolve } from "node:path";
import { openWorkTree } from "../../worktree/open-work-tree.ts";
import { type Command, FOLDER_OPTION, NO_OPERANDS } from "./command.ts";
import { causeLine, problemLines } from "./print-causes.ts";
import { recordProblems } from "./record-problems.ts";

export const validateCommand: Command = {
  name: "validate",
  summary: "Find every problem in the files under .mltrl, without judging anything",
  operands: NO_OPERANDS,
  options: {
    json: { type: "boolean", description: "Print one JSON object" },
    ...FOLDER_OPTION,
  },
  notes: [
    "Prints path:line:column: message, one problem a line.",
    "Exit code: 0 if there is none, 1 if there are any, 2 if the files could not be looked at.",
  ],
  async run({ options }, { clock, complain, environment, folder, print }) {
    const opened = openWorkTree({
      folder: resolve(folder, String(options["cwd"] ?? ".")),
      clock,
      environment,
    });
    if (opened.state === "unavailable") {
      complain(causeLine(opened.reason));
      return 2;
    }
    const workTree = opened.value;
    try {
      const problems = await recordProblems(workTree);
      if (problems.state === "unavailable") {
        complain(causeLine(problems.reason));
        return 2;
      }
      print(
        options["json"] === true
          ? `${JSON.stringify(outputOf(problems.value), undefined, 2)}\n`
          : problemLines(problems.value),
      );
      return problems.value.length > 0 ? 1 : 0;
    } finally {
      await workTree.close();
    }
  },
};

function outputOf(problems: Parameters<typeof problemLines>[0]) {
  return {
    version: 1,
    problems: problems.map(({ place, message }) => ({ ...place, message })),
  };
}

import { type Command, FOLDER_OPTION, NO_OPERANDS } from "./command.ts";
import { inWorkTree } from "./in-work-tree.ts";
import { ORGANIZATION_OPTION, organizationFile } from "./organization-option.ts";
import { causeLine, problemLines } from "./print-causes.ts";
import { recordProblems } from "./record-problems.ts";

export const validateCommand: Command = {
  name: "validate",
  summary: "Find every problem in the files under .mltrl, without judging anything",
  operands: NO_OPERANDS,
  options: {
    ...ORGANIZATION_OPTION,
    json: { type: "boolean", description: "Print one JSON object" },
    ...FOLDER_OPTION,
  },
  notes: [
    "Prints path:line:column: message, one problem a line. With the organisation's policy its roles count as defined,",
    "and what is past one of its floors is a problem.",
    "Exit code: 0 if there is none, 1 if there are any, 2 if the files could not be looked at.",
  ],
  async run({ options }, surroundings) {
    const { complain, folder, print } = surroundings;
    const organization = await organizationFile(options, folder);
    if (organization.state === "unavailable") {
      complain(causeLine(organization.reason));
      return 2;
    }
    return inWorkTree(options, surroundings, async (workTree) => {
      const problems = await recordProblems(workTree, organization.value);
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
    });
  },
};

function outputOf(problems: Parameters<typeof problemLines>[0]) {
  return {
    version: 1,
    problems: problems.map(({ place, message }) => ({ ...place, message })),
  };
}

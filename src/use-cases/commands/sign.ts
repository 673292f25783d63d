import { COMMANDS } from "../../commands/command-table.ts";
import { noteReply } from "../../report/reply.ts";
import type { CarryOut } from "./command.ts";

/** Signing is an approval's word, which is bound to a commit as no comment is: a comment signs nothing. */
export const signCommand: CarryOut = ({ words }) => {
  const [component, , role] = words;
  const line =
    component === undefined || role === undefined
      ? COMMANDS.sign.usage
      : `/mltrl sign ${component} as ${role}`;
  return Promise.resolve(
    noteReply("Nothing signed: a comment takes no seat.", [
      `Approve this pull request with a review that says on a line of its own: ${line}`,
    ]),
  );
};

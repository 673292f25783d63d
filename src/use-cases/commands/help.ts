import { COMMAND_LIST, whoMay } from "../../commands/command-table.ts";
import { helpReply } from "../../report/reply.ts";
import type { CarryOut } from "./command.ts";

/** Lists every command, what it does and who may give it. */
export const helpCommand: CarryOut = () =>
  Promise.resolve(helpReply(COMMAND_LIST.map((command) => ({ ...command, who: whoMay(command) }))));

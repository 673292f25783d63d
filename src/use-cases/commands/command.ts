import type { ParsedCommand } from "../../commands/parse-commands.ts";
import type { CommandRequest } from "../../core/model/request.ts";
import type { Answer } from "../../report/answer.ts";
import type { Branch } from "../../ports/branch.ts";
import type { Conversation } from "../../ports/conversation.ts";
import type { DefaultBranch } from "../../ports/default-branch.ts";
import type { Engine } from "../engine.ts";
import type { GatePorts } from "../gate.ts";

/** What carrying out a command asks of the outside. */
export interface CommandPorts extends GatePorts {
  readonly conversation: Conversation;
  readonly branch: Branch;
  readonly defaultBranch: DefaultBranch;
}

/**
 * Carries out a command. That it may be given here, by whom, and with which options has been looked at;
 * what the words and options say has not. To repeat it changes nothing. What was said in a comment of its own
 * needs no other answer.
 */
export type CarryOut = (
  command: ParsedCommand,
  request: CommandRequest,
  ports: CommandPorts,
  engine: Engine,
) => Promise<Answer | "said">;

import type { CommandName } from "../../commands/command-table.ts";
import { acceptCommand } from "./accept.ts";
import { checkCommand } from "./check.ts";
import type { CarryOut } from "./command.ts";
import { explainCommand } from "./explain.ts";
import { helpCommand } from "./help.ts";
import { hotfixCommand } from "./hotfix.ts";
import { planCommand } from "./plan.ts";
import { promoteCommand } from "./promote.ts";
import { requestReviewsCommand } from "./request-reviews.ts";
import { signCommand } from "./sign.ts";
import { statusCommand } from "./status.ts";
import { switchbackCommand } from "./switchback.ts";
import { waiveCommand } from "./waive.ts";

/** How each command of the table is carried out. */
export const CARRY_OUT: Readonly<Record<CommandName, CarryOut>> = {
  help: helpCommand,
  status: statusCommand,
  check: checkCommand,
  explain: explainCommand,
  plan: planCommand,
  promote: promoteCommand,
  "request-reviews": requestReviewsCommand,
  sign: signCommand,
  switchback: switchbackCommand,
  accept: acceptCommand,
  hotfix: hotfixCommand,
  waive: waiveCommand,
};

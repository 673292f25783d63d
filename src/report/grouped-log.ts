import type { Decision } from "../core/model/decision.ts";
import { plain } from "./escape.ts";
import { MARKS } from "./marks.ts";
import { stepText } from "./step-name.ts";
import {
  closing,
  componentsInOrder,
  problemLines,
  type TerminalContext,
  verdictLines,
} from "./terminal.ts";
import { componentLines, type StandingComponent } from "./terminal-components.ts";
import { policyEditBlocks } from "./terminal-policy.ts";
import { logLine, workflowCommand } from "./workflow-command.ts";

/**
 * The verdict for the log of a job: what each check comes to, then a group for each component, those in
 * trouble first. GitHub shows groups folded, so everything stands in them.
 */
export function groupedLog(decision: Decision, context: Omit<TerminalContext, "all">): string {
  const lines = [
    ...verdictLines(decision, context).map(logLine),
    ...problemLines(decision, context.style).map(logLine),
    ...componentsInOrder(decision, context).flatMap((each) => group(each, context)),
    ...policyEditBlocks(decision, context.style).flat().map(logLine),
    ...closing(decision, context).map(logLine),
  ];
  return `${lines.join("\n")}\n`;
}

function group(each: StandingComponent, context: TerminalContext): string[] {
  const { component } = each;
  const title = `${MARKS[component.conclusion].mark} ${plain(component.id)}  ${stepText(component)}`;
  return [
    workflowCommand("group", title.trimEnd()),
    ...componentLines(each, { ...context, all: true })
      .slice(1)
      .map(logLine),
    workflowCommand("endgroup", ""),
  ];
}

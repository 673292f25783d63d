import type { CheckDecision, Decision } from "../core/model/decision.ts";
import type { Rule } from "../core/model/rule.ts";
import { type Remark, REMARK_LEVELS, remarksOf } from "./annotations.ts";
import { plain } from "./escape.ts";
import { type Standing, standingOf } from "./standing.ts";
import { verdictLine } from "./verdict-line.ts";
import { workflowCommand } from "./workflow-command.ts";

/** GitHub shows ten of a level and step, and drops the others without a word. */
const MOST_OF_A_LEVEL = 10;

/** What the runner calls each level. */
const COMMANDS = { failure: "error", warning: "warning", notice: "notice" } as const;

/**
 * The verdict as annotations of a workflow's run, one command a line: of each check what it comes to, then
 * what is wrong and where, the worst first and each finding once before any of them twice. What is more
 * than GitHub shows is counted.
 *
 * @param decisions those of one job, such as of each pull request in a merge group
 */
export function annotationCommands(
  decisions: readonly Decision[],
  rules: ReadonlyMap<string, Rule>,
): readonly string[] {
  const told = decisions.flatMap((decision) =>
    decision.checks.map((check) => {
      const standing = standingOf(decision, check, rules);
      return {
        verdict: verdictRemarks(decision, check, standing),
        remarks: remarksOf(decision, check, standing, rules),
      };
    }),
  );
  const remarks = told.flatMap((each) => each.remarks);
  const inOrder = [
    ...told.flatMap(({ verdict }) => verdict),
    ...remarks.flatMap((each) => each.slice(0, 1)),
    ...remarks.flatMap((each) => each.slice(1)),
  ];
  const seen = new Set<string>();
  return REMARK_LEVELS.flatMap((level) => {
    const news = inOrder.filter((remark) => remark.level === level && !seen.has(saidBy(remark)));
    const once = [...new Map(news.map((remark) => [saidBy(remark), remark])).values()];
    for (const remark of once) seen.add(saidBy(remark));
    return commandsOf(level, once);
  });
}

/** What it says, at whatever level: another check may say the same more mildly. */
function saidBy({ path, line, title, message }: Remark): string {
  return JSON.stringify([path, line, title, message]);
}

function commandsOf(level: Remark["level"], remarks: readonly Remark[]): string[] {
  const shown = remarks.length <= MOST_OF_A_LEVEL ? remarks : remarks.slice(0, MOST_OF_A_LEVEL - 1);
  const left = remarks.length - shown.length;
  return [
    ...shown.map(({ path: file, line, title, message }) =>
      workflowCommand(COMMANDS[level], message, { file, line, title }),
    ),
    ...(left === 0
      ? []
      : [workflowCommand(COMMANDS[level], `${left} more, see the summary of this job`)]),
  ];
}

function verdictRemarks(decision: Decision, check: CheckDecision, standing: Standing): Remark[] {
  const level = levelOf(check);
  if (level === undefined) return [];
  return [{ level, title: plain(check.name), message: verdictLine(decision, check, standing) }];
}

function levelOf({ conclusion, enforcement }: CheckDecision): Remark["level"] | undefined {
  if (conclusion === "failure") return "failure";
  if (conclusion === "neutral") return enforcement === "observe" ? "notice" : "warning";
  return conclusion === "success" ? undefined : "warning";
}

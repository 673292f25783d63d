import type { DeploymentAnswer, DeploymentVerdict } from "../core/model/deployment-request.ts";
import { count } from "./count.ts";
import { code, prose } from "./escape.ts";

/** GitHub takes so many characters of a comment on a deployment. */
const LIMIT = 1024;

/** Room for what is said of lines that did not fit. */
const REST = 60;

/** What is said to a deployment that waits: whether it may go on, and why. */
export function deploymentComment(verdict: DeploymentVerdict): DeploymentAnswer {
  const { environment, sha, faults, minimumLevel, levels, notes } = verdict;
  const what = `${code(sha.slice(0, 7))} to ${code(environment, 100)}`;
  if (faults.length > 0) {
    const head = `**Not deployed: ${what}.** ${count(faults.length, "thing")} ${faults.length === 1 ? "stands" : "stand"} against it:`;
    return { state: "rejected", comment: fitted(head, faults) };
  }
  if (minimumLevel === undefined) {
    return { state: "approved", comment: fitted(`**Approved: ${what}.**`, notes) };
  }
  const reached = levels.map(({ component, level }) => `${code(component)} is at level ${level}`);
  const head = `**Approved: ${what}**, which takes level ${minimumLevel} or above.`;
  return { state: "approved", comment: fitted(head, [...notes, ...reached]) };
}

/** What is said where no verdict came about; a deployment that is not answered would wait for thirty days. */
export function deploymentNotJudged(
  { environment, sha }: Pick<DeploymentVerdict, "environment" | "sha">,
  cause: "upstream" | "internal",
): DeploymentAnswer {
  const whose =
    cause === "upstream" ? "GitHub did not answer as it should" : "mltrl-gate made a mistake";
  return {
    state: "rejected",
    comment: `**Not deployed: ${code(sha.slice(0, 7))} to ${code(environment, 100)}.** Nothing to mend here: ${whose}, and trying again did not help. This says nothing about what was to be deployed. Run the job again.`,
  };
}

/** As many lines as fit, and how many do not. */
function fitted(head: string, sentences: readonly string[]): string {
  const lines = sentences.map((sentence) => `- ${prose(sentence, 300)}`);
  let text = head;
  for (const [i, line] of lines.entries()) {
    if (text.length + 1 + line.length > LIMIT - REST) {
      return `${text}\n\n*and ${lines.length - i} more*`;
    }
    text += i === 0 ? `\n\n${line}` : `\n${line}`;
  }
  return text;
}

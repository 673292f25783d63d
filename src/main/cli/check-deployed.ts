import type { Change } from "../../core/model/change.ts";
import type { BranchState, DeployedReport } from "../../core/model/deployed.ts";
import { deployedReportMarkdown } from "../../report/deployed-markdown.ts";
import { deployedOutput } from "../../report/deployed-output.ts";
import { deployedTerminal } from "../../report/deployed-terminal.ts";
import { jsonText } from "../../report/json.ts";
import { checkDeployed } from "../../use-cases/check-deployed.ts";
import { rulesById } from "../../use-cases/engine.ts";
import { cannotJudge } from "./cannot-judge.ts";
import { ENGINE } from "./shipped-engine.ts";
import type { ExitCode, OptionValues, Surroundings } from "./command.ts";
import { inWorkTree } from "./in-work-tree.ts";
import { causeLine } from "./print-causes.ts";

/** Options of `check` that are about a pull request. */
const OF_A_CHANGE = ["check", "facts", "strict", "sarif", "junit"] as const;

/** `mltrl check --deployed`: judges what runs, by what a branch records of it. */
export function checkWhatRuns(
  options: OptionValues,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { complain } = surroundings;
  const other = OF_A_CHANGE.find((name) => options[name] !== undefined);
  if (other !== undefined) {
    complain(causeLine(`--${other} does not go with --deployed: there is no pull request`));
    return Promise.resolve(2);
  }
  return inWorkTree(options, surroundings, async (workTree) => {
    const change = await workTree.source.read();
    const report =
      change.state === "known"
        ? await checkDeployed(stateOf(change.value), workTree, ENGINE)
        : change;
    if (report.state === "unavailable") {
      return cannotJudge(report.reason, surroundings);
    }
    print(report.value, options, surroundings);
    return isInOrder(report.value) ? 0 : 1;
  });
}

/** The branch to judge; where the work tree is on it, with what is not committed yet. */
function stateOf({ baseRef, baseTip, headRef, head, now }: Change): BranchState {
  return { branch: baseRef, commit: headRef === baseRef ? head : baseTip, now };
}

function isInOrder({ components, unreadable }: DeployedReport): boolean {
  return unreadable.size === 0 && components.every(({ conclusion }) => conclusion !== "failure");
}

function print(
  report: DeployedReport,
  options: OptionValues,
  { print: write, style }: Surroundings,
): void {
  const rules = rulesById(ENGINE, report.ladder);
  if (options["json"] === true) write(jsonText(deployedOutput(report, rules)));
  else if (options["markdown"] === true) {
    write(deployedReportMarkdown(report, { rules, target: { commit: report.commit } }));
  } else write(deployedTerminal(report, { rules, style, all: options["all"] === true }));
}

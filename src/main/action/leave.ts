import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { messageOf } from "../../core/errors.ts";
import type { Decision } from "../../core/model/decision.ts";
import type { Fact } from "../../core/model/fact.ts";
import type { Rule } from "../../core/model/rule.ts";
import { annotationCommands } from "../../report/annotation-commands.ts";
import { deployedReportMarkdown } from "../../report/deployed-markdown.ts";
import { deployedOutput } from "../../report/deployed-output.ts";
import { deployedTerminal } from "../../report/deployed-terminal.ts";
import { groupedLog } from "../../report/grouped-log.ts";
import { jobSummary } from "../../report/job-summary.ts";
import { checkOutputs, jsonText } from "../../report/json.ts";
import { junit } from "../../report/junit.ts";
import { sarif } from "../../report/sarif.ts";
import { PLAIN } from "../../report/style.ts";
import { logLine, workflowCommand } from "../../report/workflow-command.ts";
import { rulesById } from "../../use-cases/engine.ts";
import { publishCheck } from "../../use-cases/publish-check.ts";
import { strictestCheck } from "../../use-cases/strictest-check.ts";
import { configNotes } from "./config-at.ts";
import type { ReportFormat } from "./inputs.ts";
import { actionPublisher } from "./job-view.ts";
import type { JobSurroundings } from "./job-surroundings.ts";
import type { JudgedBranch } from "./judge-branch.ts";
import type { JudgedChange } from "./judge-change.ts";
import { enforced, ofComponents, type Outcome, outcomeOf, outcomeOfDeployed, strangersAmong, strictestFirst } from "./outcome.ts"; // prettier-ignore
import type { ExitCode, Runner } from "./runner.ts";

/** Where the verdict goes. */
export interface Leaving {
  readonly surroundings: JobSurroundings;
  readonly runner: Runner;
  /** What the token could not see, in sentences. */
  readonly hidden: () => readonly string[];
}

/** Makes a report of one form. */
type Reports = Readonly<Partial<Record<ReportFormat, () => string>>>;

/** Shows the verdict on a change in the log, as annotations, on the run's page, in files and by outputs. */
export async function leaveChange(judged: Fact<JudgedChange>, leaving: Leaving): Promise<ExitCode> {
  const { runner, surroundings, hidden } = leaving;
  if (judged.state === "unavailable") return notJudged(judged.reason, leaving);
  const { inputs, engine, job } = surroundings;
  const { change, decisions: all } = judged.value;
  const strangers = strangersAmong(inputs.components, all);
  if (all.length > 0 && strangers.length > 0) {
    return notJudged(
      `components: there is no ${strangers.join(", ")} in the policy of ${change.baseRef}`,
      leaving,
    );
  }
  const noted = (decision: Decision): Decision => ({
    ...decision,
    // What a decision says itself comes first: it may be why nothing could be judged.
    notices: [...decision.notices, ...configNotes(inputs.config), ...hidden()],
  });
  const decisions = all
    .map((decision) => enforced(ofComponents(decision, inputs.components), inputs.enforcement))
    .map(noted);
  const [first = noted(nothingAsked(change, surroundings)), ...others] = strictestFirst(decisions);
  const shown = [first, ...others] as const;
  const rules = rulesById(engine, first.provenance.ladder);
  const target = { commit: change.head, repositoryUrl: job.repositoryUrl };
  const context = { rules, target, baseRef: change.baseRef };
  for (const each of shown) runner.say(groupedLog(each, { rules, style: PLAIN }));
  for (const line of annotationCommands(shown, rules)) runner.say(line);
  const summary = jobSummary(shown, context);
  await publish(judged.value, decisions, leaving);
  return leave(outcomeOf(decisions), summary, reportsOf(shown, rules, summary, job.repositoryUrl), leaving); // prettier-ignore
}

function reportsOf(
  decisions: readonly [Decision, ...Decision[]],
  rules: ReadonlyMap<string, Rule>,
  summary: string,
  repositoryUrl: string,
): Reports {
  return {
    json: () => jsonText(checkOutputs(decisions, rules, "action")),
    markdown: () => summary,
    sarif: () => jsonText(sarif(decisions, { rules, repositoryUrl })),
    junit: () => junit(decisions, rules),
  };
}

/** Nobody asked for a gate here, and the reader wants to know why. */
function nothingAsked(
  { baseRef, baseTip, defaultTip, head }: JudgedChange["change"],
  { engine }: JobSurroundings,
): Decision {
  return {
    checks: [],
    components: [],
    unaffected: [],
    problems: [],
    notices: [
      `No check guards ${baseRef}: there is no .mltrl/config.yml on the default branch, or none of its checks names this branch.`,
    ],
    provenance: {
      policy: defaultTip,
      ladder: engine.catalogue.ladder,
      version: engine.version,
      base: baseTip,
      head,
    },
  };
}

/** Shows check runs besides, where the workflow asks for them. */
async function publish(
  { change, publish: ports }: JudgedChange,
  decisions: readonly Decision[],
  { surroundings, runner }: Leaving,
): Promise<void> {
  if (surroundings.inputs.publish === "job") return;
  const [first, ...others] = decisions;
  if (ports === undefined || first === undefined) return;
  const shown = { ...ports, publisher: actionPublisher(ports.publisher) };
  try {
    for (const check of first.checks) {
      const strictest = strictestCheck({ check, decision: first }, others);
      await publishCheck(strictest, change, shown, surroundings.engine, false);
    }
  } catch (error) {
    const said = messageOf(error);
    runner.say(
      workflowCommand(
        "warning",
        `The check runs could not be written: ${said}. Give the job \`checks: write\`; runs of pull requests from forks never have it. The job's own result stands.`,
      ),
    );
  }
}

/** Shows the verdict on what runs. */
export async function leaveBranch(judged: Fact<JudgedBranch>, leaving: Leaving): Promise<ExitCode> {
  if (judged.state === "unavailable") return notJudged(judged.reason, leaving);
  const { runner, surroundings, hidden } = leaving;
  const { engine, job } = surroundings;
  const { report: judgedReport } = judged.value;
  const report = { ...judgedReport, notices: [...hidden(), ...judgedReport.notices] };
  const rules = rulesById(engine, report.ladder);
  for (const line of deployedTerminal(report, { rules, style: PLAIN, all: true }).split("\n")) {
    runner.say(logLine(line));
  }
  const outcome = outcomeOfDeployed(report);
  for (const { component, rule } of outcome.failing.slice(0, 9)) {
    runner.say(workflowCommand("error", `What runs of ${component} does not hold to ${rule}.`));
  }
  const target = { commit: report.commit, repositoryUrl: job.repositoryUrl };
  const summary = deployedReportMarkdown(report, { rules, target });
  const reports: Reports = {
    json: () => jsonText(deployedOutput(report, rules)),
    markdown: () => summary,
  };
  return leave(outcome, summary, reports, leaving);
}

/** Writes the page of the run, the files and the outputs. */
async function leave(
  outcome: Outcome,
  summary: string,
  reports: Reports,
  { runner, surroundings }: Leaving,
): Promise<ExitCode> {
  const { inputs, job } = surroundings;
  if (!(await runner.summarise(summary))) {
    runner.say(workflowCommand("notice", "This runner shows no summaries; the log says it all."));
  }
  for (const { format, path } of inputs.reports) {
    const make = reports[format];
    if (make === undefined) {
      runner.say(workflowCommand("warning", `${path} was not written: a report of what runs has no such form`)); // prettier-ignore
    } else write(join(job.workspace, path), make());
  }
  const report = join(job.temporary, "mltrl-report.json");
  write(report, reports.json?.() ?? "");
  const advisory = inputs.enforcement === "observe" || inputs.enforcement === "warn";
  const passed = outcome.passed || advisory;
  runner.output("conclusion", outcome.conclusion);
  runner.output("passed", String(passed));
  runner.output("levels", JSON.stringify(outcome.levels));
  runner.output("failing", JSON.stringify(outcome.failing));
  runner.output("report", report);
  return passed ? 0 : 1;
}

function notJudged(reason: string, { runner, hidden }: Leaving): ExitCode {
  for (const line of hidden()) runner.say(workflowCommand("warning", line));
  runner.say(workflowCommand("error", `Nothing was judged: ${reason}`, { title: "mltrl" }));
  runner.output("conclusion", "failure");
  runner.output("passed", "false");
  return 1;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

import { catalogue } from "../../generated/catalogue.ts";
import { type Patience, PATIENCE } from "../../github/timed-fetch.ts";
import type { Clock } from "../../ports/clock.ts";
import { VERSION } from "../version.ts";
import { parseInputs } from "./inputs.ts";
import { deliverReports } from "./deliver-reports.ts";
import { type Environment, type Job, readJob } from "./job.ts";
import type { JobAccess } from "./job-client.ts";
import type { JobSurroundings } from "./job-surroundings.ts";
import { judgeAgainst } from "./judge-against.ts";
import { judgeBranch } from "./judge-branch.ts";
import { judgeMergeGroup } from "./judge-merge-group.ts";
import { judgePullRequest } from "./judge-pull-request.ts";
import { leaveBranch, leaveChange } from "./leave.ts";
import { type Mode, modeOf } from "./mode.ts";
import { notingRefusals, type Refusals } from "./refusals.ts";
import { sayOnce } from "./progress.ts";
import { notingUnseenPolicy } from "./unseen-policy.ts";
import type { ExitCode, Runner } from "./runner.ts";
import { whyNotJudged } from "./why-not-judged.ts";
import { workflowCommand } from "../../report/workflow-command.ts";

export interface Host {
  readonly environment: Environment;
  readonly runner: Runner;
  readonly clock: Clock;
  /** How long an answer of GitHub's is waited for, where it is not as usual. */
  readonly patience?: Patience | undefined;
}

/** Runs the Action by the event that began the workflow. */
export async function runAction(host: Host): Promise<ExitCode> {
  const { environment, runner, clock, patience = PATIENCE } = host;
  const inputs = parseInputs((name) => runner.input(name));
  if (!inputs.ok) {
    const faults = inputs.faults.length === 1 ? "is wrong" : `are wrong (${inputs.faults.length})`;
    return refuse(`Inputs of this Action ${faults}:\n${inputs.faults.join("\n")}`, runner);
  }
  const { token } = inputs.value;
  if (token !== undefined) runner.hide(token);
  const job = readJob(environment);
  if (job.state === "unavailable") return refuse(job.reason, runner);
  const mode = modeOf(job.value);
  if (mode.state === "unavailable") return refuse(mode.reason, runner);
  // Loaded where there is somebody to ask: what it takes to ask GitHub is a third of the start.
  const refusals =
    token === undefined ? undefined : await asking(job.value, { token, clock, patience });
  const github = refusals && (() => access(refusals, job.value, clock));
  const surroundings: JobSurroundings = {
    job: job.value,
    inputs: inputs.value,
    environment,
    engine: { catalogue, version: VERSION },
    clock,
    patience,
    github,
    say: sayOnce(runner.say),
  };
  try {
    await deliverReports(surroundings, runner);
    return await carryOut(mode.value, surroundings, { runner, refusals });
  } catch (error) {
    for (const line of refusals?.told() ?? []) runner.say(workflowCommand("warning", line));
    return refuse(whyNotJudged(error), runner);
  }
}

async function asking(job: Job, by: JobAccess): Promise<Refusals> {
  const { jobClient } = await import("./job-client.ts");
  const refusals = notingRefusals(jobClient(job, by));
  return notingUnseenPolicy(refusals, job.repository);
}

async function access({ client }: Refusals, job: Job, clock: Clock) {
  const { accessBy } = await import("./access.ts");
  return accessBy(client, job, clock);
}

interface Leaving {
  readonly runner: Runner;
  readonly refusals: Refusals | undefined;
}

async function carryOut(
  mode: Mode,
  surroundings: JobSurroundings,
  { runner, refusals }: Leaving,
): Promise<ExitCode> {
  const leaving = { surroundings, runner, hidden: () => refusals?.told() ?? [] };
  switch (mode.type) {
    case "nothing":
      runner.say(`Nothing to do: ${mode.because}.`);
      return 0;
    case "command": {
      if (refusals === undefined) return refuse("to answer a comment the input `token` is needed", runner); // prettier-ignore
      const { runJobCommands } = await import("./job-commands.ts");
      await runJobCommands(mode.request, refusals.client, surroundings);
      runner.say("Answered in the pull request or issue.");
      return 0;
    }
    case "branch": {
      const { base } = surroundings.inputs;
      if (base !== undefined) {
        const told = toldOf(mode, surroundings.job);
        return leaveChange(await judgeAgainst(told, base, surroundings), leaving);
      }
      return leaveBranch(await judgeBranch(mode.branch, mode.commit, surroundings), leaving);
    }
    case "merge-group":
      return leaveChange(await judgeMergeGroup(mode.group, surroundings), leaving);
    case "pull-request":
      return leaveChange(await judgePullRequest(mode.pull, surroundings), leaving);
  }
}

function toldOf({ branch, commit }: Extract<Mode, { type: "branch" }>, { payload }: Job) {
  const { repository } = payload as { readonly repository?: { readonly default_branch?: string } };
  const defaultBranch = repository?.default_branch ?? "main";
  return {
    title: branch,
    defaultBranch,
    baseRef: defaultBranch,
    headRef: branch,
    head: commit,
    fromFork: false,
    draft: false,
    author: { login: "", bot: false },
  };
}

/** Nothing was judged: the job fails and says why. */
function refuse(why: string, { say, output }: Runner): ExitCode {
  say(workflowCommand("error", why, { title: "mltrl" }));
  output("conclusion", "failure");
  output("passed", "false");
  return 1;
}

import { listFiles } from "../git/list-files.ts";
import { resolveCommit } from "../git/resolve-expression.ts";
import { addAttestation } from "../operations/attestations.ts";
import { addArtifact } from "../operations/artifacts.ts";
import { dispatchWorkflow } from "../operations/dispatch-workflow.ts";
import { mintJobToken } from "../operations/job-token.ts";
import { filesOf, testMerge } from "../operations/pull-request-numbers.ts";
import { addJob, beginJob, finishJob } from "../operations/workflow-jobs.ts";
import { beginRun, finishRun, rerun, startRun } from "../operations/workflow-runs.ts";
import {
  lastAttempt,
  type RunAttempt,
  type WorkflowJob,
  type WorkflowRun,
} from "../state/actions.ts";
import type { PullRequest, Repository, User } from "../state/nouns.ts";
import { whyNotRequired } from "../rules/required-workflows.ts";
import type { World } from "../state/world.ts";
import { mintRuntimeToken } from "../storage/runtime-token.ts";
import { actionsInstallation } from "./actions-app.ts";
import type { ActionsCommands, RunWish } from "./actions-command-list.ts";
import type { Implementations } from "./implementations.ts";
import { repositoryNamed, userNamed } from "./look-up.ts";

/** The commands about workflow runs, by name. */
export const actionsCommands: Implementations<ActionsCommands> = {
  startRun: async ({ world }, wish) => {
    const repository = repositoryNamed(world, wish.repository);
    const pull = wish.pull === undefined ? undefined : pullOf(repository, wish.pull);
    const head = await headOf(repository, wish, pull);
    const event = wish.event ?? (pull === undefined ? "push" : "pull_request");
    const required = wish.required ?? false;
    if (required) {
      const branch = pull?.base.ref ?? baseOfGroup(wish.branch) ?? "";
      const why = whyNotRequired(repository, { branch, path: wish.workflow, event });
      if (why !== undefined) throw new Error(why);
    }
    const { app } = actionsInstallation(world, repository.owner);
    const run = await startRun(world, app, {
      repository,
      workflow: wish.workflow,
      path: wish.path ?? wish.workflow,
      name: wish.name ?? wish.workflow,
      event,
      required,
      title: pull?.title ?? wish.name ?? wish.workflow,
      head,
      actor: actorOf(world, repository, wish.actor, pull),
      referenced: wish.referenced ?? [],
      jobs: wish.jobs ?? ["build"],
    });
    const { number, suite } = run;
    return { run: run.id, attempt: 1, number, suite: suite.id, headSha: head.sha };
  },
  startJob: async ({ world }, { run: id, name, permissions = {} }) => {
    const attempt = lastAttempt(runOf(world, id));
    const job = await queuedJob(world, attempt, name);
    await beginRun(world, attempt);
    await beginJob(world, job);
    const installation = actionsInstallation(world, attempt.run.repository.owner);
    const token = mintJobToken(world, installation, job, permissions);
    return {
      job: job.checkRun.id,
      token,
      runtimeToken: mintRuntimeToken(world, job),
      resultsUrl: `${world.storageUrl}/`,
    };
  },
  finishJob: async ({ world }, { job: id, ...outcome }) => {
    const job = world.workflowJobs.get(id);
    if (job === undefined) throw new Error(`There is no job ${id}`);
    await finishJob(world, job, outcome);
  },
  skipJob: async ({ world }, { run, name }) => {
    const job = await queuedJob(world, lastAttempt(runOf(world, run)), name);
    await finishJob(world, job, { conclusion: "skipped" });
  },
  finishRun: async ({ world }, { run, conclusion }) =>
    finishRun(world, lastAttempt(runOf(world, run)), conclusion),
  rerun: async ({ world }, { run, sender, scope = "all jobs" }) =>
    (await rerun(world, runOf(world, run), userNamed(world, sender), scope)).number,
  plantArtifact: ({ world }, { run: id, attempt: number, base64, ...wish }) => {
    const run = runOf(world, id);
    const attempt =
      number === undefined ? lastAttempt(run) : run.attempts.find((one) => one.number === number);
    if (attempt === undefined) throw new Error(`Run ${id} has no attempt ${number}`);
    return addArtifact(world, attempt, { ...wish, content: Buffer.from(base64, "base64") }).id;
  },
  plantAttestation: ({ world }, { repository, bundle }) =>
    addAttestation(world, repositoryNamed(world, repository), bundle).id,
  watchTriggers: ({ world }) => {
    world.triggers = [];
  },
  takeTriggers: ({ world }) => {
    const taken = world.triggers ?? [];
    world.triggers = [];
    return taken;
  },
  commitAt: async ({ world }, { repository: name, ref }) => {
    const repository = repositoryNamed(world, name);
    const [, pull] = /^refs\/pull\/(\d+)\/merge$/.exec(ref) ?? [];
    if (pull !== undefined) return testMerge(world, pullOf(repository, Number(pull)));
    return (await resolveCommit(repository, ref))?.oid ?? null;
  },
  filesAt: async ({ world }, { repository, commit, path }) =>
    listFiles(repositoryNamed(world, repository), commit, path),
  dispatchWorkflow: async ({ world }, { repository, sender, inputs = {}, ...wanted }) =>
    dispatchWorkflow(
      world,
      repositoryNamed(world, repository),
      { ...wanted, inputs },
      userNamed(world, sender),
    ),
  tick: ({ world }, { repository: name, cron }) => {
    const repository = repositoryNamed(world, name);
    const sender = actorOf(world, repository, undefined, undefined);
    const payload = { schedule: cron };
    world.publish({ event: "schedule", action: undefined, sender, repository, payload });
  },
  pullFiles: async ({ world }, { repository, pull }) => {
    const files = await filesOf(pullOf(repositoryNamed(world, repository), pull));
    return files.map(({ path }) => path);
  },
};

async function queuedJob(world: World, attempt: RunAttempt, name: string): Promise<WorkflowJob> {
  const queued = attempt.jobs.find(
    ({ checkRun }) => checkRun.name === name && checkRun.status === "queued",
  );
  return queued ?? addJob(world, attempt, name);
}

function runOf(world: World, id: number): WorkflowRun {
  const run = world.workflowRuns.get(id);
  if (run === undefined) throw new Error(`There is no workflow run ${id}`);
  return run;
}

function pullOf(repository: Repository, number: number): PullRequest {
  const pull = repository.issues.get(number);
  if (pull?.kind !== "PullRequest") throw new Error(`There is no pull request ${number}`);
  return pull;
}

/** The branch that a merge group is for. */
function baseOfGroup(branch = ""): string | undefined {
  return /^gh-readonly-queue\/(.+)\/pr-\d+-/.exec(branch)?.[1];
}

async function headOf(
  repository: Repository,
  { branch = repository.defaultBranch, sha }: RunWish,
  pull: PullRequest | undefined,
): Promise<WorkflowRun["head"]> {
  const chosen =
    pull === undefined
      ? { repository, branch, sha: sha ?? repository.refs.get(`refs/heads/${branch}`) ?? "" }
      : { repository: pull.head.repository, branch: pull.head.ref, sha: sha ?? pull.head.sha };
  if ((await repository.objects.commit(chosen.sha)) === undefined)
    throw new Error(`There is no commit ${chosen.sha} at ${chosen.branch}`);
  return chosen;
}

function actorOf(
  world: World,
  { owner }: Repository,
  actor: string | undefined,
  pull: PullRequest | undefined,
): User {
  if (actor !== undefined) return userNamed(world, actor);
  if (pull !== undefined) return pull.author;
  const someone = owner.kind === "Organization" ? [...owner.members.keys()][0] : owner;
  if (someone === undefined) throw new Error(`Who started it? ${owner.login} has no members`);
  return someone;
}

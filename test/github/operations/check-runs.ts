import { ApiError, invalid } from "../api-error.ts";
import type { Actor } from "../auth/actor.ts";
import { suiteOutcome } from "../state/check.ts";
import type { App, CheckRun, CheckSuite, Repository, User } from "../state/nouns.ts";
import { nodeId, type World } from "../state/world.ts";
import { announceCheckRun, announceCheckSuite } from "./announce.ts";
import { type CheckRunInput, validateCheckRun } from "./check-run-input.ts";
import { suiteOf } from "./check-suites.ts";
import { advanceQueues } from "./merge-queue.ts";

/** Page "REST API endpoints for check runs": only Apps write them, and each only its own. */
export function checkWriter(actor: Actor): App {
  if (actor.type === "installation") return actor.installation.app;
  throw new ApiError(403, "You must authenticate via a GitHub App.");
}

/** Creates a run on a commit. */
export async function createCheckRun(
  world: World,
  repository: Repository,
  app: App,
  input: CheckRunInput,
): Promise<CheckRun> {
  validateCheckRun(input);
  const sha = input.head_sha;
  if (input.name === undefined || input.name === "")
    throw invalid({ resource: "CheckRun", code: "missing_field", field: "name" });
  if (sha === undefined || (await repository.objects.commit(sha)) === undefined) {
    throw new ApiError(422, `No commit found for SHA: ${sha ?? ""}`);
  }
  return addCheckRun(world, suiteOf(world, repository, app, sha), input.name, input);
}

/** Puts a run into a suite and tells of it. */
export async function addCheckRun(
  world: World,
  suite: CheckSuite,
  name: string,
  input: CheckRunInput,
): Promise<CheckRun> {
  const { app } = suite;
  const id = world.nextId();
  const run: CheckRun = {
    kind: "CheckRun",
    id,
    nodeId: nodeId("CheckRun", id),
    suite,
    name,
    status: "queued",
    conclusion: null,
    detailsUrl: null,
    externalId: "",
    startedAt: world.clock.iso(),
    completedAt: null,
    output: { title: null, summary: null, text: null },
    annotations: [],
    actions: [],
  };
  suite.runs.push(run);
  world.checkRuns.set(id, run);
  world.nodes.set(run.nodeId, run);
  apply(world, run, input);
  await announceCheckRun(world, run, "created", app.bot);
  if (run.status === "completed") await announceCompletion(world, run, app.bot);
  return run;
}

/** Changes a run of the same App. Annotations are added to those that stand. */
export async function updateCheckRun(
  world: World,
  app: App,
  run: CheckRun,
  input: CheckRunInput,
): Promise<CheckRun> {
  if (run.suite.app !== app)
    throw new ApiError(
      403,
      "Invalid app_id `" +
        String(app.id) +
        "` - check run can only be modified by the GitHub App that created it.",
    );
  validateCheckRun(input);
  const reopens =
    input.status !== undefined && input.status !== "completed" && input.conclusion === undefined;
  if (run.status === "completed" && reopens) {
    // Not documented either way; refusing shows an App that counts on it. See README, "Decisions".
    throw invalid({
      resource: "CheckRun",
      code: "invalid",
      field: "status",
      message: "a completed check run cannot be reopened",
    });
  }
  const before = run.status;
  apply(world, run, input);
  if (run.status === "completed" && before !== "completed") {
    await announceCompletion(world, run, app.bot);
  }
  return run;
}

function apply(world: World, run: CheckRun, input: CheckRunInput): void {
  const now = world.clock.iso();
  run.name = input.name ?? run.name;
  run.detailsUrl = input.details_url ?? run.detailsUrl;
  run.externalId = input.external_id ?? run.externalId;
  run.startedAt = input.started_at ?? run.startedAt;
  if (input.output !== undefined) {
    run.output = {
      title: input.output.title ?? run.output.title,
      summary: input.output.summary ?? run.output.summary,
      text: input.output.text ?? run.output.text,
    };
    run.annotations.push(...(input.output.annotations ?? []));
  }
  run.actions = input.actions ?? run.actions;
  // "Providing conclusion will automatically set the status parameter to completed."
  const status = input.conclusion === undefined ? input.status : "completed";
  if (status !== undefined) run.status = status;
  if (input.conclusion !== undefined) {
    run.conclusion = input.conclusion;
    run.completedAt = input.completed_at ?? now;
  }
  run.suite.reset = false;
  run.suite.updatedAt = now;
}

async function announceCompletion(world: World, run: CheckRun, sender: User): Promise<void> {
  await announceCheckRun(world, run, "completed", sender);
  await advanceQueues(world, run.suite.repository, run.suite.sha);
  if (suiteOutcome(run.suite).status === "completed") {
    await announceCheckSuite(world, run.suite, "completed", sender);
  }
}

/** A re-request resets the suite and tells the App, but leaves the run as it is. */
export async function rerequestCheckRun(world: World, run: CheckRun, sender: User): Promise<void> {
  run.suite.reset = true;
  await announceCheckRun(world, run, "rerequested", sender);
}

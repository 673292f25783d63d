import { ApiError, notFound } from "../api-error.ts";
import { actingApp } from "../auth/actor.ts";
import { resolveCommit } from "../git/resolve-expression.ts";
import { announceCheckSuite, suiteView } from "../operations/announce.ts";
import {
  checkWriter,
  createCheckRun,
  rerequestCheckRun,
  updateCheckRun,
} from "../operations/check-runs.ts";
import { suiteOf } from "../operations/check-suites.ts";
import { latestRuns } from "../state/check.ts";
import type { CheckRun, CheckSuite, Repository } from "../state/nouns.ts";
import { checkRunView } from "../views/check-view.ts";
import { requiredText } from "./body.ts";
import {
  type Call,
  numberParameter,
  parameter,
  type Reply,
  repositoryRoute,
  type Route,
  sender,
} from "./call.ts";
import { countedReply, listReply } from "./page.ts";

const read = { permission: "checks", level: "read" } as const;
const write = { permission: "checks", level: "write" } as const;

/** Pages "REST API endpoints for check runs" and "… for check suites". */
export const checkRoutes: readonly Route[] = [
  repositoryRoute("POST", "/check-runs", write, async (call, repository) => {
    const app = checkWriter(call.actor);
    if (
      call.faults.meets({ method: call.method, path: call.url.pathname }, "unknown-commit") !==
      undefined
    ) {
      throw new ApiError(422, `No commit found for SHA: ${String(call.body["head_sha"])}`);
    }
    const run = await createCheckRun(call.world, repository, app, call.body);
    return shown(call, run, 201);
  }),
  repositoryRoute("PATCH", "/check-runs/{id}", write, async (call, repository) => {
    const app = checkWriter(call.actor);
    const run = runOf(call, repository);
    return shown(call, await updateCheckRun(call.world, app, run, call.body));
  }),
  repositoryRoute("GET", "/check-runs/{id}", read, (call, repository) =>
    shown(call, runOf(call, repository)),
  ),
  repositoryRoute("GET", "/check-runs/{id}/annotations", read, async (call, repository) => {
    const run = runOf(call, repository);
    return listReply(call, run.annotations, (annotation) => ({
      ...annotation,
      start_column: annotation.start_column ?? null,
      end_column: annotation.end_column ?? null,
      title: annotation.title ?? null,
      raw_details: annotation.raw_details ?? null,
      blob_href: `${call.world.url}/repos/${repository.name}/git/blobs/${run.suite.sha}`,
    }));
  }),
  // People re-request by a button; by the API it takes the App itself or write access.
  repositoryRoute("POST", "/check-runs/{id}/rerequest", write, async (call, repository) => {
    const run = runOf(call, repository);
    const app = actingApp(call.actor);
    if (app !== null && app !== run.suite.app)
      throw new ApiError(403, "This check run is not owned by this App");
    await rerequestCheckRun(call.world, run, sender(call));
    return { status: 201, body: {} };
  }),
  repositoryRoute("GET", "/commits/{ref}/check-runs", read, async (call, repository) => {
    const sha = await shaOf(call, repository);
    return listRuns(call, filterSuites(call, repository.suites.get(sha) ?? []));
  }),
  repositoryRoute("GET", "/commits/{ref}/check-suites", read, async (call, repository) => {
    const sha = await shaOf(call, repository);
    const name = call.url.searchParams.get("check_name");
    const suites = filterSuites(call, repository.suites.get(sha) ?? []).filter(
      ({ runs }) => name === null || runs.some((run) => run.name === name),
    );
    return countedReply(call, "check_suites", suites, async (suite) =>
      suiteView(call.world, suite),
    );
  }),
  repositoryRoute("POST", "/check-suites", write, async (call, repository) => {
    const app = checkWriter(call.actor);
    const sha = requiredText(call.body, "head_sha");
    if ((await repository.objects.commit(sha)) === undefined) {
      throw new ApiError(422, `No commit found for SHA: ${sha}`);
    }
    const existed = (repository.suites.get(sha) ?? []).some((suite) => suite.app === app);
    const suite = suiteOf(call.world, repository, app, sha);
    return { status: existed ? 200 : 201, body: await suiteView(call.world, suite) };
  }),
  repositoryRoute("GET", "/check-suites/{id}", read, async (call, repository) => ({
    status: 200,
    body: await suiteView(call.world, suiteOfPath(call, repository)),
  })),
  repositoryRoute("GET", "/check-suites/{id}/check-runs", read, async (call, repository) =>
    listRuns(call, [suiteOfPath(call, repository)]),
  ),
  repositoryRoute("POST", "/check-suites/{id}/rerequest", write, async (call, repository) => {
    const suite = suiteOfPath(call, repository);
    suite.reset = true;
    await announceCheckSuite(call.world, suite, "rerequested", sender(call));
    return { status: 201, body: {} };
  }),
];

function shown(call: Call, run: CheckRun, status = 200): Reply {
  return { status, body: checkRunView(call.world, run) };
}

function runOf(call: Call, repository: Repository): CheckRun {
  const run = call.world.checkRuns.get(numberParameter(call, "id"));
  if (run === undefined || run.suite.repository !== repository) throw notFound();
  return run;
}

function suiteOfPath(call: Call, repository: Repository): CheckSuite {
  const suite = call.world.checkSuites.get(numberParameter(call, "id"));
  if (suite === undefined || suite.repository !== repository) throw notFound();
  return suite;
}

async function shaOf(call: Call, repository: Repository): Promise<string> {
  const ref = parameter(call, "ref");
  const commit = await resolveCommit(repository, ref);
  if (commit === undefined) throw new ApiError(422, `No commit found for SHA: ${ref}`);
  return commit.oid;
}

function filterSuites(call: Call, suites: readonly CheckSuite[]): readonly CheckSuite[] {
  const app = call.url.searchParams.get("app_id");
  return app === null ? suites : suites.filter((suite) => String(suite.app.id) === app);
}

async function listRuns(call: Call, suites: readonly CheckSuite[]): Promise<Reply> {
  const { searchParams } = call.url;
  const all = searchParams.get("filter") === "all";
  const name = searchParams.get("check_name");
  const status = searchParams.get("status");
  const runs = suites
    .flatMap((suite) => (all ? suite.runs : latestRuns(suite.runs)))
    .filter(
      (run) => (name === null || run.name === name) && (status === null || run.status === status),
    )
    .toSorted((a, b) => b.id - a.id);
  return countedReply(call, "check_runs", runs, (run) => checkRunView(call.world, run));
}

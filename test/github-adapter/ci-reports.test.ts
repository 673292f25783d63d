import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { serialize } from "node:v8";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import nock from "nock";
import type { WorkflowRun } from "../../src/core/model/ci-report.ts";
import { openArtifact } from "../../src/evidence/artifact/open-artifact.ts";
import { type GithubCiReports, githubCiReports } from "../../src/github/github-ci-reports.ts";
import { createObjectCache } from "../../src/github/caches/object-cache.ts";
import { sharedObjects } from "../../src/github/caches/shared-objects.ts";
import { openSqliteCacheStore } from "../../src/queue/sqlite/sqlite-cache-store.ts";
import { evidenceZip, manifestOf } from "../support/evidence-artifact.ts";
import { recordBytes, recordedClient, recordRest, REPOSITORY } from "../support/fake-github-api.ts";
import { NO_VERIFIER } from "../support/no-verifier.ts";
import { aRun, CI } from "../support/fake-run.ts";

const BRANCH = { name: "feature", repository: REPOSITORY.id };
const RUNS = "/repos/acme/scanner/actions/runs";
const MUCH = 1_000_000;
const FORMAT = { prefix: "mltrl-evidence-", open: openArtifact };

beforeAll(() => nock.disableNetConnect());
beforeEach(() => nock.cleanAll());
afterEach(() => {
  // An answer that nobody asked for is as wrong as a question that none is there for.
  if (nock.pendingMocks().length > 0) throw new Error(nock.pendingMocks().join());
});

function ciOf(cache = createObjectCache(1_000_000)): () => GithubCiReports {
  const make = githubCiReports(
    { client: recordedClient(), repository: REPOSITORY, cache, verify: NO_VERIFIER },
    FORMAT,
  );
  return () => {
    const ci = make();
    ci.lookOn(BRANCH);
    return ci;
  };
}

/** A run as GitHub tells of it. */
function runAnswer(of: object = {}): object {
  return {
    id: 12,
    run_attempt: 2,
    html_url: "https://github.test/acme/scanner/actions/runs/12",
    path: CI,
    event: "pull_request",
    status: "completed",
    conclusion: "failure",
    head_sha: "a".repeat(40),
    head_branch: "feature",
    head_repository: { id: REPOSITORY.id },
    workflow_url: "https://api.github.test/repos/acme/scanner/actions/workflows/3",
    referenced_workflows: null,
    ...of,
  };
}

function recordRuns(runs: readonly object[], page = 1, total = runs.length): void {
  const query = `branch=feature&exclude_pull_requests=true&per_page=100&page=${page}`;
  recordRest("GET", `${RUNS}?${query}`, { total_count: total, workflow_runs: runs });
}

describe("runs of a workflow", () => {
  test("on the branch that it goes to, where that is asked for", async () => {
    const ci = ciOf()();
    ci.lookOnBase({ name: "main", repository: REPOSITORY.id });
    const run = runAnswer({ event: "push", head_branch: "main" });
    const query = "branch=main&exclude_pull_requests=true&per_page=100&page=1";
    recordRest("GET", `${RUNS}?${query}`, { total_count: 1, workflow_runs: [run] });
    expect(await ci.runs(CI, "base")).toMatchObject({ value: [{ id: 12, event: "push" }] });
  });

  test("on the branch of the change, as they ended at the last attempt", async () => {
    recordRuns([runAnswer({ path: `${CI}@main` })]);
    expect(await ciOf()().runs(CI, "head")).toEqual({
      state: "known",
      value: [
        {
          id: 12,
          attempt: 2,
          url: "https://github.test/acme/scanner/actions/runs/12",
          workflow: CI,
          event: "pull_request",
          status: "completed",
          conclusion: "failure",
          headSha: "a".repeat(40),
          fromFork: false,
          called: [],
          required: false,
        } satisfies WorkflowRun,
      ],
    });
  });

  test.each<[string, object, object]>([
    ["waiting", { status: "waiting", conclusion: null }, { status: "queued" }],
    ["at it", { status: "in_progress", conclusion: null }, { status: "in_progress" }],
    ["calling others", { referenced_workflows: [{ path: "acme/ci/.github/workflows/evidence.yml@v1", sha: "c" }] }, { called: [{ path: "acme/ci/.github/workflows/evidence.yml", sha: "c" }] }], // prettier-ignore
    ["required by a ruleset", { workflow_url: "https://api.github.test/repos/acme/scanner/actions/required_workflows/7" }, { required: true }], // prettier-ignore
    ["before attempts were counted", { run_attempt: undefined }, { attempt: 1 }],
  ])("%s", async (_, answer, expected) => {
    recordRuns([runAnswer(answer)]);
    expect(await ciOf()().runs(CI, "head")).toMatchObject({ value: [expected] });
  });

  test.each<[string, object]>([
    ["another workflow", { path: ".github/workflows/other.yml" }],
    ["the same path of nothing in particular", { path: `acme/ci/${CI}` }],
    ["a branch of the same name in a fork", { head_repository: { id: 6 } }],
    ["a fork that is gone", { head_repository: null }],
    ["another branch", { head_branch: "main" }],
    ["an event that checks out the default branch", { event: "pull_request_target" }],
    ["an event that begins after another run", { event: "workflow_run" }],
  ])("of %s does not count", async (_, answer) => {
    recordRuns([runAnswer(answer)]);
    expect(await ciOf()().runs(CI, "head")).toEqual({ state: "known", value: [] });
  });

  test("of a fork are those of the change's own", async () => {
    const ci = githubCiReports({ client: recordedClient(), repository: REPOSITORY, cache: createObjectCache(1), verify: NO_VERIFIER }, FORMAT)(); // prettier-ignore
    ci.lookOn({ name: "feature", repository: 6 });
    recordRuns([runAnswer(), runAnswer({ id: 13, head_repository: { id: 6 } })]);
    expect(await ci.runs(CI, "head")).toMatchObject({ value: [{ id: 13, fromFork: true }] });
  });

  test("cannot be told where the fork is gone, and nothing is asked", async () => {
    const ci = githubCiReports({ client: recordedClient(), repository: REPOSITORY, cache: createObjectCache(1), verify: NO_VERIFIER }, FORMAT)(); // prettier-ignore
    ci.lookOn({ name: "feature", repository: undefined });
    expect(await ci.runs(CI, "head")).toMatchObject({ cause: "not-visible" });
  });

  test("are read once for every workflow and every change that is judged with it", async () => {
    const make = ciOf();
    recordRuns([runAnswer(), runAnswer({ id: 13, path: ".github/workflows/other.yml" })]);
    const [one, other] = [make(), make()];
    expect(await one.runs(CI, "head")).toMatchObject({ value: [{ id: 12 }] });
    expect(await other.runs(".github/workflows/other.yml", "head")).toMatchObject({
      value: [{ id: 13 }],
    });
  });

  test("are found behind a hundred of others, and not looked for for ever", async () => {
    const others = Array.from({ length: 100 }, (_, i) => runAnswer({ id: 100 + i, path: "x.yml" }));
    recordRuns(others, 1, 900);
    recordRuns([...others.slice(1), runAnswer()], 2, 900);
    recordRuns(others, 3, 900);
    const ci = ciOf()();
    expect(await ci.runs(CI, "head")).toMatchObject({ value: [{ id: 12 }] });
    expect(await ci.runs(".github/workflows/none.yml", "head")).toEqual({
      state: "known",
      value: [],
    });
  });

  test("count on the newest heads, with every run on each", async () => {
    const heads = "feeddccbbaa".split("");
    recordRuns(heads.map((head_sha, i) => runAnswer({ id: 50 - i, head_sha })));
    const runs = await ciOf()().runs(CI, "head");
    expect(runs).toMatchObject({ value: heads.slice(0, -2).map((headSha) => ({ headSha })) });
  });

  test("for a merge group go before those for its pull request", async () => {
    const make = githubCiReports({ client: recordedClient(), repository: REPOSITORY, cache: createObjectCache(1), verify: NO_VERIFIER }, FORMAT); // prettier-ignore
    const ci = make();
    ci.lookOn({ name: "gh-readonly-queue/main/pr-7-a", repository: REPOSITORY.id });
    ci.lookOn(BRANCH);
    recordRest("GET", /gh-readonly-queue/, { total_count: 0, workflow_runs: [] });
    recordRuns([runAnswer()]);
    expect(await ci.runs(CI, "head")).toMatchObject({ value: [{ id: 12 }] });
  });

  test("that the App may not see are not known, with the permission that it lacks", async () => {
    recordRest("GET", /runs\?branch/, { message: "Resource not accessible by integration" }, 403);
    expect(await ciOf()().runs(CI, "head")).toMatchObject({
      cause: "not-visible",
      reason: expect.stringContaining("actions: read"),
    });
  });

  test("are not told of by a server that fails", async () => {
    recordRest("GET", /runs\?branch/, {}, 502);
    await expect(ciOf()().runs(CI, "head")).rejects.toThrow("GitHub answered 502");
  });
});

const RUN = aRun();
const REPORTS = { "reports/unit.xml": "<testsuite/>" };
const ZIP = evidenceZip(manifestOf(RUN, REPOSITORY.id, REPORTS), REPORTS);

function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

function fail(error: unknown): never {
  throw error;
}

/** An artifact as GitHub tells of it. */
function artifactAnswer(of: object = {}): object {
  return {
    id: 31,
    name: "mltrl-evidence-test",
    size_in_bytes: ZIP.length,
    created_at: "2026-06-01T11:00:00Z",
    expired: false,
    expires_at: "2026-08-30T11:00:00Z",
    digest: digestOf(ZIP),
    workflow_run: { id: RUN.id, head_sha: RUN.headSha },
    ...of,
  };
}

function recordArtifacts(...artifacts: readonly object[]): void {
  recordRest("GET", `${RUNS}/12/artifacts?per_page=100&page=1`, {
    total_count: artifacts.length,
    artifacts,
  });
}

function recordJobs(...jobs: readonly object[]): void {
  recordRest("GET", `${RUNS}/12/jobs?filter=all&per_page=100&page=1`, {
    total_count: jobs.length,
    jobs,
  });
}

function recordZip(id = 31, zip: Uint8Array = ZIP): void {
  recordBytes(`/repos/acme/scanner/actions/artifacts/${id}/zip`, zip);
}

describe("what a run delivered", () => {
  test("is read once, and never again once it was", async () => {
    const cache = createObjectCache(1_000_000);
    const ci = ciOf(cache)();
    recordArtifacts(artifactAnswer(), artifactAnswer({ id: 32, name: "weights" }));
    recordZip();
    const [read] = await Promise.all([ci.delivered(RUN), ci.delivered(RUN)]);
    if (read.state === "unavailable") throw new Error(read.reason);
    const bytes = await read.value[0]?.bytes("reports/unit.xml");
    expect(bytes?.state === "known" && new TextDecoder().decode(bytes.value)).toBe("<testsuite/>");
    expect(await ciOf(cache)().delivered(RUN)).toBe(read);
  });

  test("to one process another one takes from the store, and opens anew", async () => {
    const store = openSqliteCacheStore(":memory:", MUCH, { now: () => 0 });
    const replica = () =>
      ciOf(sharedObjects(createObjectCache(MUCH), { store, form: "1.0.0", report: fail }))();
    recordArtifacts(artifactAnswer());
    recordZip();
    await replica().delivered(RUN);
    await sleep(100);
    const taken = await replica().delivered(RUN);
    if (taken.state === "unavailable") throw new Error(taken.reason);
    const bytes = await taken.value[0]?.bytes("reports/unit.xml");
    expect(bytes?.state === "known" && new TextDecoder().decode(bytes.value)).toBe("<testsuite/>");
  });

  test("is asked for where what the store has of it cannot be opened", async () => {
    const store = openSqliteCacheStore(":memory:", MUCH, { now: () => 0 });
    const faults: unknown[] = [];
    const report = (error: unknown): void => void faults.push(error);
    const replica = () =>
      ciOf(sharedObjects(createObjectCache(MUCH), { store, form: "1.0.0", report }))();
    const [group, other] = [12, 13].map((id) => `1.0.0 ${REPOSITORY.id} run ${id}.1`);
    const packed = serialize({ state: "known", value: [Uint8Array.of(1, 2, 3)] });
    await store.keep(group ?? "", [{ key: "packed", bytes: packed }]);
    await store.keep(other ?? "", [{ key: "packed", bytes: Uint8Array.of(1, 2, 3) }]);
    for (const id of [12, 13]) {
      recordRest("GET", `${RUNS}/${id}/artifacts?per_page=100&page=1`, { total_count: 0, artifacts: [] }); // prettier-ignore
      expect(await replica().delivered(aRun({ id }))).toMatchObject({ cause: "missing" });
    }
    expect(faults).toHaveLength(1);
  });

  test("of another attempt is read anew", async () => {
    const cache = createObjectCache(1_000_000);
    recordArtifacts(artifactAnswer());
    recordZip();
    await ciOf(cache)().delivered(RUN);
    const again = aRun({ attempt: 2 });
    recordArtifacts(artifactAnswer());
    recordZip();
    recordJobs({ name: "test", run_attempt: 1 }, { name: "test", run_attempt: 2 });
    expect(await ciOf(cache)().delivered(again)).toMatchObject({
      cause: "invalid",
      reason: expect.stringMatching(/^artifact mltrl-evidence-test of run 12 is not taken: it is of attempt 1/), // prettier-ignore
    });
  });

  test("in an attempt before counts while its job did not run again", async () => {
    recordArtifacts(artifactAnswer());
    recordZip();
    recordJobs({ name: "test" }, { name: "lint", run_attempt: 2 });
    expect(await ciOf()().delivered(aRun({ attempt: 2 }))).toMatchObject({ value: [{}] });
  });

  test("in an attempt before does not count while nobody tells of the jobs", async () => {
    recordArtifacts(artifactAnswer());
    recordZip();
    recordRest("GET", `${RUNS}/12/jobs?filter=all&per_page=100&page=1`, {}, 403);
    expect(await ciOf()().delivered(aRun({ attempt: 2 }))).toMatchObject({
      cause: "not-visible",
      reason: expect.stringContaining("which jobs of run 12 ran again"),
    });
  });

  test("comes from several jobs, and of each name the newest", async () => {
    recordArtifacts(
      // The numbers of two attempts need not grow.
      artifactAnswer({ id: 35, created_at: "2026-06-01T10:00:00Z" }),
      artifactAnswer(),
      artifactAnswer({ id: 30 }),
      artifactAnswer({ id: 33, name: "mltrl-evidence-lint", digest: null }),
    );
    recordZip();
    recordZip(33);
    expect(await ciOf()().delivered(RUN)).toMatchObject({ value: [{}, {}] });
  });

  test("is looked for on every page", async () => {
    const others = Array.from({ length: 100 }, (_, i) => artifactAnswer({ id: i, name: `x${i}` }));
    recordRest("GET", `${RUNS}/12/artifacts?per_page=100&page=1`, { total_count: 101, artifacts: others }); // prettier-ignore
    recordRest("GET", `${RUNS}/12/artifacts?per_page=100&page=2`, { total_count: 101, artifacts: [artifactAnswer()] }); // prettier-ignore
    recordZip();
    expect(await ciOf()().delivered(RUN)).toMatchObject({ value: [{}] });
  });

  test.each<[string, readonly object[], string, RegExp]>([
    ["nothing", [], "missing", /run 12 of .* delivered no reports: it has no artifact called mltrl-evidence-<job>/], // prettier-ignore
    ["nothing of ours", [artifactAnswer({ name: "coverage" })], "missing", /delivered no reports/],
    ["something of another run", [artifactAnswer({ workflow_run: { id: 11 } })], "missing", /delivered no reports/], // prettier-ignore
    ["what has expired", [artifactAnswer({ expired: true })], "stale", /expired on 2026-08-30: run the workflow again/], // prettier-ignore
    ["too much", [artifactAnswer({ size_in_bytes: 60_000_000 })], "invalid", /is 60000000 bytes large, packed; at most 52428800/], // prettier-ignore
    ["too much together", [artifactAnswer({ size_in_bytes: 30_000_000 }), artifactAnswer({ name: "mltrl-evidence-b", size_in_bytes: 30_000_000 })], "invalid", /is 60000000 bytes large/], // prettier-ignore
    ["too many", Array.from({ length: 21 }, (_, i) => artifactAnswer({ name: `mltrl-evidence-${i}` })), "invalid", /delivered 21 artifacts of evidence; at most 20/], // prettier-ignore
  ])("%s is told apart before anything is downloaded", async (_, artifacts, cause, why) => {
    recordArtifacts(...artifacts);
    const fact = await ciOf()().delivered(RUN);
    expect(fact).toMatchObject({ cause, reason: expect.stringMatching(why) });
  });

  test.each([
    ["cancelled", /run 12 of .* was cancelled: run it again/],
    ["timed_out", /was stopped since it took too long/],
    ["action_required", /waits for somebody who lets it run/],
    ["skipped", /was skipped/],
  ])("nothing is asked of one that was %s", async (conclusion, why) => {
    const fact = await ciOf()().delivered(aRun({ conclusion }));
    expect(fact).toMatchObject({ cause: "missing", reason: expect.stringMatching(why) });
  });

  test("nothing is asked of one that is at it", async () => {
    const fact = await ciOf()().delivered(aRun({ status: "in_progress" }));
    expect(fact).toMatchObject({ cause: "awaited" });
  });

  test("is not read further than GitHub told", async () => {
    recordArtifacts(artifactAnswer({ size_in_bytes: ZIP.length - 1 }));
    recordZip();
    expect(await ciOf()().delivered(RUN)).toMatchObject({
      cause: "invalid",
      reason: expect.stringMatching(/is larger than the \d+ bytes that GitHub tells of it/),
    });
  });

  test("by all jobs together is not more than fits", async () => {
    const access = {
      client: recordedClient(),
      repository: REPOSITORY,
      cache: createObjectCache(1),
      verify: NO_VERIFIER,
    };
    recordArtifacts(...["a", "b", "c"].map((job, i) => artifactAnswer({ id: 31 + i, name: `mltrl-evidence-${job}` }))); // prettier-ignore
    for (const id of [31, 32, 33]) recordZip(id);
    expect(
      await githubCiReports(access, { ...FORMAT, open: openedAsLarge })().delivered(RUN),
    ).toMatchObject({
      cause: "invalid",
      reason: expect.stringContaining("the reports of run 12 are more than 104857600 bytes large"),
    });
  });

  test("is the archive that GitHub has the digest of", async () => {
    recordArtifacts(artifactAnswer({ digest: digestOf(new Uint8Array()) }));
    recordZip();
    expect(await ciOf()().delivered(RUN)).toMatchObject({
      cause: "invalid",
      reason: expect.stringContaining("is not the one with digest sha256:e3b0"),
    });
  });

  test("a refusal for good is kept as well, so that nothing large is read over and over", async () => {
    const cache = createObjectCache(1_000_000);
    const zip = new TextEncoder().encode("no archive");
    recordArtifacts(artifactAnswer({ size_in_bytes: zip.length, digest: null }));
    recordZip(31, zip);
    const fact = await ciOf(cache)().delivered(RUN);
    expect(fact).toMatchObject({ cause: "invalid" });
    expect(await ciOf(cache)().delivered(RUN)).toBe(fact);
  });

  test.each([
    [410, "stale", "has expired"],
    [404, "missing", "deleted"],
    [403, "not-visible", "actions: read"],
  ])("answer %i is %s, and asked for again", async (status, cause, why) => {
    const cache = createObjectCache(1_000_000);
    for (const _ of [1, 2]) {
      recordArtifacts(artifactAnswer());
      recordRest("GET", "/repos/acme/scanner/actions/artifacts/31/zip", {}, status);
      const fact = await ciOf(cache)().delivered(RUN);
      expect(fact).toMatchObject({ cause, reason: expect.stringContaining(why) });
    }
  });
});

/** Opens an artifact as if its reports were forty megabytes large. */
async function openedAsLarge(...of: Parameters<typeof openArtifact>) {
  const opened = await openArtifact(...of);
  if (opened.state === "unavailable") return opened;
  const { manifest } = opened.value;
  const files = manifest.files.map((file) => ({ ...file, bytes: 40 * 1024 * 1024 }));
  return { ...opened, value: { ...opened.value, manifest: { ...manifest, files } } };
}

import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createTestbed, type Testbed } from "./testbed.ts";
import { proposeWork } from "./testbed-work.ts";
import { actionsId } from "./testbed-seed.ts";

let bed: Testbed;
let sha: string;
beforeAll(async () => {
  bed = await createTestbed();
  sha = await proposeWork(bed);
});
afterAll(async () => bed.close());

const zoo = "/repos/acme/zoo";
const ci = ".github/workflows/ci.yml";
const zip = Buffer.from("no zip at all").toString("base64");

const get = async (path: string, as = "app") => bed.request(as, "GET", `${zoo}/actions${path}`);
const runOfPull = async () =>
  bed.github.startRun({ repository: "acme/zoo", workflow: ci, name: "CI", pull: 1 });
const told = async (event: string, run: number) => {
  await bed.github.settled();
  const all = await bed.github.deliveries({ event, payloads: true });
  return all
    .filter(
      ({ payload }) =>
        payload?.[event] !== undefined && (payload[event] as { id: number }).id === run,
    )
    .map(({ action }) => action);
};

// Pages "REST API endpoints for workflow runs" and "Webhook events and payloads", workflow_run
test("a run is requested, worked on and completed, and shows the head of its pull request", async () => {
  const { run, suite } = await runOfPull();
  const { job } = await bed.github.startJob({ run, name: "build" });
  expect((await get(`/runs/${run}`)).body).toMatchObject({
    name: "CI",
    path: ci,
    event: "pull_request",
    status: "in_progress",
    conclusion: null,
    head_sha: sha,
    head_branch: "work",
    run_attempt: 1,
    check_suite_id: suite,
    pull_requests: [{ number: 1 }],
  });
  await bed.github.finishJob({ job, conclusion: "failure" });
  await bed.github.finishRun({ run });
  expect((await get(`/runs/${run}`)).body).toMatchObject({
    status: "completed",
    conclusion: "failure",
  });
  expect((await get(`/runs/${run}/jobs`)).body).toMatchObject({
    total_count: 1,
    jobs: [{ id: job, name: "build", conclusion: "failure", run_attempt: 1 }],
  });
  expect(await told("workflow_run", run)).toEqual(["requested", "in_progress", "completed"]);
  expect(await told("workflow_job", job)).toEqual(["queued", "in_progress", "completed"]);
});

test("its jobs are check runs of GitHub Actions, in a suite of its own", async () => {
  const one = await runOfPull();
  const other = await runOfPull();
  expect(one.suite).not.toBe(other.suite);
  await bed.github.finishRun({ run: one.run, conclusion: "success" });
  const path = `${zoo}/check-suites/${one.suite}/check-runs`;
  expect((await bed.request("app", "GET", path)).body).toMatchObject({
    check_runs: [{ name: "build", conclusion: "success", app: { id: actionsId } }],
  });
});

test("runs are found by workflow, branch, head, event and status, the newest first", async () => {
  const workflow = ".github/workflows/found.yml";
  const start = async (of: object) =>
    (await bed.github.startRun({ repository: "acme/zoo", workflow, ...of })).run;
  const pushed = await start({});
  const pulled = await start({ pull: 1 });
  await bed.github.finishRun({ run: pulled, conclusion: "cancelled" });
  const found = async (query: string) => {
    const { body } = await get(`/workflows/found.yml/runs?${query}`);
    return (body as unknown as { workflow_runs: { id: number }[] }).workflow_runs.map(
      ({ id }) => id,
    );
  };
  expect(await found("")).toEqual([pulled, pushed]);
  expect(await found("branch=work")).toEqual([pulled]);
  expect(await found(`head_sha=${sha}`)).toEqual([pulled]);
  expect(await found("event=push")).toEqual([pushed]);
  expect(await found("status=queued")).toEqual([pushed]);
  expect(await found("status=cancelled")).toEqual([pulled]);
  expect((await get("/workflows/none.yml/runs")).status).toBe(404);
  const { body } = await get(`/runs?event=push&per_page=1`);
  expect(body).toMatchObject({ workflow_runs: [{ id: pushed }] });
});

// "Re-running workflows and jobs": the same run and number, the next attempt
test("a re-run is the next attempt of the same run, and is not requested once more", async () => {
  const { run } = await runOfPull();
  expect((await bed.request("alice", "POST", `${zoo}/actions/runs/${run}/rerun`)).status).toBe(403);
  await bed.github.finishRun({ run, conclusion: "failure" });
  const { body: before } = await get(`/runs/${run}`);
  expect((await bed.request("alice", "POST", `${zoo}/actions/runs/${run}/rerun`)).status).toBe(201);
  expect((await get(`/runs/${run}`)).body).toMatchObject({ run_attempt: 2, status: "queued" });
  await bed.github.finishRun({ run, conclusion: "success" });
  const { body: after } = await get(`/runs/${run}`);
  expect(after).toMatchObject({
    run_attempt: 2,
    conclusion: "success",
    triggering_actor: { login: "alice" },
    check_suite_id: (before as unknown as { check_suite_id: number }).check_suite_id,
  });
  expect((await get(`/runs/${run}/attempts/1`)).body).toMatchObject({ conclusion: "failure" });
  expect(await told("workflow_run", run)).toEqual([
    "requested",
    "in_progress",
    "completed",
    "in_progress",
    "completed",
  ]);
});

test("a fork's run names the fork and no pull request", async () => {
  await bed.request("mallory", "POST", `${zoo}/forks`);
  const copy = bed.clone("mallory", "mallory/zoo");
  copy.git("checkout", "--quiet", "-b", "evil");
  const head = copy.commit("Evil", { "e.txt": "e\n" });
  copy.git("push", "--quiet", "origin", "evil");
  const opened = { title: "Evil", head: "mallory:evil", base: "main" };
  const { body: pull } = await bed.request("mallory", "POST", `${zoo}/pulls`, opened);
  const { run } = await bed.github.startRun({
    repository: "acme/zoo",
    workflow: ci,
    pull: pull.number,
  });
  expect((await get(`/runs/${run}`)).body).toMatchObject({
    head_sha: head,
    head_branch: "evil",
    head_repository: { full_name: "mallory/zoo" },
    repository: { full_name: "acme/zoo" },
    pull_requests: [],
    actor: { login: "mallory" },
  });
});

// Page "REST API endpoints for GitHub Actions artifacts"
test("an artifact is listed with size, digest and run, and comes from another host for a minute", async () => {
  const { run } = await runOfPull();
  const id = await bed.github.plantArtifact({ run, name: "evidence", base64: zip });
  const content = Buffer.from(zip, "base64");
  const digest = `sha256:${createHash("sha256").update(content).digest("hex")}`;
  const shown = {
    id,
    name: "evidence",
    size_in_bytes: content.length,
    digest,
    expired: false,
    workflow_run: { id: run, head_sha: sha, head_branch: "work" },
  };
  expect((await get(`/artifacts/${id}`)).body).toMatchObject(shown);
  expect((await get(`/runs/${run}/artifacts?name=evidence`)).body).toMatchObject({
    total_count: 1,
    artifacts: [shown],
  });
  expect((await get(`/runs/${run}/artifacts?name=other`)).body.total_count).toBe(0);
  expect((await get("/artifacts?name=evidence")).body).toMatchObject({ artifacts: [shown] });

  const { status, headers } = await redirect("app-token", id);
  expect(status).toBe(302);
  const location = headers.get("location") ?? "";
  expect(new URL(location).host).not.toBe(new URL(bed.github.url).host);
  const downloaded = await fetch(location);
  expect(downloaded.headers.get("content-type")).toBe("application/zip");
  expect(Buffer.from(await downloaded.arrayBuffer())).toEqual(content);
  expect((await fetch(location, { headers: { authorization: "Bearer x" } })).status).toBe(400);
  expect((await fetch(location.replace(/sig=./, "sig=x"))).status).toBe(403);
  await bed.github.shiftTime({ milliseconds: 61_000 });
  expect((await fetch(location)).status).toBe(403);
  await bed.github.shiftTime({ milliseconds: 0 });
});

test("only those who may read Actions download, and nobody what has expired", async () => {
  const { run } = await runOfPull();
  const expiresAt = "2026-01-01T00:00:00Z";
  const old = await bed.github.plantArtifact({ run, name: "old", base64: zip, expiresAt });
  const id = await bed.github.plantArtifact({ run, name: "new", base64: zip });
  expect((await redirect("app", id)).status).toBe(302);
  expect((await redirect("actions", id)).status).toBe(403);
  expect((await redirect("", id)).status).toBe(401);
  expect((await redirect("app", old)).status).toBe(410);
  expect((await get(`/artifacts/${old}`)).body).toMatchObject({ expired: true });
});

test("a name is taken once in an attempt; the next attempt has it anew, and both are listed", async () => {
  const { run } = await runOfPull();
  const first = await bed.github.plantArtifact({ run, name: "evidence", base64: zip });
  await expect(bed.github.plantArtifact({ run, name: "evidence", base64: zip })).rejects.toThrow(
    "already",
  );
  await bed.github.finishRun({ run, conclusion: "success" });
  await bed.github.rerun({ run, sender: "bob" });
  const second = await bed.github.plantArtifact({ run, name: "evidence", base64: zip });
  expect((await get(`/runs/${run}/artifacts`)).body).toMatchObject({
    artifacts: [{ id: second }, { id: first }],
  });
  expect((await bed.request("bob", "DELETE", `${zoo}/actions/artifacts/${first}`)).status).toBe(
    204,
  );
  expect((await get(`/artifacts/${first}`)).status).toBe(404);
});

test("what a private repository ran is seen with actions: read alone", async () => {
  const { run } = await bed.github.startRun({ repository: "acme/vault", workflow: ci });
  const path = `/repos/acme/vault/actions/runs/${run}`;
  expect((await bed.request("app", "GET", path)).status).toBe(200);
  expect((await bed.request("actions", "GET", path)).status).toBe(403);
  expect((await bed.request("mallory", "GET", path)).status).toBe(404);
});

test("all that was asked, answered and told is on GitHub's contract", async () => {
  expect(await bed.offContract()).toEqual([]);
});

async function redirect(as: string, artifact: number): Promise<Response> {
  const token = bed.tokens[as] ?? bed.tokens["app"] ?? "";
  return fetch(`${bed.github.url}${zoo}/actions/artifacts/${artifact}/zip`, {
    redirect: "manual",
    headers: { "user-agent": "tests", ...(as === "" ? {} : { authorization: `Bearer ${token}` }) },
  });
}

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createTestbed, type Testbed } from "./testbed.ts";
import { proposeWork } from "./testbed-work.ts";
import { appId } from "./testbed-seed.ts";

let bed: Testbed;
let sha: string;
beforeAll(async () => {
  bed = await createTestbed();
  sha = await proposeWork(bed);
});
afterAll(async () => bed.close());

const zoo = "/repos/acme/zoo";
const post = async (body: object, as = "app") =>
  bed.request(as, "POST", `${zoo}/check-runs`, { head_sha: sha, ...body });
const annotation = {
  path: "w.txt",
  start_line: 1,
  end_line: 1,
  annotation_level: "notice",
  message: "m",
};

const output = (message: string) => ({
  title: "t",
  summary: "s",
  annotations: [{ ...annotation, message }],
});
const list = async (query: string) => {
  const path = `${zoo}/commits/${sha}/check-runs?check_name=twice&${query}`;
  return (await bed.request("app", "GET", path)).body;
};

// Page "REST API endpoints for check runs": "Providing conclusion will automatically set the status parameter to completed"
test("a conclusion alone completes a run, which shows its App and pull request", async () => {
  const { status, body } = await post({
    name: "plain",
    conclusion: "success",
    external_id: "digest",
  });
  expect(status).toBe(201);
  expect(body).toMatchObject({
    status: "completed",
    conclusion: "success",
    external_id: "digest",
    app: { id: appId, slug: "mltrl" },
    pull_requests: [{ number: 1 }],
  });
  expect(body.completed_at).not.toBeNull();
});

// Same page: "GitHub Apps must have the checks:write permission", OAuth apps and tokens cannot
test("people cannot write runs, and no App another's", async () => {
  expect((await post({ name: "mine", conclusion: "success" }, "bob")).status).toBe(403);
  const { body: run } = await post({ name: "mine", status: "in_progress" });
  const change = { conclusion: "success" };
  expect(
    (await bed.request("actions", "PATCH", `${zoo}/check-runs/${run.id}`, change)).status,
  ).toBe(403);
  expect((await bed.request("alice", "PATCH", `${zoo}/check-runs/${run.id}`, change)).status).toBe(
    403,
  );
  expect((await bed.request("app", "PATCH", `${zoo}/check-runs/${run.id}`, change)).status).toBe(
    200,
  );
});

test.each([
  [
    "51 annotations",
    {
      output: {
        title: "t",
        summary: "s",
        annotations: Array.from({ length: 51 }, () => annotation),
      },
    },
  ],
  ["a summary over 65,535 bytes", { output: { title: "t", summary: "ü".repeat(32_768) } }],
  ["an output without a summary", { output: { title: "t" } }],
  [
    "four actions",
    { actions: [1, 2, 3, 4].map((n) => ({ label: `${n}`, description: "d", identifier: `${n}` })) },
  ],
  [
    "a label of 21 characters",
    { actions: [{ label: "x".repeat(21), description: "d", identifier: "i" }] },
  ],
  ["a commit that nobody has", { head_sha: "1".repeat(40) }],
  ["completed without a conclusion", { status: "completed" }],
  ["a status of GitHub's own", { status: "waiting" }],
  ["a conclusion of GitHub's own", { conclusion: "stale" }],
])("%s: 422", async (_, body) => {
  expect((await post({ name: "bad", ...body })).status).toBe(422);
});

test("a summary of 65,535 bytes fits", async () => {
  expect(
    (
      await post({
        name: "full",
        conclusion: "neutral",
        output: { title: "t", summary: "x".repeat(65_535) },
      })
    ).status,
  ).toBe(201);
});

test("annotations are added, never replaced, and listed as an array", async () => {
  const { body: run } = await post({ name: "notes", status: "in_progress", output: output("one") });
  const { body } = await bed.request("app", "PATCH", `${zoo}/check-runs/${run.id}`, {
    output: output("two"),
  });
  expect(body.output.annotations_count).toBe(2);
  const { body: list } = await bed.request("app", "GET", `${zoo}/check-runs/${run.id}/annotations`);
  expect(list.map(({ message }: { message: string }) => message)).toEqual(["one", "two"]);
});

test("a completed run does not go back", async () => {
  const { body: run } = await post({ name: "done", conclusion: "failure" });
  const { status } = await bed.request("app", "PATCH", `${zoo}/check-runs/${run.id}`, {
    status: "in_progress",
  });
  expect(status).toBe(422);
  expect((await bed.request("app", "GET", `${zoo}/check-runs/${run.id}`)).body.status).toBe(
    "completed",
  );
});

test("runs are listed by name, App and page, the latest of a name unless all are asked for", async () => {
  await post({ name: "twice", conclusion: "failure" });
  const { body: latest } = await post({ name: "twice", conclusion: "success" });
  await post({ name: "twice", conclusion: "success" }, "actions");
  expect(await list(`app_id=${appId}`)).toMatchObject({
    total_count: 1,
    check_runs: [{ id: latest.id }],
  });
  expect((await list("filter=all")).total_count).toBe(3);
  expect((await list("filter=all&per_page=2")).check_runs).toHaveLength(2);
});

// Same page, "Rerequest a check run": the suite is reset, the run is not
test("a re-request resets the suite, leaves the run and goes to its App alone", async () => {
  const { body: run } = await post({ name: "again", conclusion: "failure" });
  expect((await bed.request("bob", "POST", `${zoo}/check-runs/${run.id}/rerequest`)).status).toBe(
    201,
  );
  expect((await bed.request("app", "GET", `${zoo}/check-runs/${run.id}`)).body.conclusion).toBe(
    "failure",
  );
  await bed.github.requestAction({ run: run.id, identifier: "fix", sender: "bob" });
  await bed.github.settled();
  const heard = await bed.github.deliveries({ event: "check_run", payloads: true });
  expect(heard.filter(({ action }) => action === "rerequested").map(({ app }) => app)).toEqual([
    appId,
  ]);
  expect(heard.at(-1)).toMatchObject({
    action: "requested_action",
    payload: {
      requested_action: { identifier: "fix" },
      check_run: { check_suite: { status: "queued", conclusion: null }, app: { id: appId } },
    },
  });
});

test("GraphQL writes runs by the same rules", async () => {
  const { body: repository } = await bed.request("app", "GET", zoo);
  const mutation = `mutation($id: ID!, $sha: GitObjectID!, $other: GitObjectID!) {
    good: createCheckRun(input: {repositoryId: $id, headSha: $sha, name: "by-graphql", conclusion: SUCCESS, externalId: "x"}) { checkRun { databaseId status conclusion externalId } }
    bad: createCheckRun(input: {repositoryId: $id, headSha: $other, name: "by-graphql", conclusion: SUCCESS}) { checkRun { databaseId } } }`;
  const { body } = await bed.graphql("app", mutation, {
    id: repository.node_id,
    sha,
    other: "1".repeat(40),
  });
  expect(body.data).toMatchObject({
    good: { checkRun: { status: "COMPLETED", conclusion: "SUCCESS", externalId: "x" } },
    bad: null,
  });
  expect(body.errors).toEqual([expect.objectContaining({ type: "UNPROCESSABLE", path: ["bad"] })]);
});

test("what was said and heard is on GitHub's contract", async () => {
  expect(await bed.offContract()).toEqual([]);
});

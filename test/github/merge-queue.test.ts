import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Body } from "./answer-body.ts";
import { createTestbed, type Testbed } from "./testbed.ts";

const zoo = "/repos/acme/zoo";

/** What the rule is by default. */
const QUEUE = {
  check_response_timeout_minutes: 60,
  grouping_strategy: "ALLGREEN",
  max_entries_to_build: 5,
  max_entries_to_merge: 5,
  merge_method: "MERGE",
  min_entries_to_merge: 1,
  min_entries_to_merge_wait_minutes: 5,
};

let bed: Testbed;
let pull: Body;
let other: Body;
beforeAll(async () => {
  bed = await createTestbed();
  const rules = [{ type: "merge_queue", parameters: QUEUE }];
  const conditions = { ref_name: { include: ["refs/heads/main"], exclude: [] } };
  await bed.request("alice", "POST", `${zoo}/rulesets`, { name: "queue", enforcement: "active", target: "branch", conditions, rules }); // prettier-ignore
  pull = await openPull("queued", "main");
  const { body } = await bed.request("bob", "GET", `${zoo}/git/ref/heads/main`);
  await bed.request("bob", "POST", `${zoo}/git/refs`, { ref: "refs/heads/next", sha: body.object.sha }); // prettier-ignore
  other = await openPull("elsewhere", "next");
  // A check that never comes holds the queue up.
  await bed.request("alice", "POST", `${zoo}/rulesets`, {
    name: "waits",
    enforcement: "active",
    target: "branch",
    conditions: { ref_name: { include: ["refs/heads/main"], exclude: [] } },
    rules: [{ type: "required_status_checks", parameters: { required_status_checks: [{ context: "ci" }], strict_required_status_checks_policy: false } }], // prettier-ignore
  });
  await report(pull.head.sha, "success");
});
afterAll(async () => bed.close());

async function openPull(name: string, base: string): Promise<Body> {
  await bed.github.commit({ repository: "acme/zoo", message: name, files: { [`${name}.txt`]: name }, branch: name }); // prettier-ignore
  const { body } = await bed.request("bob", "POST", `${zoo}/pulls`, {
    title: name,
    head: name,
    base,
  });
  return body;
}

async function report(sha: string, conclusion: string): Promise<void> {
  const run = { name: "ci", head_sha: sha, conclusion };
  expect((await bed.request("actions", "POST", `${zoo}/check-runs`, run)).status).toBe(201);
}

const ofPull = (as: string, number: number, selection: string) =>
  bed.graphql(as, `{ repository(owner: "acme", name: "zoo") { pullRequest(number: ${number}) { number ${selection} } } }`); // prettier-ignore

const IN_QUEUE =
  "isMergeQueueEnabled isInMergeQueue mergeQueue { entries(first: 9) { totalCount } } mergeQueueEntry { position state mergeQueue { id } headCommit { oid } baseCommit { oid } }";

test("a pull request tells of the queue of its base, before it is in it and while it is", async () => {
  const before = (await ofPull("alice", pull.number, IN_QUEUE)).body.data.repository.pullRequest;
  expect(before).toMatchObject({
    isMergeQueueEnabled: true,
    isInMergeQueue: false,
    mergeQueue: { entries: { totalCount: 0 } },
    mergeQueueEntry: null,
  });
  const enqueue = "mutation($id: ID!) { enqueuePullRequest(input: { pullRequestId: $id }) { clientMutationId } }"; // prettier-ignore
  expect((await bed.graphql("alice", enqueue, { id: pull.node_id })).body.errors).toBeUndefined();
  const { body } = await ofPull("alice", pull.number, IN_QUEUE);
  const { body: main } = await bed.request("bob", "GET", `${zoo}/git/ref/heads/main`);
  expect(body.data.repository.pullRequest).toMatchObject({
    isInMergeQueue: true,
    mergeQueue: { entries: { totalCount: 1 } },
    mergeQueueEntry: {
      position: 1,
      state: "AWAITING_CHECKS",
      mergeQueue: { id: expect.any(String) },
      headCommit: { oid: expect.any(String) },
      baseCommit: { oid: main.object.sha },
    },
  });
  const elsewhere = (await ofPull("alice", other.number, IN_QUEUE)).body.data.repository;
  expect(elsewhere.pullRequest).toEqual({
    number: other.number,
    isMergeQueueEnabled: false,
    isInMergeQueue: false,
    mergeQueue: null,
    mergeQueueEntry: null,
  });
});

interface Build {
  readonly prefix: string;
  readonly name: string;
  readonly target: { readonly oid: string };
}

async function builds(): Promise<readonly Build[]> {
  const query = `{ repository(owner: "acme", name: "zoo") { refs(refPrefix: "refs/heads/gh-readonly-queue/main/", first: 9) { nodes { prefix name target { oid } } } } }`;
  const { data } = (await bed.graphql("app", query)).body as unknown as {
    data: { repository: { refs: { nodes: readonly Build[] } } };
  };
  return data.repository.refs.nodes;
}

test("what a queue made stands on a branch of the queue until it is merged", async () => {
  const [build, ...more] = await builds();
  expect(more).toEqual([]);
  expect(`${build?.prefix}${build?.name}`).toMatch(
    new RegExp(`^refs/heads/gh-readonly-queue/main/pr-${pull.number}-[0-9a-f]{40}$`),
  );
  const { body } = await ofPull("alice", pull.number, "mergeQueueEntry { headCommit { oid } }");
  expect(body.data.repository.pullRequest).toMatchObject({
    mergeQueueEntry: { headCommit: { oid: build?.target.oid } },
  });
  await report(build?.target.oid ?? "", "success");
  expect(await builds()).toEqual([]);
});

test("an App without the permission sees no queue of a private repository, and the rest of a pull request all the same", async () => {
  await bed.github.commit({ repository: "acme/vault", message: "Work", files: { "secret.txt": "43\n" }, branch: "work" }); // prettier-ignore
  const pulls = "/repos/acme/vault/pulls";
  const asked = { title: "Work", head: "work", base: "main" };
  expect((await bed.request("alice", "POST", pulls, asked)).status).toBe(201);
  const query = `{ repository(owner: "acme", name: "vault") { pullRequest(number: 1) { number mergeQueue { id } } } }`;
  const { body } = await bed.graphql("app", query);
  expect(body).toMatchObject({
    data: { repository: { pullRequest: { number: 1, mergeQueue: null } } },
    errors: [{ type: "FORBIDDEN", path: ["repository", "pullRequest", "mergeQueue"] }],
  });
});

test("all of it was on GitHub's contract", async () => {
  expect(await bed.offContract()).toEqual([]);
});

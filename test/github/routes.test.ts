import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createTestbed, type Testbed } from "./testbed.ts";

let bed: Testbed;
let values: Record<string, string>;

const zoo = "/repos/acme/zoo";

// Each route once, in an order in which each finds what it needs, so that its answer can be held to the OpenAPI.
beforeAll(async () => {
  bed = await createTestbed();
  const repository = "acme/zoo";
  const head = await bed.github.commit({
    repository,
    message: "Work",
    files: { "w.txt": "w\n" },
    branch: "work",
    author: "bob",
  });
  const side = await bed.github.commit({
    repository,
    message: "Side",
    files: { "s.txt": "s\n" },
    branch: "side",
  });
  const { body: pull } = await bed.request("bob", "POST", `${zoo}/pulls`, {
    title: "Work",
    head: "work",
    base: "main",
  });
  const run = {
    name: "mltrl/main",
    head_sha: head,
    conclusion: "failure",
    output: { title: "t", summary: "s" },
  };
  const { body: check } = await bed.request("app", "POST", `${zoo}/check-runs`, run);
  const { body: comment } = await bed.request("bob", "POST", `${zoo}/issues/1/comments`, {
    body: "Hm.",
  });
  const { body: commit } = await bed.request("bob", "GET", `${zoo}/git/commits/${head}`);
  const { body: suites } = await bed.request("app", "GET", `${zoo}/commits/${head}/check-suites`);
  const suite = (suites as unknown as { check_suites: { id: number }[] }).check_suites[0]?.id;
  const tree = (commit as unknown as { tree: { sha: string } }).tree.sha;
  const blob = (await bed.request("bob", "POST", `${zoo}/git/blobs`, { content: "hello" })).body
    .sha;
  await bed.github.settled();
  const [delivery] = await bed.github.deliveries({});
  values = {
    head,
    side,
    tree,
    blob,
    pull: `${pull.number}`,
    check: `${check.id}`,
    suite: `${suite}`,
    comment: `${comment.id}`,
    delivery: `${delivery?.id}`,
  };
});
afterAll(async () => bed.close());

const fill = (text: string): string =>
  text.replaceAll(/<(\w+)>/g, (_, name: string) => values[name] ?? "");

type Row = readonly [
  as: string,
  method: string,
  path: string,
  body?: object | undefined,
  status?: number,
];

const rows: readonly Row[] = [
  ["jwt", "GET", "/app"],
  ["jwt", "GET", "/app/installations"],
  ["jwt", "GET", "/app/installations/777"],
  ["jwt", "GET", `${zoo}/installation`],
  ["jwt", "GET", "/app/hook/deliveries"],
  ["jwt", "GET", "/app/hook/deliveries/<delivery>"],
  ["jwt", "POST", "/app/hook/deliveries/<delivery>/attempts", undefined, 202],
  ["app", "GET", "/installation/repositories"],
  ["app", "GET", "/rate_limit"],
  ["app", "GET", zoo],
  ["app", "GET", `${zoo}/branches`],
  ["app", "GET", `${zoo}/branches/main`],
  ["app", "GET", `${zoo}/commits/work`],
  ["app", "GET", `${zoo}/commits/<head>/pulls`],
  ["app", "GET", `${zoo}/commits/<head>/check-runs`],
  ["app", "GET", `${zoo}/commits/<head>/check-suites`],
  ["app", "GET", `${zoo}/compare/main...work`],
  ["app", "GET", `${zoo}/contents/models`],
  ["app", "GET", `${zoo}/contents/models/lion.py?ref=work`],
  ["bob", "PUT", `${zoo}/contents/p.txt`, { message: "Put", content: "cA==", branch: "side" }, 201],
  ["app", "GET", `${zoo}/git/blobs/<blob>`],
  ["app", "GET", `${zoo}/git/trees/<tree>?recursive=1`],
  [
    "bob",
    "POST",
    `${zoo}/git/trees`,
    {
      base_tree: "<tree>",
      tree: [{ path: "a/b.txt", mode: "100644", type: "blob", sha: "<blob>" }],
    },
    201,
  ],
  [
    "bob",
    "POST",
    `${zoo}/git/commits`,
    { message: "By hand", tree: "<tree>", parents: ["<head>"] },
    201,
  ],
  ["app", "GET", `${zoo}/git/ref/heads/work`],
  ["app", "GET", `${zoo}/git/matching-refs/heads/`],
  ["bob", "POST", `${zoo}/git/refs`, { ref: "refs/heads/by-hand", sha: "<head>" }, 201],
  ["bob", "PATCH", `${zoo}/git/refs/heads/by-hand`, { sha: "<side>", force: true }],
  ["bob", "DELETE", `${zoo}/git/refs/heads/by-hand`, undefined, 204],
  [
    "bob",
    "POST",
    `${zoo}/git/tags`,
    { tag: "v1", message: "One", object: "<head>", type: "commit" },
    201,
  ],
  ["bob", "POST", `${zoo}/merges`, { base: "side", head: "work" }, 201],
  ["mallory", "POST", `${zoo}/forks`, {}, 202],
  ["alice", "PUT", `${zoo}/collaborators/mallory`, { permission: "triage" }, 204],
  ["app", "GET", `${zoo}/collaborators/mallory/permission`],
  ["app", "GET", `${zoo}/pulls`],
  ["app", "GET", `${zoo}/pulls/<pull>`],
  ["bob", "PATCH", `${zoo}/pulls/<pull>`, { title: "Better", body: "So." }],
  ["app", "GET", `${zoo}/pulls/<pull>/files`],
  ["app", "GET", `${zoo}/pulls/<pull>/commits`],
  [
    "bob",
    "POST",
    `${zoo}/pulls/<pull>/requested_reviewers`,
    { reviewers: ["carol"], team_reviewers: ["product"] },
    201,
  ],
  ["app", "GET", `${zoo}/pulls/<pull>/requested_reviewers`],
  ["carol", "POST", `${zoo}/pulls/<pull>/reviews`, { event: "APPROVE" }],
  ["app", "GET", `${zoo}/pulls/<pull>/reviews`],
  ["app", "GET", `${zoo}/check-runs/<check>`],
  ["app", "PATCH", `${zoo}/check-runs/<check>`, { conclusion: "success" }],
  ["app", "GET", `${zoo}/check-runs/<check>/annotations`],
  ["app", "POST", `${zoo}/check-runs/<check>/rerequest`, undefined, 201],
  ["app", "POST", `${zoo}/check-suites/<suite>/rerequest`, undefined, 201],
  ["app", "GET", `${zoo}/issues/<pull>`],
  ["bob", "POST", `${zoo}/issues`, { title: "An issue", labels: ["bug"] }, 201],
  ["bob", "PATCH", `${zoo}/issues/2`, { state: "closed" }],
  ["bob", "POST", `${zoo}/issues/2/labels`, { labels: ["model"] }],
  ["bob", "DELETE", `${zoo}/issues/2/labels/model`],
  ["app", "GET", `${zoo}/issues/<pull>/comments`],
  ["app", "GET", `${zoo}/issues/comments/<comment>`],
  ["app", "POST", `${zoo}/issues/comments/<comment>/reactions`, { content: "rocket" }, 201],
  ["app", "GET", `${zoo}/issues/comments/<comment>/reactions`],
  [
    "alice",
    "POST",
    `${zoo}/rulesets`,
    {
      name: "r",
      enforcement: "active",
      conditions: { ref_name: { include: ["~ALL"], exclude: [] } },
      rules: [{ type: "non_fast_forward" }],
    },
    201,
  ],
  ["app", "GET", `${zoo}/rulesets`],
  ["app", "GET", `${zoo}/rules/branches/not/yet`],
  ["actions", "POST", `${zoo}/statuses/<head>`, { state: "success", context: "legacy" }, 201],
  [
    "alice",
    "PUT",
    `${zoo}/branches/side/protection`,
    {
      required_status_checks: {
        strict: true,
        contexts: [],
        checks: [{ context: "ci", app_id: -1 }],
      },
      enforce_admins: true,
      required_pull_request_reviews: null,
      restrictions: null,
    },
  ],
  ["alice", "GET", `${zoo}/branches/side/protection`],
  ["app", "GET", `${zoo}/branches/side`],
  ["app", "GET", `${zoo}/branches?protected=true`],
  ["app", "GET", "/orgs/acme/teams/product/members"],
  ["app", "GET", "/orgs/acme/teams/product/memberships/bob"],
];

test.each(rows.map((row) => ({ row, title: `${row[0]} ${row[1]} ${row[2]}` })))(
  "$title",
  async ({ row }) => {
    const [as, method, path, body, status = 200] = row;
    const filled =
      body === undefined ? undefined : (JSON.parse(fill(JSON.stringify(body))) as object);
    expect((await bed.request(as, method, fill(path), filled)).status).toBe(status);
  },
);

test("every answer and payload was on GitHub's contract", async () => {
  await bed.github.settled();
  // The description of this list wants accounts to be a user and an enterprise at once.
  const known = "response 200 of apps/list-installations: body[0].account.";
  expect((await bed.offContract()).filter((line) => !line.startsWith(known))).toEqual([]);
});

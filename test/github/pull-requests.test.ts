import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createTestbed, type Testbed } from "./testbed.ts";

let bed: Testbed;
beforeAll(async () => {
  bed = await createTestbed();
});
afterAll(async () => bed.close());

const zoo = "/repos/acme/zoo";

async function openPull(branch: string, files: Record<string, string>): Promise<number> {
  await bed.github.commit({ repository: "acme/zoo", message: branch, files, branch });
  const wanted = { title: branch, head: branch, base: "main" };
  const { status, body } = await bed.request("bob", "POST", `${zoo}/pulls`, wanted);
  expect(status).toBe(201);
  return body.number;
}

// Page "Webhook events and payloads", pull_request.synchronize
test("a push moves the head of a pull request, and webhooks tell of it", async () => {
  const copy = bed.clone("bob", "acme/zoo");
  copy.git("checkout", "--quiet", "-b", "moving");
  const before = copy.commit("One", { "models/lion.py": "roar = 2\n" });
  copy.git("push", "--quiet", "origin", "moving");
  const { body: pull } = await bed.request("bob", "POST", `${zoo}/pulls`, {
    title: "Louder",
    head: "moving",
    base: "main",
  });
  expect(pull).toMatchObject({
    changed_files: 1,
    additions: 1,
    deletions: 1,
    commits: 1,
    mergeable: null,
  });

  const after = copy.commit("Two", { "models/tiger.py": "roar = 3\n" });
  copy.git("push", "--quiet", "origin", "moving");

  const { body: now } = await bed.request("app", "GET", `${zoo}/pulls/${pull.number}`);
  expect(now).toMatchObject({
    head: { sha: after },
    changed_files: 2,
    commits: 2,
    mergeable: true,
  });
  await bed.github.settled();
  const [synchronize] = await bed.github.deliveries({
    event: "pull_request",
    action: "synchronize",
    payloads: true,
  });
  expect(synchronize?.payload).toMatchObject({
    before,
    after,
    pull_request: { head: { sha: after } },
  });
});

// Page "REST API endpoints for pull requests", "List pull requests files"
test("the files of a pull request have patches, renames their old name", async () => {
  const copy = bed.clone("bob", "acme/zoo");
  copy.git("checkout", "--quiet", "-b", "renaming");
  copy.git("mv", "models/lion.py", "models/cat.py");
  copy.commit("Rename", { "docs/new.md": "new\n" });
  copy.git("push", "--quiet", "origin", "renaming");
  const { body: pull } = await bed.request("bob", "POST", `${zoo}/pulls`, {
    title: "Cats",
    head: "renaming",
    base: "main",
  });
  const { body: files, headers } = await bed.request(
    "app",
    "GET",
    `${zoo}/pulls/${pull.number}/files?per_page=1`,
  );
  expect(files).toEqual([
    expect.objectContaining({
      filename: "docs/new.md",
      status: "added",
      patch: "@@ -0,0 +1 @@\n+new",
    }),
  ]);
  expect(headers.get("link")).toContain('rel="next"');
  const { body: second } = await bed.request(
    "app",
    "GET",
    `${zoo}/pulls/${pull.number}/files?per_page=1&page=2`,
  );
  expect(second).toEqual([
    expect.objectContaining({
      filename: "models/cat.py",
      previous_filename: "models/lion.py",
      status: "renamed",
    }),
  ]);
});

const open = async (head: string) =>
  bed.request("bob", "POST", `${zoo}/pulls`, { title: "t", head, base: "main" });

// Page "REST API endpoints for pull requests", "Create a pull request": 422
test("pull requests without commits, without a head, or twice are refused", async () => {
  await openPull("twice", { "a.txt": "a\n" });
  expect(await open("twice")).toMatchObject({
    status: 422,
    body: { errors: [{ message: "A pull request already exists for acme:twice." }] },
  });
  expect(await open("nowhere")).toMatchObject({
    status: 422,
    body: { errors: [{ field: "head", code: "invalid" }] },
  });
  expect(await open("main")).toMatchObject({
    status: 422,
    body: { errors: [{ message: "No commits between main and main" }] },
  });
});

// Pages "About forks", "REST API endpoints for forks"
test("a fork's commits can be read in the repository, and its pushes move the pull request", async () => {
  const fork = await bed.request("mallory", "POST", `${zoo}/forks`, {});
  expect(fork.status).toBe(202);
  const copy = bed.clone("mallory", "mallory/zoo");
  copy.git("checkout", "--quiet", "-b", "idea");
  const first = copy.commit("An idea", { "idea.txt": "1\n" });
  copy.git("push", "--quiet", "origin", "idea");
  const { body: pull, status } = await bed.request("mallory", "POST", `${zoo}/pulls`, {
    title: "Idea",
    head: "mallory:idea",
    base: "main",
  });
  expect(status).toBe(201);
  expect(pull.head.repo.full_name).toBe("mallory/zoo");
  expect((await bed.request("app", "GET", `${zoo}/git/commits/${first}`)).status).toBe(200);

  const second = copy.commit("Another", { "idea.txt": "2\n" });
  copy.git("push", "--quiet", "origin", "idea");
  const upstream = bed.clone("bob", "acme/zoo");
  upstream.git(
    "fetch",
    "--quiet",
    "origin",
    `refs/pull/${pull.number}/head`,
    `refs/pull/${pull.number}/merge`,
  );
  expect(upstream.git("rev-parse", "FETCH_HEAD").trim()).toBe(second);

  // Page "Using the REST API to interact with checks": no pull requests for heads in forks
  const { body: run } = await bed.request("app", "POST", `${zoo}/check-runs`, {
    name: "mltrl/main",
    head_sha: second,
    conclusion: "success",
  });
  expect(run.pull_requests).toEqual([]);
  const { body: compare } = await bed.request("app", "GET", `${zoo}/compare/main...mallory:idea`);
  expect(compare).toMatchObject({ ahead_by: 2, behind_by: 0, status: "ahead" });
});

// Page "Authenticating as a GitHub App installation": git over HTTP with contents: write
test("Apps push with their tokens if they may write contents", async () => {
  const copy = bed.clone("actions", "acme/zoo");
  copy.commit("By a bot", { "bot.txt": "b\n" });
  copy.git("push", "--quiet", "origin", "HEAD:refs/heads/by-bot");
  expect((await bed.request("app", "GET", `${zoo}/git/ref/heads/by-bot`)).status).toBe(200);
  const reader = bed.clone("app", "acme/vault");
  reader.commit("No", { "no.txt": "n\n" });
  expect(() => reader.git("push", "--quiet", "origin", "HEAD:refs/heads/no")).toThrow(/403/);
  expect(() => bed.clone("mallory", "acme/vault")).toThrow(/not found/);
});

test("drafts change by GraphQL alone", async () => {
  const number = await openPull("drafty", { "d.txt": "d\n" });
  await bed.request("bob", "PATCH", `${zoo}/pulls/${number}`, { draft: true });
  const { body: pull } = await bed.request("bob", "GET", `${zoo}/pulls/${number}`);
  expect(pull.draft).toBe(false);
  const { body } = await bed.graphql(
    "bob",
    "mutation($id: ID!) { convertPullRequestToDraft(input: {pullRequestId: $id}) { pullRequest { isDraft } } }",
    { id: pull.node_id },
  );
  expect(body.data.convertPullRequestToDraft.pullRequest.isDraft).toBe(true);
  await bed.github.settled();
  expect(await bed.github.deliveries({ action: "converted_to_draft" })).toHaveLength(1);
});

test("retargeting, closing and reopening are told", async () => {
  const number = await openPull("restless", { "r.txt": "r\n" });
  const { body: main } = await bed.request("bob", "GET", `${zoo}/git/ref/heads/main`);
  const ref = { ref: "refs/heads/release/1", sha: main.object.sha };
  await bed.request("bob", "POST", `${zoo}/git/refs`, ref);
  await bed.request("bob", "PATCH", `${zoo}/pulls/${number}`, { base: "release/1" });
  await bed.request("bob", "PATCH", `${zoo}/pulls/${number}`, { state: "closed" });
  const { body: reopened } = await bed.request("bob", "PATCH", `${zoo}/pulls/${number}`, {
    state: "open",
  });
  expect(reopened).toMatchObject({ state: "open", base: { ref: "release/1" } });
  await bed.github.settled();
  const [edited] = await bed.github.deliveries({
    event: "pull_request",
    action: "edited",
    payloads: true,
  });
  expect(edited?.payload).toMatchObject({ changes: { base: { ref: { from: "main" } } } });
  expect(await bed.github.deliveries({ event: "pull_request", action: "reopened" })).toHaveLength(
    1,
  );
});

test("what was said and heard is on GitHub's contract", async () => {
  // The one thing off it was sent on purpose.
  expect(await bed.offContract()).toEqual(["request pulls/update: body.draft is not described"]);
});

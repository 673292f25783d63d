import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createTestbed, type Testbed, type WorkingCopy } from "./testbed.ts";
import { actionsId, appId } from "./testbed-seed.ts";

let bed: Testbed;
beforeAll(async () => {
  bed = await createTestbed();
});
afterAll(async () => bed.close());

const zoo = "/repos/acme/zoo";

type Pull = { number: number; sha: string; branch: string; base: string };

/** A pull request into a branch of its own, so that each test has its own rules. */
async function openPull(
  name: string,
  files: Record<string, string> = { [`${name}.txt`]: name },
  base = `base/${name}`,
): Promise<Pull> {
  const { body: main } = await bed.request("bob", "GET", `${zoo}/git/ref/heads/main`);
  const ref = { ref: `refs/heads/${base}`, sha: main.object.sha };
  await bed.request("bob", "POST", `${zoo}/git/refs`, ref);
  const sha = await bed.github.commit({
    repository: "acme/zoo",
    message: name,
    files,
    branch: name,
  });
  const { body } = await bed.request("bob", "POST", `${zoo}/pulls`, {
    title: name,
    head: name,
    base,
  });
  return { number: body.number, sha, branch: name, base };
}

/** A working copy on the head of a pull request. */
function checkOut(pull: Pull): WorkingCopy {
  const copy = bed.clone("bob", "acme/zoo");
  copy.git("checkout", "--quiet", pull.branch);
  return copy;
}

async function protect(base: string, ...rules: object[]): Promise<void> {
  const { status } = await bed.request("alice", "POST", `${zoo}/rulesets`, {
    name: base,
    enforcement: "active",
    target: "branch",
    conditions: { ref_name: { include: [`refs/heads/${base}`], exclude: [] } },
    rules,
  });
  expect(status).toBe(201);
}

const requires = (context: string, integration?: number, strict = false): object => ({
  type: "required_status_checks",
  parameters: {
    required_status_checks: [
      { context, ...(integration === undefined ? {} : { integration_id: integration }) },
    ],
    strict_required_status_checks_policy: strict,
  },
});

const reviews = (count: number, dismiss = false): object => ({
  type: "pull_request",
  parameters: {
    required_approving_review_count: count,
    dismiss_stale_reviews_on_push: dismiss,
    require_code_owner_review: false,
    require_last_push_approval: false,
    required_review_thread_resolution: false,
  },
});

const merge = async (pull: Pull, body: object = {}) =>
  bed.request("bob", "PUT", `${zoo}/pulls/${pull.number}/merge`, body);
const report = async (as: string, sha: string, conclusion: string, name = "mltrl/main") =>
  bed.request(as, "POST", `${zoo}/check-runs`, { name, head_sha: sha, conclusion });
const review = async (as: string, pull: Pull, event: string) =>
  bed.request(as, "POST", `${zoo}/pulls/${pull.number}/reviews`, { event, body: "Seen." });

// Page "Available rules for rulesets", "Require status checks to pass before merging"
test("a required check of one App is not met by the same name from another", async () => {
  const pull = await openPull("forged");
  await protect(pull.base, requires("mltrl/main", appId));
  expect(await merge(pull)).toMatchObject({
    status: 405,
    body: { message: expect.stringContaining('"mltrl/main" is expected') },
  });
  await report("actions", pull.sha, "success");
  expect((await merge(pull)).status).toBe(405);
  await report("app", pull.sha, "success");
  expect(await merge(pull)).toMatchObject({ status: 200, body: { merged: true } });
});

test("the latest run decides, not any earlier success", async () => {
  const pull = await openPull("latest");
  await protect(pull.base, requires("mltrl/main"));
  await report("app", pull.sha, "success");
  await report("app", pull.sha, "failure");
  expect(await merge(pull)).toMatchObject({
    status: 405,
    body: { message: expect.stringContaining("is failing") },
  });
});

// Page "Troubleshooting required status checks": success, skipped and neutral pass
test.each(["neutral", "skipped"])("a %s check passes", async (conclusion) => {
  const pull = await openPull(conclusion);
  await protect(pull.base, requires("mltrl/main", appId));
  await report("app", pull.sha, conclusion);
  expect((await merge(pull)).status).toBe(200);
});

test("success on an old head does not count", async () => {
  const pull = await openPull("old-head");
  await protect(pull.base, requires("mltrl/main", appId));
  await report("app", pull.sha, "success");
  const copy = checkOut(pull);
  copy.commit("More", { "more.txt": "more\n" });
  copy.git("push", "--quiet", "origin", pull.branch);
  expect((await merge(pull)).status).toBe(405);
});

test("the strict policy wants the branch up to date", async () => {
  const pull = await openPull("strict");
  await bed.github.commit({
    repository: "acme/zoo",
    message: "Meanwhile",
    files: { "other.txt": "o\n" },
    branch: pull.base,
  });
  await protect(pull.base, requires("mltrl/main", appId, true));
  await report("app", pull.sha, "success");
  expect((await merge(pull)).status).toBe(405);
  await bed.request("bob", "PUT", `${zoo}/pulls/${pull.number}/update-branch`, {});
  const { body } = await bed.request("bob", "GET", `${zoo}/pulls/${pull.number}`);
  await report("app", body.head.sha, "success");
  expect((await merge(pull)).status).toBe(200);
});

// Page "About pull request reviews"
test("requested changes block until they are dismissed; authors cannot approve", async () => {
  const pull = await openPull("reviewed");
  await protect(pull.base, reviews(1));
  expect(await review("bob", pull, "APPROVE")).toMatchObject({ status: 422 });
  expect((await merge(pull)).status).toBe(405);
  expect((await review("carol", pull, "APPROVE")).status).toBe(200);
  const { body: refused } = await review("alice", pull, "REQUEST_CHANGES");
  expect((await merge(pull)).status).toBe(405);
  const path = `${zoo}/pulls/${pull.number}/reviews/${refused.id}/dismissals`;
  expect((await bed.request("bob", "PUT", path, { message: "Done." })).body.state).toBe(
    "DISMISSED",
  );
  expect((await merge(pull)).status).toBe(200);
});

// Page "Available rules for rulesets": dismiss stale approvals when new commits are pushed
test("a push takes approvals back and the timeline names its commit; a person's dismissal names none", async () => {
  const pull = await openPull("stale");
  await protect(pull.base, reviews(1, true));
  await review("carol", pull, "APPROVE");
  const copy = checkOut(pull);
  const sha = copy.commit("More", { "more.txt": "more\n" });
  copy.git("push", "--quiet", "origin", pull.branch);
  expect((await merge(pull)).status).toBe(405);
  const { body: again } = await review("carol", pull, "APPROVE");
  await bed.request("alice", "PUT", `${zoo}/pulls/${pull.number}/reviews/${again.id}/dismissals`, {
    message: "Look again.",
  });
  const { body } = await bed.graphql(
    "app",
    `query($number: Int!) { repository(owner: "acme", name: "zoo") { pullRequest(number: $number) {
      timelineItems(itemTypes: [REVIEW_DISMISSED_EVENT], first: 10) { nodes { ... on ReviewDismissedEvent {
        actor { login } previousReviewState pullRequestCommit { commit { oid } } review { state author { login } } } } } } } }`,
    { number: pull.number },
  );
  expect(body.data.repository.pullRequest.timelineItems.nodes).toEqual([
    {
      actor: { login: "bob" },
      previousReviewState: "APPROVED",
      pullRequestCommit: { commit: { oid: sha } },
      review: { state: "DISMISSED", author: { login: "carol" } },
    },
    {
      actor: { login: "alice" },
      previousReviewState: "APPROVED",
      pullRequestCommit: null,
      review: { state: "DISMISSED", author: { login: "carol" } },
    },
  ]);
});

// Page "About merge methods": a merge keeps what was merged before it
test("a second merge keeps the first, a conflict is refused", async () => {
  const first = await openPull("first", { "first.txt": "1\n", "both.txt": "first\n" });
  const second = await openPull("second", { "second.txt": "2\n" }, first.base);
  const third = await openPull("third", { "both.txt": "third\n" }, first.base);

  expect((await merge(first)).status).toBe(200);
  expect((await merge(second)).status).toBe(200);
  const { body: tree } = await bed.request("app", "GET", `${zoo}/git/trees/${first.base}`);
  expect(tree.tree.map(({ path }: { path: string }) => path)).toEqual(
    expect.arrayContaining(["first.txt", "second.txt"]),
  );
  const { body: conflicting } = await bed.request("app", "GET", `${zoo}/pulls/${third.number}`);
  expect(conflicting).toMatchObject({ mergeable: false, mergeable_state: "dirty" });
  expect(await merge(third)).toMatchObject({
    status: 405,
    body: { message: "Pull Request is not mergeable" },
  });
});

test.each(["squash", "rebase"])("%s leaves one new commit on the base's tip", async (method) => {
  const pull = await openPull(`by-${method}`);
  const { body: before } = await bed.request("app", "GET", `${zoo}/git/ref/heads/${pull.base}`);
  expect(await merge(pull, { merge_method: method, sha: before.object.sha })).toMatchObject({
    status: 409,
  });
  const { body } = await merge(pull, { merge_method: method });
  const { body: commit } = await bed.request("app", "GET", `${zoo}/git/commits/${body.sha}`);
  expect(commit.parents).toEqual([expect.objectContaining({ sha: before.object.sha })]);
});

test("a stranger cannot merge", async () => {
  const pull = await openPull("strange");
  expect(
    (await bed.request("mallory", "PUT", `${zoo}/pulls/${pull.number}/merge`)).status,
  ).toBeGreaterThanOrEqual(403);
});

// Page "Available rules for rulesets": restrict deletions, block force pushes, require a pull request
test("direct pushes, force pushes and deletions are refused where rules say so", async () => {
  const pull = await openPull("guarded");
  await protect(pull.base, { type: "deletion" }, { type: "non_fast_forward" });
  const { base } = pull;
  const copy = checkOut(pull);
  expect(() => copy.git("push", "--quiet", "origin", `:${base}`)).toThrow(
    /Cannot delete this branch/,
  );
  copy.git("push", "--quiet", "origin", `HEAD:${base}`);
  expect(() => copy.git("push", "--quiet", "--force", "origin", `origin/main:${base}`)).toThrow(
    /Cannot force-push/,
  );
  await protect(base, reviews(0));
  copy.commit("Direct", { "direct.txt": "d\n" });
  expect(() => copy.git("push", "--quiet", "origin", `HEAD:${base}`)).toThrow(
    /Changes must be made through a pull request/,
  );
  const { body: head } = await bed.request("bob", "GET", `${zoo}/git/ref/heads/main`);
  const forced = { sha: head.object.sha, force: true };
  expect((await bed.request("bob", "PATCH", `${zoo}/git/refs/heads/${base}`, forced)).status).toBe(
    422,
  );
});

test("commits that reach the base by a push merge the pull request", async () => {
  const pull = await openPull("indirect");
  checkOut(pull).git("push", "--quiet", "origin", `HEAD:${pull.base}`);
  const { body } = await bed.request("app", "GET", `${zoo}/pulls/${pull.number}`);
  expect(body).toMatchObject({ state: "closed", merged: true });
});

test("rules of a branch name their ruleset and App", async () => {
  await protect("base/shown", requires("mltrl/main", actionsId));
  const { body } = await bed.request("app", "GET", `${zoo}/rules/branches/base/shown`);
  expect(body).toEqual([
    expect.objectContaining({
      type: "required_status_checks",
      ruleset_source: "acme/zoo",
      parameters: expect.objectContaining({
        required_status_checks: [{ context: "mltrl/main", integration_id: actionsId }],
      }),
    }),
  ]);
});

test("what was said and heard is on GitHub's contract", async () => {
  await bed.github.settled();
  expect(await bed.offContract()).toEqual([]);
});

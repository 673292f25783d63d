import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { createRunnerBed, jobOf, type RunnerBed, script, workflow } from "./runner-bed.ts";

let runners: RunnerBed;
beforeAll(async () => {
  runners = await createRunnerBed({ secrets: { KEY: "very-secret" } });
});
afterEach(async () => {
  await runners.runner.settle();
});
afterAll(async () => runners.close());

const zoo = "/repos/acme/zoo";
const ask = async (as: string, method: string, path: string, body?: unknown) =>
  runners.bed.request(as, method, `${zoo}${path}`, body);
const get = async (run: number) => (await ask("app", "GET", `/actions/runs/${run}`)).body;
const what = [
  'echo "event $GITHUB_EVENT_NAME ref $GITHUB_REF base [$GITHUB_BASE_REF] head [$GITHUB_HEAD_REF]"',
  'echo "sha $GITHUB_SHA action ${{ github.event.action }} key [${{ secrets.KEY }}]"',
];
let branches = 0;

/** A branch with these files, of which nothing has run yet. */
async function branchWith(files: Record<string, string>, as = "bob", repository = "acme/zoo") {
  const branch = `event-${(branches += 1)}`;
  const copy = runners.bed.clone(as, repository);
  copy.git("checkout", "--quiet", "-b", branch);
  const sha = copy.commit("Work", files);
  copy.git("push", "--quiet", "origin", "HEAD");
  await runners.runner.settle();
  return { branch, sha, copy };
}

async function onDefaultBranch(files: Record<string, string | null>) {
  await runners.bed.github.commit({ repository: "acme/zoo", message: "Default", files });
}

const open = async (as: string, head: string) =>
  (await ask(as, "POST", "/pulls", { title: "Work", head, base: "main" })).body;

// Page "Events that trigger workflows", pull_request
test("a pull request runs the file of its test merge; the run is about its head", async () => {
  const files = workflow(script(...what), "on: pull_request");
  const { branch, sha } = await branchWith(files);
  const pull = await open("bob", branch);
  const [run, ...others] = await runners.runner.settle();
  expect(others).toEqual([]);
  const { log } = jobOf(run ?? none(), "build");
  expect(log).toContain(
    `event pull_request ref refs/pull/${pull.number}/merge base [main] head [${branch}]`,
  );
  expect(log).not.toContain(`sha ${sha}`);
  expect(log).toContain("action opened key [***]");
  expect(await get(run?.run ?? 0)).toMatchObject({ head_sha: sha, head_branch: branch });
});

test("a push to it runs again, an edit of its title does not, and nothing in conflict does", async () => {
  const files = workflow(script(...what), "on: pull_request");
  const { branch, copy } = await branchWith({ ...files, "x.txt": "mine\n" });
  const pull = await open("bob", branch);
  await runners.runner.settle();
  copy.commit("More", { "y.txt": "y\n" });
  copy.git("push", "--quiet", "origin", "HEAD");
  expect(await runners.runner.settle()).toMatchObject([{ event: "pull_request" }]);
  await ask("bob", "PATCH", `/pulls/${pull.number}`, { title: "Other" });
  expect(await runners.runner.settle()).toEqual([]);
  await onDefaultBranch({ "x.txt": "theirs\n" });
  copy.commit("Still more", { "y.txt": "yy\n" });
  copy.git("push", "--quiet", "origin", "HEAD");
  expect(await runners.runner.settle()).toEqual([]);
});

// "Workflows in forked repositories": the token reads, secrets are not passed
test("a fork's pull request knows no secrets, and its token only reads", async () => {
  const post = [
    'body=$(printf \'{"body":"hello"}\')',
    'code=$(curl -s -o /dev/null -w "%{http_code}" -H "authorization: Bearer ${{ github.token }}" -X POST -d "$body" "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/issues/${{ github.event.number }}/comments")',
    'echo "comment $code"',
  ];
  const files = workflow(
    script(...what, ...post),
    "on: pull_request\npermissions: {issues: write, contents: read}",
  );
  const own = await branchWith(files);
  await open("bob", own.branch);
  const [mine] = await runners.runner.settle();
  expect(jobOf(mine ?? none(), "build").log).toContain("comment 201");

  await ask("mallory", "POST", "/forks");
  const { branch } = await branchWith(files, "mallory", "mallory/zoo");
  await open("mallory", `mallory:${branch}`);
  const [theirs] = await runners.runner.settle();
  const { log } = jobOf(theirs ?? none(), "build");
  expect(log).toContain("key []");
  expect(log).toContain("comment 403");
  expect(await get(theirs?.run ?? 0)).toMatchObject({
    pull_requests: [],
    head_repository: { full_name: "mallory/zoo" },
  });
});

// Page "GITHUB_TOKEN": what it causes starts no workflow
test("a comment by a job's token starts no workflow, one by a person does", async () => {
  const reply = [
    ...what,
    'curl -s -f -H "authorization: Bearer ${{ github.token }}" -X POST -d \'{"body":"reply"}\' "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/issues/${{ github.event.issue.number }}/comments" > /dev/null',
  ];
  await onDefaultBranch(
    workflow(
      script(...reply),
      "on: {issue_comment: {types: [created]}}\npermissions: {issues: write}",
    ),
  );
  const { branch } = await branchWith({ "z.txt": "z\n" });
  const pull = await open("bob", branch);
  await runners.runner.settle();
  await ask("carol", "POST", `/issues/${pull.number}/comments`, { body: "/mltrl status" });
  const runs = await runners.runner.settle();
  expect(runs).toMatchObject([{ event: "issue_comment", conclusion: "success" }]);
  expect(jobOf(runs[0] ?? none(), "build").log).toContain("ref refs/heads/main");
  const { body } = await ask("app", "GET", `/issues/${pull.number}/comments`);
  expect(body).toMatchObject([
    { body: "/mltrl status", user: { login: "carol" } },
    { body: "reply", user: { login: "github-actions[bot]", type: "Bot" } },
  ]);
});

test("a schedule runs the default branch's file on its own line of cron", async () => {
  await onDefaultBranch(workflow(script(...what), "on: {schedule: [{cron: '0 6 * * 1'}]}"));
  expect(await runners.runner.schedule("acme/zoo", "5 5 * * *")).toEqual([]);
  const [run] = await runners.runner.schedule("acme/zoo", "0 6 * * 1");
  expect(jobOf(run ?? none(), "build").log).toContain("event schedule ref refs/heads/main");
});

test("a dispatch runs the file of the branch it names, with inputs", async () => {
  const files = workflow(
    script('echo "mode ${{ inputs.mode }} on $GITHUB_REF"'),
    "on: {workflow_dispatch: {inputs: {mode: {type: string}}}}",
  );
  const { branch } = await branchWith(files);
  const body = { ref: branch, inputs: { mode: "judge" } };
  const path = "/actions/workflows/ci.yml/dispatches";
  expect((await ask("bob", "POST", path, body)).status).toBe(204);
  const [run] = await runners.runner.settle();
  expect(jobOf(run ?? none(), "build").log).toContain(`mode judge on refs/heads/${branch}`);
  expect((await ask("mallory", "POST", path, body)).status).toBe(403);
  expect((await ask("bob", "POST", path, { ref: "nowhere" })).status).toBe(422);
});

test("a merge group runs on the commit that would be merged", async () => {
  await onDefaultBranch(workflow(script(...what), "on: merge_group"));
  const parameters = {
    check_response_timeout_minutes: 5,
    grouping_strategy: "ALLGREEN",
    max_entries_to_build: 5,
    max_entries_to_merge: 5,
    merge_method: "MERGE",
    min_entries_to_merge: 1,
    min_entries_to_merge_wait_minutes: 0,
  };
  const made = await ask("alice", "POST", "/rulesets", {
    name: "queue",
    target: "branch",
    enforcement: "active",
    conditions: { ref_name: { include: ["refs/heads/main"], exclude: [] } },
    rules: [
      { type: "merge_queue", parameters },
      {
        type: "required_status_checks",
        parameters: {
          required_status_checks: [{ context: "never" }],
          strict_required_status_checks_policy: false,
        },
      },
    ],
  });
  const { branch, sha } = await branchWith({ "queued.txt": "q\n" });
  const pull = await open("bob", branch);
  const green = { name: "never", head_sha: sha, conclusion: "success" };
  await ask("app", "POST", "/check-runs", green);
  const mutation =
    "mutation($id: ID!) { enqueuePullRequest(input: {pullRequestId: $id}) { clientMutationId } }";
  await runners.bed.graphql("alice", mutation, { id: pull.node_id });
  const [run] = await runners.runner.settle();
  await ask("alice", "DELETE", `/rulesets/${made.body.id}`);
  expect(jobOf(run ?? none(), "build").log).toMatch(
    /event merge_group ref refs\/heads\/gh-readonly-queue\/main\//,
  );
});

test("a finished run starts those that listen to it, from the default branch", async () => {
  await onDefaultBranch({
    ...workflow(script("true"), "on: {workflow_dispatch: }"),
    ".github/workflows/after.yml":
      "name: After\non: {workflow_run: {workflows: [CI], types: [completed]}}\njobs:\n" +
      script('echo "after ${{ github.event.workflow_run.conclusion }}"'),
  });
  const body = { ref: "main" };
  await ask("bob", "POST", "/actions/workflows/ci.yml/dispatches", body);
  const runs = await runners.runner.settle();
  await onDefaultBranch({ ".github/workflows/after.yml": null });
  expect(runs.map(({ workflow: path }) => path)).toEqual([
    ".github/workflows/ci.yml",
    ".github/workflows/after.yml",
  ]);
  expect(jobOf(runs[1] ?? none(), "build").log).toContain("after success");
});

test.each([
  ["branches: [other]", 0],
  ["branches: ['event-*']", 1],
  ["branches-ignore: ['event-*']", 0],
  ["tags: ['v*']", 0],
  ["paths: ['docs/**']", 1],
  ["paths: ['src/**']", 0],
  ["paths: ['**', '!docs/**', '!.github/**']", 0],
  ["paths-ignore: ['docs/**', '.github/**']", 0],
])("a push with %s starts %i", async (filter, count) => {
  const files = { ...workflow(script("true"), `on: {push: {${filter}}}`), "docs/a.md": "a\n" };
  const copy = runners.bed.clone("bob", "acme/zoo");
  copy.git("rm", "-rq", "--ignore-unmatch", ".github");
  copy.git("checkout", "--quiet", "-b", `event-${(branches += 1)}`);
  copy.commit("Filtered", files);
  copy.git("push", "--quiet", "origin", "HEAD");
  expect(await runners.runner.settle()).toHaveLength(count);
});

test("an event that the runner does not know is an error", async () => {
  await expect(runners.push(workflow(script("true"), "on: [push, release]"))).rejects.toThrow(
    "the runner of tests does not know the event release",
  );
});

test("all that runs tell and answer is on GitHub's contract", async () => {
  expect(await runners.bed.offContract()).toEqual([]);
});

function none(): never {
  throw new Error("nothing ran");
}

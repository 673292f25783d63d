import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { PermissionLevel } from "./state/nouns.ts";
import { createTestbed, type Testbed } from "./testbed.ts";
import { proposeWork } from "./testbed-work.ts";

let bed: Testbed;
beforeAll(async () => {
  bed = await createTestbed();
  await proposeWork(bed);
});
afterAll(async () => bed.close());

const zoo = "/repos/acme/zoo";
const jobWith = async (
  permissions: Record<string, PermissionLevel>,
  of: { pull?: number; repository?: string } = {},
) => {
  const workflow = ".github/workflows/ci.yml";
  const { run } = await bed.github.startRun({ repository: "acme/zoo", workflow, ...of });
  return { run, ...(await bed.github.startJob({ run, name: "build", permissions })) };
};
const comment = async (token: string) =>
  bed.request(token, "POST", `${zoo}/issues/1/comments`, { body: "Hello" });

// Page "GITHUB_TOKEN"
test("a job's token may do what the job's permissions say, as github-actions[bot]", async () => {
  const { token } = await jobWith({ contents: "read", issues: "write" });
  expect((await comment(token)).body).toMatchObject({ user: { login: "github-actions[bot]" } });
  const check = { name: "mine", head_sha: "0".repeat(40), status: "queued" };
  expect((await bed.request(token, "POST", `${zoo}/check-runs`, check)).status).toBe(403);
  expect((await comment((await jobWith({ contents: "read" })).token)).status).toBe(403);
});

test("it reaches its own repository alone", async () => {
  const { token } = await jobWith({ contents: "write" });
  expect((await bed.request(token, "GET", "/repos/acme/vault/contents/secret.txt")).status).toBe(
    404,
  );
  const { token: inside } = await jobWith({ contents: "read" }, { repository: "acme/vault" });
  expect((await bed.request(inside, "GET", "/repos/acme/vault/contents/secret.txt")).status).toBe(
    200,
  );
});

test("a fork's pull request gets no more than to read", async () => {
  await bed.request("mallory", "POST", `${zoo}/forks`);
  const copy = bed.clone("mallory", "mallory/zoo");
  copy.git("checkout", "--quiet", "-b", "evil");
  copy.commit("Evil", { "e.txt": "e\n" });
  copy.git("push", "--quiet", "origin", "evil");
  const opened = { title: "Evil", head: "mallory:evil", base: "main" };
  const { body: pull } = await bed.request("mallory", "POST", `${zoo}/pulls`, opened);
  const { token } = await jobWith({ contents: "write", issues: "write" }, { pull: pull.number });
  expect((await bed.request(token, "GET", `${zoo}/contents/README.md`)).status).toBe(200);
  expect((await comment(token)).status).toBe(403);
});

test("it ends with its job", async () => {
  const { token, job } = await jobWith({ issues: "write" });
  await bed.github.finishJob({ job, conclusion: "success" });
  expect((await comment(token)).status).toBe(401);
});

test("with contents: write it pushes, and nothing that it does starts a workflow", async () => {
  await bed.github.watchTriggers();
  const { token } = await jobWith({ contents: "write", issues: "write" });
  const copy = bed.clone(token, "acme/zoo");
  copy.git("checkout", "--quiet", "-b", "by-job");
  copy.commit("By the job", { "j.txt": "j\n" });
  copy.git("push", "--quiet", "origin", "by-job");
  await comment(token);
  const events = (await bed.github.takeTriggers()).map(({ event }) => event);
  expect(events).not.toContain("push");
  expect(events).not.toContain("issue_comment");
  await comment(bed.tokens["carol"] ?? "");
  expect(await bed.github.takeTriggers()).toMatchObject([
    { event: "issue_comment", action: "created", repository: "acme/zoo", actor: "carol" },
  ]);
});

test("a check of a job's token stands among those of GitHub Actions, whoever wrote it", async () => {
  const { body: head } = await bed.request("bob", "GET", `${zoo}/pulls/1`);
  const { token } = await jobWith({ checks: "write" }, { pull: 1 });
  const check = { name: "mltrl/release", head_sha: head.head.sha, conclusion: "success" };
  expect((await bed.request(token, "POST", `${zoo}/check-runs`, check)).body).toMatchObject({
    app: { id: 15_368, slug: "github-actions" },
  });
});

test("all that was asked, answered and told is on GitHub's contract", async () => {
  expect(await bed.offContract()).toEqual([]);
});

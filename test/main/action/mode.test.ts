import { describe, expect, test } from "@jest/globals";
import type { Job } from "../../../src/main/action/job.ts";
import { modeOf } from "../../../src/main/action/mode.ts";

const SHA = "a".repeat(40);
const repository = { id: 1, name: "scanner", owner: { login: "acme" } };
const ref = { id: 1, owner: "acme", name: "scanner", installation: 0 };

function mode(event: string, payload: object, changes: Partial<Job> = {}) {
  return modeOf({
    event,
    payload: { repository, ...payload },
    repository: ref,
    repositoryUrl: "https://github.com/acme/scanner",
    apiUrl: "",
    graphqlUrl: "",
    sha: SHA,
    ref: "refs/heads/main",
    workspace: "",
    temporary: "",
    run: { id: 1, attempt: 1, url: "", workflowRef: "" },
    ...changes,
  });
}

const pull = {
  number: 7,
  title: "Change",
  user: { login: "ml-engineer", type: "User" },
  head: { sha: SHA, ref: "topic", repo: { id: 1 } },
  base: { sha: "b".repeat(40), ref: "main", repo: { id: 1 } },
};
const told = {
  title: "Change",
  head: SHA,
  headRef: "topic",
  baseRef: "main",
  base: "b".repeat(40),
  fromFork: false,
  draft: false,
  author: { login: "ml-engineer", bot: false },
};
const sender = { id: 5, login: "research-lead", type: "User" };

describe("what an event asks for", () => {
  test.each(["pull_request", "pull_request_target", "pull_request_review"])("%s", (event) => {
    expect(mode(event, { pull_request: pull })).toEqual({
      state: "known",
      value: { type: "pull-request", pull: { number: 7, told } },
    });
  });

  test("a pull request from a fork that is gone, by nobody that is left", () => {
    const gone = { ...pull, user: null, head: { ...pull.head, repo: null } };
    expect(mode("pull_request", { pull_request: gone })).toMatchObject({
      value: { pull: { told: { fromFork: true, author: { login: "ghost" } } } },
    });
  });

  test.each([
    ["push", "refs/heads/main", SHA, { type: "branch", branch: "main", commit: SHA }],
    ["schedule", "refs/heads/main", SHA, { type: "branch", branch: "main", commit: SHA }],
    ["push", "refs/tags/v1", SHA, { type: "nothing" }],
    ["schedule", "", SHA, { type: "nothing" }],
    ["push", "refs/heads/old", "0".repeat(40), { type: "nothing" }],
    ["workflow_dispatch", "refs/heads/topic", SHA, { type: "branch", branch: "topic" }],
  ])("%s of %s at %s", (event, of, sha, value) => {
    expect(mode(event, {}, { ref: of, sha })).toMatchObject({ state: "known", value });
  });

  test("a merge group, by the queue or by hand", () => {
    const head = `refs/heads/gh-readonly-queue/main/pr-7-${"b".repeat(40)}`;
    const group = { head_sha: SHA, head_ref: head, base_sha: "b".repeat(40), base_ref: "refs/heads/main" }; // prettier-ignore
    const asked = { headSha: SHA, headRef: head, baseRef: "main" };
    expect(mode("merge_group", { action: "checks_requested", merge_group: group })).toMatchObject({
      value: { type: "merge-group", group: { ...asked, baseSha: "b".repeat(40) } },
    });
    expect(mode("merge_group", { action: "destroyed", merge_group: group })).toMatchObject({
      value: { type: "nothing" },
    });
    expect(mode("workflow_dispatch", {}, { ref: head })).toMatchObject({
      value: { type: "merge-group", group: asked },
    });
  });

  test("a comment, if it is a command of a person", () => {
    const issue = { number: 7, state: "open", pull_request: {} };
    const comment = { id: 1, node_id: "n", body: "/mltrl status", user: { id: 5, login: "x", type: "User" } }; // prettier-ignore
    expect(mode("issue_comment", { action: "created", issue, comment, sender })).toMatchObject({
      value: { type: "command", request: { number: 7, body: "/mltrl status" } },
    });
    expect(mode("issue_comment", { action: "edited", issue, comment, sender })).toMatchObject({
      value: { type: "nothing" },
    });
  });
});

describe("a workflow that is begun by hand", () => {
  test("names a pull request", () => {
    expect(mode("workflow_dispatch", { inputs: { "pull-request": "7" }, sender })).toEqual({
      state: "known",
      value: { type: "pull-request", pull: { number: 7 } },
    });
  });

  test("gives a command as who began it", () => {
    const inputs = { "pull-request": "7", command: "/mltrl status" };
    expect(mode("workflow_dispatch", { inputs, sender })).toMatchObject({
      value: {
        type: "command",
        request: { number: 7, actor: { login: "research-lead", bot: false } },
      },
    });
  });

  test.each([
    [{ "pull-request": "seven" }, "expected the number of a pull request"],
    [{ command: "/mltrl status" }, "goes with pull-request"],
  ])("%j is refused", (inputs, reason) => {
    expect(mode("workflow_dispatch", { inputs, sender })).toMatchObject({
      state: "unavailable",
      reason: expect.stringContaining(reason),
    });
  });
});

test("another event is refused with those that are understood", () => {
  expect(mode("release", {})).toMatchObject({
    reason: expect.stringMatching(/expected .*pull_request.*got release/),
  });
  expect(mode("pull_request", {})).toMatchObject({ reason: "the event names no pull request" });
});

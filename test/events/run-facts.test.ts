import { expect, test } from "@jest/globals";
import { workflowOf } from "../../src/core/model/run-facts.ts";
import { readRunFacts } from "../../src/events/run-facts.ts";

const ENVIRONMENT = {
  GITHUB_EVENT_NAME: "merge_group",
  GITHUB_REPOSITORY_ID: "41",
  GITHUB_RUN_ATTEMPT: "1",
  GITHUB_RUN_ID: "900",
  GITHUB_SHA: "a".repeat(40),
  GITHUB_WORKFLOW_REF: "acme/zoo/.github/workflows/ci.yml@refs/heads/main",
};

test.each([
  ["a pull request", { pull_request: { head: { sha: "p" } } }, "p"],
  ["a merge group", { merge_group: { head_sha: "g" } }, "g"],
  ["a push", { after: "x" }, "a".repeat(40)],
  ["an event that cannot be read", undefined, "a".repeat(40)],
])("the head of %s", (_, event, headSha) => {
  expect(readRunFacts(ENVIRONMENT, event)).toMatchObject({
    state: "known",
    value: { headSha, id: 900, repositoryId: 41 },
  });
});

test("what a machine of one's own lacks is listed", () => {
  expect(readRunFacts({}, undefined)).toMatchObject({
    cause: "missing",
    reason: expect.stringMatching(/its runner sets GITHUB_EVENT_NAME, .*GITHUB_WORKFLOW_REF; /),
  });
});

test("the workflow's path is told by its reference, also where a branch holds an @", () => {
  expect(workflowOf({ workflowRef: "acme/zoo/.github/workflows/ci.yml@refs/heads/a@b" })).toBe(
    ".github/workflows/ci.yml",
  );
});

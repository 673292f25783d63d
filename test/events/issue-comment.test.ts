import { describe, expect, test } from "@jest/globals";
import { issueComment, type IssueCommentPayload } from "../../src/events/issue-comment.ts";

const PAYLOAD: IssueCommentPayload = {
  action: "created",
  installation: { id: 77 },
  repository: { id: 5, name: "scanner", owner: { login: "acme" } },
  issue: { number: 7, state: "open", pull_request: {} },
  comment: { id: 9, body: "/mltrl check", user: { login: "ml-engineer", type: "User" } },
  sender: { login: "ml-engineer", type: "User" },
};

function request(changes: Partial<IssueCommentPayload>) {
  return issueComment({ ...PAYLOAD, ...changes });
}

test("a comment that may hold a command becomes a request", () => {
  expect(issueComment(PAYLOAD)).toEqual({
    type: "command",
    repository: { id: 5, owner: "acme", name: "scanner", installation: 77 },
    number: 7,
    onPullRequest: true,
    comment: 9,
    actor: { login: "ml-engineer", bot: false },
    body: "/mltrl check",
  });
});

describe("nothing is asked by", () => {
  test.each<[string, Partial<IssueCommentPayload>]>([
    ["an edit", { action: "edited" }],
    ["a deletion", { action: "deleted" }],
    ["talk", { comment: { ...PAYLOAD.comment, body: "looks good" } }],
    ["a bot", { comment: { ...PAYLOAD.comment, user: { login: "x[bot]", type: "Bot" } } }],
    ["an App on somebody's behalf", { sender: { login: "x[bot]", type: "Bot" } }],
    ["nobody any more", { comment: { ...PAYLOAD.comment, user: null } }],
  ])("%s", (_, changes) => {
    expect(request(changes)).toBeUndefined();
  });
});

describe("where it is written", () => {
  test.each<[string, Partial<IssueCommentPayload>, string | undefined]>([
    ["an open issue", {}, undefined],
    ["a closed one", { issue: { ...PAYLOAD.issue, state: "closed" } }, "closed"],
    ["a locked one", { issue: { ...PAYLOAD.issue, locked: true, state: "closed" } }, "locked"],
    [
      "an archived repository",
      {
        repository: { ...PAYLOAD.repository, archived: true },
        issue: { ...PAYLOAD.issue, locked: true },
      },
      "archived",
    ],
  ])("%s", (_, changes, refused) => {
    const asked = request(changes);
    expect(asked?.type === "command" ? asked.refused : "none").toBe(refused);
  });

  test.each([
    [undefined, false],
    [null, false],
    [{ url: "x" }, true],
  ])("pull_request %j: on a pull request %s", (pull_request, onPullRequest) => {
    expect(request({ issue: { number: 7, state: "open", pull_request } })).toMatchObject({
      onPullRequest,
    });
  });
});

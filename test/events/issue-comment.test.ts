import { describe, expect, test } from "@jest/globals";
import { issueComment, type IssueCommentPayload } from "../../src/events/issue-comment.ts";

const PAYLOAD: IssueCommentPayload = {
  action: "created",
  installation: { id: 77 },
  repository: { id: 5, name: "scanner", owner: { login: "acme" } },
  issue: { number: 7, state: "open", pull_request: {} },
  comment: {
    id: 9,
    node_id: "IC_9",
    body: "/mltrl check",
    user: { id: 3, login: "ml-engineer", type: "User" },
  },
  sender: { id: 4, login: "ml-engineer", type: "User" },
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
    comment: { id: 9, node: "IC_9" },
    actor: { id: 3, login: "ml-engineer", bot: false },
    body: "/mltrl check",
  });
});

describe("nothing is asked by", () => {
  test.each<[string, Partial<IssueCommentPayload>]>([
    ["talk", { comment: { ...PAYLOAD.comment, body: "looks good" } }],
    ["a bot", { comment: { ...PAYLOAD.comment, user: { id: 4, login: "x[bot]", type: "Bot" } } }],
    ["an App on somebody's behalf", { sender: { id: 4, login: "x[bot]", type: "Bot" } }],
    ["nobody any more", { comment: { ...PAYLOAD.comment, user: null } }],
  ])("%s", (_, changes) => {
    expect(request(changes)).toBeUndefined();
  });
});

describe("what a verdict may rest on is judged again", () => {
  const talk = { ...PAYLOAD.comment, body: "looks good" };
  const app = { id: 5, login: "mltrl-gate[bot]", type: "Bot" };
  const record = { ...PAYLOAD.comment, body: "<!-- mltrl-gate accepted {} -->", user: app };
  const reply = { ...PAYLOAD.comment, body: "<!-- mltrl-gate reply command -->/mltrl", user: app };

  test.each<[string, Partial<IssueCommentPayload>, boolean]>([
    ["when a command is deleted", { action: "deleted" }, true],
    ["when a command is edited", { action: "edited" }, true],
    [
      "when it is edited away",
      { action: "edited", comment: talk, changes: { body: { from: "/mltrl accept a-rule" } } },
      true,
    ],
    ["when what the App noted is edited", { action: "edited", comment: record }, true],
    ["when what the App noted is deleted", { action: "deleted", comment: record }, true],
    ["not when the App edits its reply", { action: "edited", comment: reply }, false],
    ["not when talk is deleted", { action: "deleted", comment: talk }, false],
    ["not on an issue", { action: "deleted", issue: { number: 7, state: "open" } }, false],
    [
      "not on a closed pull request",
      { action: "deleted", issue: { ...PAYLOAD.issue, state: "closed" } },
      false,
    ],
    ["not when it is pinned", { action: "pinned" }, false],
  ])("%s", (_, changes, judged) => {
    const repository = { id: 5, owner: "acme", name: "scanner", installation: 77 };
    expect(request(changes)).toEqual(
      judged ? { type: "gate", repository, pullRequest: 7 } : undefined,
    );
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

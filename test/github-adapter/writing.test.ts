import { describe, expect, test } from "@jest/globals";
import { githubBranch } from "../../src/github/github-branch.ts";
import { known } from "../../src/core/model/fact.ts";
import { createObjectCache } from "../../src/github/caches/object-cache.ts";
import { createObjectLoader } from "../../src/github/object-loader.ts";
import { githubConversation } from "../../src/github/github-conversation.ts";
import {
  recordedClient,
  recordGraphql,
  recordRest,
  REPOSITORY,
} from "../support/fake-github-api.ts";

const COMMENTS = "/repos/acme/scanner/issues/7/comments";
const pageOf = (page: number): string => `${COMMENTS}?per_page=100&page=${page}`;
const comment = (id: number, body: string, app: number | null = 4242) => ({
  id,
  body,
  performed_via_github_app: app === null ? null : { id: app },
});

const theConversation = (onPullRequest = true) =>
  githubConversation(recordedClient(), { ...REPOSITORY, number: 7, onPullRequest }, 4242);

/** The answer to a reaction, with comments of ours beside the one that was reacted to. */
function reacted(bodies: readonly string[], totalCount = bodies.length) {
  const nodes = bodies.map((body, i) => ({ databaseId: 200 + i, viewerDidAuthor: i > 0, body }));
  return { comments: { totalCount, nodes } };
}

describe("a conversation", () => {
  test.each(["pullRequest", "issue"] as const)(
    "shows that a comment was read, and sees what it said before on the %s",
    async (thread) => {
      const data = {
        addReaction: { subject: { [thread]: reacted(["<!-- m -->", "<!-- m -->\nOld"]) } },
      };
      const asked = recordGraphql({ data });
      const onPullRequest = thread === "pullRequest";
      const conversation = theConversation(onPullRequest);
      expect(await conversation.acknowledge({ id: 99, node: "IC_99" })).toBe(true);
      expect(asked[0]?.variables).toEqual({ comment: "IC_99", onPullRequest });
      const sent = recordRest("PATCH", "/repos/acme/scanner/issues/comments/201", {});
      await conversation.reply("<!-- m -->", "<!-- m -->\nNew");
      expect(sent).toEqual([{ body: "<!-- m -->\nNew" }]);
    },
  );

  test("looks further where there are more comments than came along", async () => {
    recordGraphql({
      data: { addReaction: { subject: { pullRequest: reacted(["a", "<!-- m -->\nOld"], 150) } } },
    });
    const conversation = theConversation();
    await conversation.acknowledge({ id: 99, node: "IC_99" });
    recordRest("GET", pageOf(1), [comment(150, "<!-- m -->\nOlder")]);
    const sent = recordRest("PATCH", "/repos/acme/scanner/issues/comments/150", {});
    await conversation.reply("<!-- m -->", "<!-- m -->\nNew");
    expect(sent).toHaveLength(1);
  });

  test("says that a comment is gone, and fails where it cannot tell", async () => {
    const ref = { id: 99, node: "IC_99" };
    const gone = { type: "NOT_FOUND", message: "Could not resolve to a node" };
    recordGraphql({ data: { addReaction: null }, errors: [gone] });
    expect(await theConversation().acknowledge(ref)).toBe(false);
    recordGraphql({ data: { addReaction: null }, errors: [{ message: "Something went wrong" }] });
    await expect(theConversation().acknowledge(ref)).rejects.toThrow("Something went wrong");
  });

  test("says something new", async () => {
    recordRest("GET", pageOf(1), [comment(1, "<!-- m -->", null), comment(2, "<!-- m -->", 15368)]);
    const sent = recordRest("POST", COMMENTS, {}, 201);
    await theConversation().reply("<!-- m -->", "<!-- m -->\nHello");
    expect(sent).toEqual([{ body: "<!-- m -->\nHello" }]);
  });

  test("edits what it said under the same marker, wherever it stands", async () => {
    recordRest(
      "GET",
      pageOf(1),
      Array.from({ length: 100 }, (_, i) => comment(i, "talk", null)),
    );
    recordRest("GET", pageOf(2), [comment(200, "<!-- n -->"), comment(201, "<!-- m -->\nOld")]);
    const sent = recordRest("PATCH", "/repos/acme/scanner/issues/comments/201", {});
    await theConversation().reply("<!-- m -->", "<!-- m -->\nNew");
    expect(sent).toEqual([{ body: "<!-- m -->\nNew" }]);
  });

  test("does not repeat itself", async () => {
    recordRest("GET", pageOf(1), [comment(1, "<!-- m -->\nSame")]);
    await expect(
      theConversation().reply("<!-- m -->", "<!-- m -->\nSame"),
    ).resolves.toBeUndefined();
  });

  test("does not take a quotation of its marker for its own", async () => {
    recordRest("GET", pageOf(1), [comment(1, "> <!-- m -->\nOld"), { id: 2 }]);
    const sent = recordRest("POST", COMMENTS, {}, 201);
    await theConversation().reply("<!-- m -->", "<!-- m -->");
    expect(sent).toHaveLength(1);
  });
});

function theBranch() {
  const client = recordedClient();
  return githubBranch(
    client,
    createObjectLoader(client, REPOSITORY, createObjectCache(1000)),
    REPOSITORY,
  );
}

describe("a commit on a branch", () => {
  const COMMIT = {
    branch: "topic",
    expectedHead: "abc",
    message: "Ask for level 3\n\nThe record comes with it.\n",
    files: [{ path: "é.md", text: "level: 3 ü\n" }],
  };
  const commit = () => theBranch().commit(COMMIT);

  test("is made after the head that was judged, with the files in it", async () => {
    const asked = recordGraphql({ data: { createCommitOnBranch: { commit: { oid: "def" } } } });
    expect(await commit()).toEqual({ state: "known", value: "def" });
    expect(asked[0]?.variables).toEqual({
      commit: {
        branch: { repositoryNameWithOwner: "acme/scanner", branchName: "topic" },
        expectedHeadOid: "abc",
        message: { headline: "Ask for level 3", body: "The record comes with it." },
        fileChanges: {
          additions: [{ path: "é.md", contents: Buffer.from("level: 3 ü\n").toString("base64") }],
        },
      },
    });
  });

  test.each([
    [[{ type: "FORBIDDEN", message: "x" }], "not-visible", "this App may not write"],
    [[{ type: "INSUFFICIENT_SCOPES", message: "x" }], "not-visible", "this App may not write"],
    [
      [{ type: "STALE_DATA", message: "Expected branch to point to" }],
      "upstream",
      "Expected branch",
    ],
    [[], "upstream", "no reason given"],
  ])("that is refused with %j is %s", async (errors, cause, reason) => {
    recordGraphql({ data: { createCommitOnBranch: null }, errors });
    expect(await commit()).toMatchObject({
      state: "unavailable",
      cause,
      reason: expect.stringContaining(reason),
    });
  });
});

describe("a proposal", () => {
  const PROPOSAL = {
    branch: "mltrl/promote-a-3",
    base: "main",
    expectedHead: "abc",
    message: "Ask for level 3 of a\n\nCo-authored-by: x <1+x@users.noreply.github.com>",
    files: [{ path: "a.md", text: "level: 3\n" }],
    title: "Ask for level 3 of a",
    body: "This pull request asks.",
  };

  /** The answers to what is looked up and to the mutations. */
  async function proposed(answer: object): Promise<unknown> {
    recordGraphql({ data: { repository: { w0: "R_1" } } });
    const asked = recordGraphql(answer);
    const outcome = await theBranch().propose(PROPOSAL);
    expect(asked[0]?.variables).toMatchObject({
      ref: { repositoryId: "R_1", name: "refs/heads/mltrl/promote-a-3", oid: "abc" },
      commit: { expectedHeadOid: "abc", branch: { branchName: "mltrl/promote-a-3" } },
      pull: { repositoryId: "R_1", baseRefName: "main", headRefName: "mltrl/promote-a-3" },
    });
    return outcome;
  }
  const commit = { commit: { oid: "def" } };

  test("is a branch, a commit and a pull request in one request", async () => {
    const data = {
      createRef: { ref: { name: "x" } },
      createCommitOnBranch: commit,
      createPullRequest: { pullRequest: { number: 12 } },
    };
    expect(await proposed({ data })).toEqual(known({ commit: "def", pullRequest: known(12) }));
  });

  test("is not made where the branch cannot be", async () => {
    const exists = { path: ["createRef"], message: "A ref of this name already exists" };
    const stale = { path: ["createCommitOnBranch"], type: "STALE_DATA", message: "Expected" };
    expect(await proposed({ data: {}, errors: [stale, exists] })).toMatchObject({
      cause: "upstream",
      reason: expect.stringContaining("already exists"),
    });
    const forbidden = { path: ["createRef"], type: "FORBIDDEN", message: "x" };
    expect(await proposed({ data: {}, errors: [forbidden] })).toMatchObject({
      cause: "not-visible",
      reason: "this App may not write to the repository",
    });
  });

  test("is told without a pull request where none may be opened", async () => {
    const errors = [{ path: ["createPullRequest"], type: "FORBIDDEN", message: "x" }];
    expect(await proposed({ data: { createCommitOnBranch: commit }, errors })).toMatchObject({
      value: { commit: "def", pullRequest: { reason: "this App may not open pull requests" } },
    });
  });

  test("is not made where the repository is not known", async () => {
    recordGraphql({ data: {}, errors: [{ message: "Something went wrong" }] });
    expect(await theBranch().propose(PROPOSAL)).toMatchObject({ state: "unavailable" });
  });
});

const node = (name: string, ...numbers: number[]) => ({
  name,
  associatedPullRequests: { nodes: numbers.map((number) => ({ number })) },
});

describe("branches that were proposed", () => {
  test("are named in full, whatever GitHub leaves out of their names", async () => {
    const w0 = { totalCount: 2, nodes: [node("promote-a-3", 12), node("mltrl/promote-b-4")] };
    recordGraphql({ data: { repository: { w0, w1: "R_1" } } });
    expect(await theBranch().proposed()).toEqual(
      known(
        new Map([
          ["mltrl/promote-a-3", { pullRequest: 12 }],
          ["mltrl/promote-b-4", { pullRequest: undefined }],
        ]),
      ),
    );
  });

  test("are not told where there are more than come along", async () => {
    const w0 = { totalCount: 101, nodes: [node("promote-a-3")] };
    recordGraphql({ data: { repository: { w0, w1: "R_1" } } });
    expect(await theBranch().proposed()).toMatchObject({
      reason: expect.stringContaining("delete those that were merged"),
    });
  });
});

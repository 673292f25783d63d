import { describe, expect, test } from "@jest/globals";
import { handleCommit } from "../../../../src/main/app/handlers/handle-commit.ts";
import { handlerWorld, job, REPOSITORY } from "../../../support/handler-world.ts";

const { signal } = new AbortController();

describe("a commit", () => {
  test.each([
    [true, { rewrite: { headSha: "abc" } }],
    [false, {}],
  ])("leads to its pull requests (write again: %s)", async (rewrite, more) => {
    const { surroundings, store } = handlerWorld();
    await handleCommit(surroundings)(job({ repository: REPOSITORY, sha: "abc", rewrite }), signal);
    expect(store.kept.map((each) => each.job)).toEqual(
      [7, 8].map((pullRequest) => ({
        key: `5#${pullRequest}`,
        group: "77",
        data: { repository: REPOSITORY, pullRequest, ...more },
      })),
    );
  });

  test("leads to what followed it on the branch that something ran on", async () => {
    const { surroundings, store } = handlerWorld();
    const ranOn = { name: "topic", repository: 5 };
    const commit = job({ repository: REPOSITORY, sha: "def", rewrite: false, ranOn });
    await handleCommit(surroundings)(commit, signal);
    expect(store.kept.map((each) => each.job)).toMatchObject([{ key: "5#9" }]);
  });

  test("of nobody leads nowhere", async () => {
    const { surroundings, store } = handlerWorld();
    const other = job({ repository: REPOSITORY, sha: "def", rewrite: false });
    await handleCommit(surroundings)(other, signal);
    expect(store.kept).toEqual([]);
  });
});

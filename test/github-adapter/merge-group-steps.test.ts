import { describe, expect, test } from "@jest/globals";
import { parseGroupRef } from "../../src/core/model/merge-group.ts";
import type { GroupCommitAnswer, QueueEntryAnswer } from "../../src/github/merge-group-query.ts";
import { groupSteps, reaches } from "../../src/github/merge-group-steps.ts";

const SHA = "b".repeat(40);
const REF = `refs/heads/gh-readonly-queue/main/pr-2-${SHA}`;

/** A commit with its parents, and the pull requests that it is in, each with its head. */
function commit(
  oid: string,
  parents: readonly string[],
  pulls: Readonly<Record<number, string>> = {},
  changes: { state?: string; baseRefName?: string } = {},
): GroupCommitAnswer {
  const nodes = Object.entries(pulls).map(([number, headRefOid]) => ({
    number: Number(number),
    state: "OPEN",
    baseRefName: "main",
    headRefOid,
    ...changes,
  }));
  return {
    oid,
    parents: { nodes: parents.map((each) => ({ oid: each })) },
    associatedPullRequests: { nodes },
  };
}

function entry(base: string, head: string, number: number): QueueEntryAnswer {
  return { baseCommit: { oid: base }, headCommit: { oid: head }, pullRequest: { number } };
}

const QUEUE = [entry("base", "q1", 1), entry("q1", "q2", 2)];

function steps(
  commits: readonly GroupCommitAnswer[],
  entries: readonly QueueEntryAnswer[] = [],
  changes: { headRef?: string; base?: string } = {},
) {
  return groupSteps({
    headRef: REF,
    baseRef: "main",
    base: "base",
    head: "q2",
    commits,
    entries,
    ...changes,
  });
}

describe("the pull requests of a group", () => {
  const both = [
    { pullRequest: 1, base: "base", head: "q1" },
    { pullRequest: 2, base: "q1", head: "q2" },
  ];

  test("are those whose heads were merged, in the order of the queue", () => {
    const merges = [
      commit("q2", ["q1", "head2"], { 1: "head1", 2: "head2" }),
      commit("head2", ["base"], { 2: "head2", 3: "stacked on it" }),
      commit("q1", ["base", "head1"]),
      commit("head1", ["base"], { 1: "head1" }),
      commit("base", []),
    ];
    const merged = both.map((step) => ({ ...step, merged: `head${step.pullRequest}` }));
    expect(steps(merges)).toEqual({ state: "known", value: merged });
    expect(steps(merges, QUEUE)).toEqual({ state: "known", value: merged });
  });

  test("are told by the queue where they were squashed", () => {
    const squashed = [commit("q2", ["q1"]), commit("q1", ["base"])];
    expect(steps(squashed, QUEUE)).toEqual({ state: "known", value: both });
  });

  test("are told by the queue where they were rebased, as several commits each", () => {
    const rebased = [
      commit("q2", ["c4"]),
      commit("c4", ["q1"]),
      commit("q1", ["c2"]),
      commit("c2", ["base"]),
    ];
    expect(steps(rebased, QUEUE)).toEqual({ state: "known", value: both });
  });

  test("are told by the commits where they were rebased and the queue cannot be read", () => {
    const rebased = [
      commit("q2", ["q1"], { 2: "head2" }),
      commit("q1", ["c2"], { 1: "head1" }),
      commit("c2", ["base"], { 1: "head1" }),
    ];
    expect(steps(rebased)).toEqual({ state: "known", value: both });
  });
});

describe("a group is not told", () => {
  const squashed = [commit("q2", ["q1"]), commit("q1", ["base"])];

  test.each<[string, Parameters<typeof steps>, RegExp]>([
    [
      "whose base is not below it",
      [squashed, QUEUE, { base: "elsewhere" }],
      /elsewhe, which it says it was made on, is not among/,
    ],
    [
      "whose last commit nobody knows",
      [squashed, QUEUE.slice(0, 1)],
      /commit q2 belongs to no pull request/,
    ],
    [
      "with a commit before it that nobody knows",
      [squashed, QUEUE.slice(1)],
      /a commit between base and q2 belongs to no pull request/,
    ],
    [
      "where queue and commit disagree",
      [[commit("q2", ["q1"], { 7: "x" }), commit("q1", ["base"])], QUEUE],
      /may come from any of #2, #7/,
    ],
    [
      "with a pull request in it twice",
      [
        [
          commit("q2", ["q1"], { 2: "x" }),
          commit("q1", ["c0"], { 1: "y" }),
          commit("c0", ["base"], { 2: "x" }),
        ],
      ],
      /#2 is in it twice/,
    ],
    [
      "of a closed pull request",
      [[commit("q2", ["base"], { 2: "x" }, { state: "CLOSED" })]],
      /belongs to no pull request/,
    ],
    [
      "of a pull request to another branch",
      [[commit("q2", ["base"], { 2: "x" }, { baseRefName: "other" })]],
      /belongs to no pull request/,
    ],
    [
      "of a merge of something that is no head",
      [[commit("q2", ["base", "h"]), commit("h", ["base"], { 2: "later" })]],
      /belongs to no pull request/,
    ],
    ["that is empty", [[], [], { base: "q2" }], /belongs to no pull request/],
    [
      "under a name of another form",
      [squashed, QUEUE, { headRef: "refs/heads/gh-readonly-queue/main/2" }],
      /a name of an unknown form/,
    ],
    [
      "under another number",
      [squashed, QUEUE, { headRef: `refs/heads/gh-readonly-queue/main/pr-9-${SHA}` }],
      /names #9 for main, and its commits are of #2 for main/,
    ],
    [
      "under another branch",
      [squashed, QUEUE, { headRef: `refs/heads/gh-readonly-queue/next/pr-2-${SHA}` }],
      /names #2 for next/,
    ],
  ])("%s", (_, asked, reason) => {
    expect(steps(...asked)).toEqual({
      state: "unavailable",
      cause: "upstream",
      reason: expect.stringMatching(reason),
    });
  });
});

test("commits are read until the base is among them", () => {
  const [last, first] = [commit("q2", ["q1"]), commit("q1", ["base"])];
  expect(reaches({ base: "base", head: "q2", commits: [last] })).toBe(false);
  expect(reaches({ base: "base", head: "q2", commits: [last, first] })).toBe(true);
});

test.each([
  [
    `refs/heads/gh-readonly-queue/release/1.0/pr-12-${SHA}`,
    { branch: "release/1.0", pullRequest: 12 },
  ],
  [`refs/heads/gh-readonly-queue/main/pr-0-${SHA}`, undefined],
  [`refs/heads/gh-readonly-queue/main/pr-12-${SHA}-more`, undefined],
  [`refs/heads/gh-readonly-queue/main/pr-12-abc`, undefined],
  [`refs/heads/gh-readonly-queue/pr-12-${SHA}`, undefined],
  [`refs/heads/feature/gh-readonly-queue/main/pr-12-${SHA}`, undefined],
])("the ref %s", (ref, named) => {
  expect(parseGroupRef(ref)).toEqual(named);
});

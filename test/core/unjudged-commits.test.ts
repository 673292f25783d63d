import { expect, test } from "@jest/globals";
import type { LandedCommit } from "../../src/core/model/landing.ts";
import { unjudgedCommits } from "../../src/core/unjudged-commits.ts";

function by(conclusions: readonly string[], changes: object = {}): LandedCommit["pullRequests"] {
  return [{ number: 7, merged: true, baseRef: "main", conclusions, ...changes }];
}

function way(...pullRequests: LandedCommit["pullRequests"][]): LandedCommit[] {
  return pullRequests.map((each, i) => ({
    id: `c${i + 1}`,
    parent: `c${i}`,
    pullRequests: each,
  }));
}

const isMain = (branch: string): boolean => branch === "main";

test.each<[string, LandedCommit[], object[]]>([
  ["by a pull request that passed", way(by(["success", "neutral"])), []],
  ["by a rebase of two commits", way(by(["success"]), by(["success"])), []],
  ["by nobody", way([]), [{ id: "c1" }]],
  ["past a red check", way(by(["failure"])), [{ id: "c1", pullRequest: 7 }]],
  ["before there was a verdict", way(by([])), [{ id: "c1", pullRequest: 7 }]],
  ["while people were waited for", way(by(["action_required"])), [{ id: "c1", pullRequest: 7 }]],
  ["by a pull request to another branch", way(by(["success"], { baseRef: "topic" })), [{ id: "c1" }]], // prettier-ignore
  ["by a pull request that is still open", way(by(["success"], { merged: false })), [{ id: "c1" }]], // prettier-ignore
  ["below a pull request that passed", way([], by(["success"])), [{ id: "c1" }]],
])("a commit that came %s", (_, commits, expected) => {
  expect(unjudgedCommits(commits, isMain, "c0", `c${commits.length}`)).toEqual(expected);
});

test("a history that was written anew is not followed to its beginning", () => {
  const commits = way(by(["success"]));
  expect(unjudgedCommits(commits, isMain, "gone", "c1")).toEqual([{ id: "c0" }]);
  const orphan: LandedCommit = { id: "c1", pullRequests: [] };
  expect(unjudgedCommits([orphan], isMain, "gone", "c1")).toEqual([{ id: "c1" }]);
});

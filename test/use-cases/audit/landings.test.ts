import { expect, test } from "@jest/globals";
import { parseCapsule } from "../../../src/core/records/capsule.ts";
import type { Capsule } from "../../../src/core/records/capsule-schema.ts";
import { landingsOf } from "../../../src/use-cases/audit/landings.ts";
import { fakeRecords } from "../../support/fake-records.ts";
import { recordFakeMerge } from "../../support/record-fake-merge.ts";

const store = fakeRecords();
await recordFakeMerge(7, [store]);
const parsed = parseCapsule(store.texts().join(""), "record");
if (parsed.state === "unavailable") throw new Error(parsed.reason);
const CAPSULE = parsed.value;

function link(pullRequest: Partial<Capsule["pull-request"]>) {
  const capsule = { ...CAPSULE, "pull-request": { ...CAPSULE["pull-request"], ...pullRequest } };
  return { name: "n", digest: "d", capsule: { state: "known" as const, value: capsule } };
}

function commits(...ids: string[]) {
  return ids.map((commit, i) => ({
    commit,
    parent: ids[i - 1],
    date: "2026-06-01T12:00:00Z",
    author: "a",
    subject: "s",
  }));
}

test("a merge has its record, and a commit without one stands for itself", () => {
  const own = link({ "merge-commit": "c", "base-before": "b" });
  const { landings, lost } = landingsOf(commits("a", "b", "c"), [own], "main");
  expect(landings.map(({ commit, link: found }) => [commit, found !== undefined])).toEqual([
    ["a", false],
    ["b", false],
    ["c", true],
  ]);
  expect(lost).toEqual([]);
});

test("the row of commits that a rebase left is one merge, on what its first stands on", () => {
  const own = link({ "merge-commit": "d", "base-before": "a" });
  const { landings } = landingsOf(commits("a", "b", "c", "d", "e"), [own], "main");
  expect(landings.map(({ commit, parent }) => [commit, parent])).toEqual([
    ["a", undefined],
    ["d", "a"],
    ["e", "d"],
  ]);
});

test("records of other branches are theirs, and one of a merge that is gone is lost", () => {
  const other = link({ "merge-commit": "z", base: "release/1.0" });
  const gone = link({ "merge-commit": "y", "base-before": "a" });
  const { landings, lost } = landingsOf(commits("a"), [other, gone], "main");
  expect(landings).toHaveLength(1);
  expect(lost).toEqual([gone]);
});

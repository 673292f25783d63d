import { describe, expect, test } from "@jest/globals";
import type { Standing } from "../../src/ports/overview.ts";
import type { Swept } from "../../src/ports/pull-requests.ts";
import { isWorthALook, missedIn, type Settled } from "../../src/use-cases/sweep.ts";

const REPOSITORY = { id: 5, owner: "acme", name: "scanner", installation: 1 };

const open = (number: number, changes: object = {}) => ({
  number,
  baseRef: "main",
  headSha: "h",
  hasQueue: false,
  updatedAt: "2026-06-01T10:00:00Z",
  judgedAt: undefined,
  ...changes,
});

const merge = (number: number, mergedAt: string, baseRef = "main") =>
      ({ number, mergedAt: `2026-06-01T${mergedAt}:00Z`, baseRef, mergeCommit: `m${number}` }) as const; // prettier-ignore

const swept = (found: Partial<Swept>) =>
  missedIn(
    REPOSITORY,
    { open: [], merged: [], hasRecords: true, now: "2026-06-01T11:00:00Z", ...found },
    {
      isUngated: (branch) => branch === "topic",
      judged: new Map([[5, "2026-06-01T10:30:00Z"]]),
      since: "2026-06-01T10:00:00.000Z",
    },
  );

describe("a sweep", () => {
  test("finds what has no verdict, or one from before something happened", () => {
    const pulls = [
      open(1),
      open(2, { judgedAt: "2026-06-01T09:59:00Z" }),
      open(3, { judgedAt: "2026-06-01T10:00:00Z" }),
      open(4, { judgedAt: "2026-06-01T10:00:01Z" }),
      open(5, { judgedAt: "2026-06-01T09:00:00Z" }),
      open(6, { baseRef: "topic" }),
    ];
    const { requests, merged } = swept({ open: pulls, hasRecords: false });
    expect(requests.map(({ pullRequest }) => pullRequest)).toEqual([1, 2, 3]);
    expect(merged).toEqual([]);
  });

  test("finds merges of late to branches that may be gated, in their order", () => {
    const merged = [merge(4, "10:30"), merge(3, "10:00"), merge(2, "09:59"), merge(5, "10:10", "topic")]; // prettier-ignore
    const found = swept({ merged, hasRecords: true });
    expect(found.merged).toEqual(
      [merged[1], merged[0]].map(({ number, mergedAt, mergeCommit } = merge(0, "")) => ({
        repository: REPOSITORY,
        number,
        mergedAt,
        mergeCommit,
      })),
    );
    expect(swept({ merged, hasRecords: false }).merged).toEqual([]);
  });
});

const SINCE = "2026-06-01T10:00:00Z";

function standing(changes: Partial<Standing> = {}): Standing {
  return {
    listed: { repository: REPOSITORY, node: "R_5", openIssues: 1, pushedAt: SINCE },
    basis: "tree",
    hasRecords: true,
    open: 1,
    touchedAt: "2026-06-01T09:00:00Z",
    mergedAt: undefined,
    ...changes,
  };
}

describe("a repository is looked at", () => {
  const settled = { at: "2026-06-01T10:00:00Z", basis: "tree" };
  test.each<[string, Partial<Standing>, Settled | undefined, boolean]>([
    ["where nothing is known of it", {}, undefined, true],
    ["not where no check can cover it", { basis: undefined }, undefined, false],
    ["not where nothing is open", { open: 0, touchedAt: undefined }, undefined, false],
    ["not where nothing was missed, and nothing happened since", {}, settled, false],
    ["where something happened since", { touchedAt: "2026-06-01T10:01:00Z" }, settled, true],
    ["where something happened just before", { touchedAt: "2026-06-01T09:55:00Z" }, settled, true],
    ["where another policy may cover it", { basis: "other" }, settled, true],
    ["where something was merged since", { open: 0, mergedAt: "2026-06-01T10:00:00Z" }, settled, true], // prettier-ignore
    ["not for what was merged before", { open: 0, mergedAt: "2026-06-01T09:59:59Z" }, settled, false], // prettier-ignore
    ["not for merges that leave no record", { open: 0, hasRecords: false, mergedAt: "2026-06-01T10:30:00Z" }, undefined, false], // prettier-ignore
  ])("%s", (_, changes, known, expected) => {
    expect(isWorthALook(standing(changes), known, SINCE)).toBe(expected);
  });
});

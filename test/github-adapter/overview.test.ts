import { describe, expect, test } from "@jest/globals";
import { type CensusAnswer, standingIn } from "../../src/github/census.ts";
import { changedIn, searchText } from "../../src/github/changed-pull-requests.ts";
import { githubDeliveryLog } from "../../src/github/github-delivery-log.ts";
import { githubOverview } from "../../src/github/github-overview.ts";
import { batchesOf, lookedIn, type ManyAnswer } from "../../src/github/look-at-many.ts";
import type { ListedRepository } from "../../src/ports/installations.ts";
import type { Standing } from "../../src/ports/overview.ts";
import {
  recordedClient,
  recordGraphql,
  REPOSITORY,
  SERVER_TIME,
} from "../support/fake-github-api.ts";

const AT = "2026-06-01T10:00:00Z";

const listed = (id: number): ListedRepository => ({
  repository: { ...REPOSITORY, id },
  node: `R_${id}`,
  openIssues: 1,
  pushedAt: AT,
});

const standing = (id: number, open: number): Standing => ({
  listed: listed(id),
  basis: "tree",
  hasRecords: true,
  open,
  touchedAt: AT,
  mergedAt: undefined,
});

type Counted = NonNullable<CensusAnswer["nodes"][number]>;

function counted(changes: Partial<Counted> = {}): Counted {
  return {
    id: "R_5",
    defaultBranchRef: { target: { records: null }, rules: { totalCount: 0, nodes: [] } },
    open: { totalCount: 2, nodes: [{ updatedAt: AT }] },
    merged: { nodes: [] },
    ...changes,
  };
}

const branch = (records: string | undefined, contexts: readonly string[], more = 0) => ({
  defaultBranchRef: {
    target: { records: records === undefined ? null : { oid: records } },
    rules: {
      totalCount: 1 + more,
      nodes: [
        {
          parameters: {
            requiredStatusChecks: contexts.map((context) => ({ context, integrationId: null })),
          },
        },
      ],
    },
  },
});

const holder = (oid: string) => ({ defaultBranchRef: { target: { policy: { oid } } } });
const NOBODY = { privatePolicy: null, publicPolicy: null };

const basisOf = (
  each: Partial<Counted>,
  account: Partial<CensusAnswer> = {},
  errors: readonly { type?: string; path: string[]; message: string }[] = [],
  had = false,
) =>
  standingIn(
    { data: { ...NOBODY, nodes: [counted(each)], ...account }, errors },
    [listed(5)],
    had,
  )[0]?.basis;

describe("what may gate a repository", () => {
  test.each<[string, string | undefined, string | undefined]>([
    ["nothing", basisOf({}), undefined],
    ["a policy of its own", basisOf(branch("tree", [])), "tree "],
    ["one of its account", basisOf({}, { publicPolicy: holder("org") }), " org"],
    ["a check of ours that is required", basisOf(branch(undefined, ["build", "mltrl/main"])), "  mltrl/main"],
    ["no check of others", basisOf(branch(undefined, ["build"])), undefined],
    ["more rules than are shown", basisOf(branch(undefined, [], 1)), "  rules"],
    ["no repository at all", basisOf({ defaultBranchRef: null }), undefined],
    ["an account's policy that is out of sight", basisOf({}, {}, [], true), " unseen"],
    ["what may not be read", basisOf({}, {}, [{ type: "FORBIDDEN", path: ["publicPolicy"], message: "" }]), " unseen"],
    ["not what is not there", basisOf({}, {}, [{ type: "NOT_FOUND", path: ["publicPolicy"], message: "" }]), undefined],
  ])("%s", (_, basis, expected) => {
    expect(basis).toBe(expected);
  }); // prettier-ignore

  test("is not told of what is out of reach", () => {
    const nodes = [null, counted({ id: "R_6" })];
    const found = standingIn({ data: { ...NOBODY, nodes }, errors: [] }, [listed(5)], false);
    expect(found).toEqual([]);
  });
});

const merge = (updatedAt: string) => ({
  number: 3,
  baseRefName: "main",
  updatedAt,
  mergedAt: updatedAt,
  mergedBy: { login: "ml-engineer" },
  mergeCommit: { oid: "m" },
});

const answer = (merged: string, more: boolean): ManyAnswer => ({
  nodes: [
    null,
    {
      id: "R_5",
      defaultBranchRef: { target: { records: { oid: "tree" } } },
      pullRequests: { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] },
      merged: { pageInfo: { hasNextPage: more, endCursor: null }, nodes: [merge(merged)] },
    },
  ],
});

describe("repositories are looked at together", () => {
  test("with others of their size, as many as cost allows", () => {
    const all = [
      ...Array.from({ length: 60 }, (_, i) => standing(i, 1)),
      ...Array.from({ length: 7 }, (_, i) => standing(100 + i, 18)),
      standing(200, 4),
    ];
    expect(batchesOf(all).map(({ variables: { ids, open } }) => [open, ids.length])).toEqual([
      [2, 50],
      [2, 10],
      [20, 6],
      [20, 1],
      [5, 1],
    ]);
  });

  test.each<[string, string, boolean, boolean]>([
    ["are read to the end where it is not far", AT, false, false],
    ["are left to a look of their own where there are more", AT, true, true],
    ["need no more where the last is older", "2026-06-01T09:00:00Z", true, false],
  ])("merges %s", (_, merged, more, expected) => {
    const [found] = lookedIn(answer(merged, more), SERVER_TIME, [standing(5, 1)], AT);
    expect(found).toMatchObject({ repository: { id: 5 }, hasRecords: true, more: expected });
    expect(found?.merged).toMatchObject([{ number: 3, mergedBy: "ml-engineer" }]);
  });
});

const pull = (repository: number, state: "OPEN" | "MERGED" | "CLOSED", number: number) => ({
  state,
  number,
  baseRefName: "main",
  headRefOid: "h",
  updatedAt: AT,
  mergedAt: state === "MERGED" ? AT : null,
  mergedBy: null,
  mergeCommit: state === "MERGED" ? { oid: "m" } : null,
  commits: { nodes: [] },
  repository: {
    databaseId: repository,
    name: "renamed",
    owner: { login: "acme" },
    defaultBranchRef: null,
  },
});

const page = (nodes: readonly object[], changes: object = {}) => ({
  search: {
    issueCount: nodes.length,
    pageInfo: { hasNextPage: false, endCursor: null },
    nodes,
    ...changes,
  },
});

describe("what changed in an account", () => {
  test("is searched for since an instant", () => {
    expect(searchText("acme", "2026-06-01T10:00:00.000Z")).toBe(
      "user:acme is:pr archived:false updated:>=2026-06-01T10:00:00Z sort:updated-asc",
    );
  });

  test("is told by repository, by its name of today", () => {
    const nodes = [pull(5, "OPEN", 1), pull(9, "OPEN", 7), pull(5, "MERGED", 2), pull(5, "CLOSED", 3)]; // prettier-ignore
    const found = changedIn([page(nodes)] as never, [REPOSITORY], SERVER_TIME);
    expect(found).toMatchObject({
      looked: [{ repository: { ...REPOSITORY, name: "renamed" }, open: [{ number: 1 }], merged: [{ number: 2 }] }],
      elsewhere: [9],
    }); // prettier-ignore
  });
});

const overview = () =>
  githubOverview(() => Promise.resolve(recordedClient()), 4242, {
    lastSeen: () => Promise.resolve(undefined),
  });

describe("an overview", () => {
  test("of nothing costs nothing", async () => {
    expect(await overview().standing([])).toEqual([]);
    expect(await overview().look([], AT)).toEqual([]);
    expect(await overview().changed([], AT)).toEqual({ looked: [], elsewhere: [], complete: true });
  });

  test("reads what changed page by page, and tells where a search does not show all", async () => {
    const next = { pageInfo: { hasNextPage: true, endCursor: "c" }, issueCount: 3 };
    const asked = recordGraphql(
      { data: page([pull(5, "OPEN", 1)], next) },
      { data: page([pull(5, "OPEN", 2)]) },
    );
    const { complete, looked } = await overview().changed([REPOSITORY], AT);
    expect(complete).toBe(false);
    expect(looked[0]?.open.map(({ number }) => number)).toEqual([1, 2]);
    expect(asked.map(({ variables }) => variables["after"])).toEqual([null, "c"]);
  });
});

const answering = (status: number) =>
  githubDeliveryLog({
    request: () => Promise.reject(Object.assign(new Error("no"), { status })),
  });

describe("an attempt that cannot be repeated", () => {
  test.each([404, 422])("because of %i is left", async (status) => {
    await expect(answering(status).repeat(7)).resolves.toBeUndefined();
  });
  test("because of a fault is tried again", async () => {
    await expect(answering(502).repeat(7)).rejects.toThrow("no");
  });
});

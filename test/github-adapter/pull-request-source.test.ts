import { describe, expect, test } from "@jest/globals";
import type { Change } from "../../src/core/model/change.ts";
import { type Fact, known } from "../../src/core/model/fact.ts";
import { graceStart } from "../../src/core/model/grace.ts";
import { NOTHING_EXPECTED } from "../../src/github/expected-reads.ts";
import { githubRepository } from "../../src/github/github-repository.ts";
import { createObjectCache } from "../../src/github/caches/object-cache.ts";
import { createObjectLoader } from "../../src/github/object-loader.ts";
import { createPullRequestReader } from "../../src/github/pull-request-reader.ts";
import { pullRequestSource } from "../../src/github/pull-request-source.ts";
import type { RecordSizes } from "../../src/github/record-texts.ts";
import {
  NO_CI,
  noOrganizationMemory,
  recordedClient,
  recordGraphql,
  recordRest,
  REPOSITORY,
  SERVER_TIME,
} from "../support/fake-github-api.ts";
import { anEvaluation, aSide, aSuite, page, type PullChanges } from "../support/fake-evaluation.ts";

const APP = 4242;

function opened(sizes: RecordSizes = new Map()) {
  const client = recordedClient();
  const cache = createObjectCache(1_000_000);
  const access = {
    client,
    cache,
    repository: REPOSITORY,
    organization: noOrganizationMemory(),
    ci: NO_CI,
    loader: createObjectLoader(client, REPOSITORY, cache),
  };
  const repository = githubRepository(access);
  const reader = createPullRequestReader(sizes, NOTHING_EXPECTED);
  return { repository, source: pullRequestSource(access, repository, 7, APP, reader) };
}

function read(changes: PullChanges = {}, repository: object = {}): Promise<Fact<Change>> {
  recordGraphql({ data: { repository: anEvaluation(changes, repository) } });
  return opened().source.read();
}

async function change(changes?: PullChanges, repository?: object): Promise<Change> {
  const fact = await read(changes, repository);
  if (fact.state === "unavailable") throw new Error(fact.reason);
  return fact.value;
}

test("a pull request as GitHub tells it", async () => {
  expect(await change()).toEqual({
    title: "A change",
    organization: { state: "known", value: undefined },
    defaultBranch: "main",
    baseRef: "main",
    headRef: "topic",
    defaultTip: "main-tip",
    baseTip: "base-tip",
    head: "head-tip",
    state: "open",
    draft: false,
    fromFork: false,
    archived: false,
    author: { login: "ml-engineer", bot: false },
    changedFiles: { state: "known", value: [{ path: "src/a.py", status: "modified" }] },
    behindBase: { state: "known", value: false },
    contributors: { state: "known", value: { logins: ["ml-engineer"], unlinked: [] } },
    reviews: { state: "known", value: [] },
    comments: { state: "known", value: [] },
    replacedHeads: { state: "known", value: [] },
    askedReviewers: { state: "known", value: [] },
    codeOwners: { state: "known", value: undefined },
    checkRuns: { state: "known", value: [] },
    requiredChecks: { state: "known", value: [] },
    siblings: [],
    now: SERVER_TIME,
  });
});

test.each<[PullChanges, object, Partial<Change>]>([
  [{ state: "MERGED" }, {}, { state: "merged" }],
  [{ state: "CLOSED" }, {}, { state: "closed" }],
  [{ author: { login: "renovate", __typename: "Bot" } }, {}, { author: { login: "renovate", bot: true } }], // prettier-ignore
  [{ author: null }, {}, { author: { login: "ghost", bot: false } }],
  [{ isCrossRepository: true, isDraft: true }, { isArchived: true }, { fromFork: true, draft: true, archived: true }], // prettier-ignore
])("%j %j", async (changes, repository, expected) => {
  expect(await change(changes, repository)).toMatchObject(expected);
});

const many = (count: number, node: object): object => ({
  totalCount: count,
  nodes: Array.from({ length: Math.min(count, 100) }, () => node),
});

test("F30: whether a pull request can be merged is not asked", async () => {
  const asked = recordGraphql({ data: { repository: anEvaluation({}, {}) } });
  await opened().source.read();
  expect(asked.map(({ query }) => /mergeable|mergeStateStatus|potentialMerge/.test(query))).toEqual(
    [false],
  );
});

describe("what cannot be read whole is not known, never guessed", () => {
  const commit = { commit: { parents: page(), authors: page(), committer: null, signature: null } };

  test.each<[keyof Change, PullChanges, string]>([
    ["contributors", { commits: many(101, commit) }, "101 commits"],
    ["contributors", { commits: { totalCount: 1, nodes: [{ commit: { ...commit.commit, authors: { totalCount: 11, nodes: [] } } }] } }, "more authors"], // prettier-ignore
    ["reviews", { reviews: many(101, { databaseId: 1, state: "APPROVED", submittedAt: "x", author: null, commit: null }) }, "more reviews"], // prettier-ignore
    ["reviews", { timelineItems: many(101, {}) }, "more reviews"],
    ["requiredChecks", { baseRef: { target: aSide("base-tip"), rules: many(101, { parameters: null }) } }, "more rules"], // prettier-ignore
    ["changedFiles", { files: null }, "does not list the changed files yet"],
    ["changedFiles", { files: { totalCount: 3001, nodes: [], pageInfo: { hasNextPage: false, endCursor: null } } }, "3001 files change; GitHub lists 3000"], // prettier-ignore
    ["changedFiles", { files: { totalCount: 2, nodes: [{ path: "a", changeType: "ADDED" }], pageInfo: { hasNextPage: false, endCursor: null } } }, "listed 1 of 2"], // prettier-ignore
  ])("%s: %j", async (name, changes, reason) => {
    expect((await change(changes))[name]).toMatchObject({
      state: "unavailable",
      cause: "upstream",
      reason: expect.stringContaining(reason),
    });
  });

  test.each([
    ["suites", { checkSuites: many(101, aSuite({})) }],
    ["runs", { checkSuites: page(aSuite({ total: 51 })) }],
  ])("check runs, where there are too many %s", async (_, runs) => {
    expect((await change({ runs })).checkRuns).toMatchObject({ state: "unavailable" });
  });

  test.each<[string, PullChanges, object]>([
    ["the head", { head: { nodes: [] } }, {}],
    ["the base branch", { baseRef: null }, {}],
    ["the default branch", {}, { defaultBranchRef: null }],
    ["the pull request", {}, { p0: null }],
  ])("the change, where %s is gone", async (_, changes, repository) => {
    expect(await read(changes, repository)).toMatchObject({
      state: "unavailable",
      reason: "pull request #7 cannot be read: it, its base branch or the default branch is gone",
    });
  });

  test("but where the base branch went with the merge its last commit stands for it", async () => {
    const gone = { state: "MERGED", baseRef: null, baseRefOid: "last" } as const;
    expect(await change(gone)).toMatchObject({ state: "merged", baseTip: "last" });
  });

  test("the change, where GitHub says why", async () => {
    recordGraphql({ data: { repository: null }, errors: [{ message: "Could not resolve" }] });
    expect(await opened().source.read()).toMatchObject({
      reason: "pull request #7 cannot be read: Could not resolve",
    });
  });
});

const files = (...nodes: [string, string][]) => ({
  ...page(...nodes.map(([path, changeType]) => ({ path, changeType }))),
  pageInfo: { hasNextPage: false, endCursor: null },
});

describe("changed files", () => {
  test("keep what happened to them", async () => {
    const kinds = files(["a", "ADDED"], ["b", "COPIED"], ["c", "DELETED"], ["d", "CHANGED"]);
    expect((await change({ files: kinds })).changedFiles).toMatchObject({
      value: ["added", "added", "removed", "modified"].map((status) => ({ status })),
    });
  });

  test("are read page by page", async () => {
    const first = { ...files(["a", "ADDED"]), totalCount: 2, pageInfo: { hasNextPage: true, endCursor: "c1" } }; // prettier-ignore
    const asked = recordGraphql(
      { data: { repository: anEvaluation({ files: first }) } },
      { data: { repository: { pullRequest: { files: files(["b", "ADDED"]) } } } },
    );
    const fact = await opened().source.read();
    expect(fact).toMatchObject({
      value: { changedFiles: { value: [{ path: "a" }, { path: "b" }] } },
    });
    expect(asked[1]?.variables).toMatchObject({ number: 7, after: "c1" });
  });

  const FILES = "/repos/acme/scanner/pulls/7/files?per_page=100&page=1";

  test("that moved are asked for their old names", async () => {
    recordRest("GET", FILES, [
      { filename: "new", status: "renamed", previous_filename: "old" },
      { filename: "x", status: "copied" },
      { filename: "y", status: "removed" },
      { filename: "z", status: "changed" },
    ]);
    const moved = files(["new", "RENAMED"], ["x", "COPIED"], ["y", "DELETED"], ["z", "CHANGED"]);
    expect((await change({ files: moved })).changedFiles).toEqual({
      state: "known",
      value: [
        { path: "new", status: "renamed", previousPath: "old" },
        { path: "x", status: "added" },
        { path: "y", status: "removed" },
        { path: "z", status: "modified" },
      ],
    });
  });

  test("are not known where the second list is shorter", async () => {
    recordRest("GET", FILES, []);
    expect((await change({ files: files(["new", "RENAMED"]) })).changedFiles).toMatchObject({
      reason: "GitHub listed 0 of 1 files",
    });
  });
});

describe("check runs", () => {
  const run = {
    databaseId: 3,
    name: "lint",
    status: "COMPLETED",
    conclusion: "SUCCESS",
    externalId: "d",
  };

  test("are of this repository's suites, once each, and known to be ours or not", async () => {
    const own = page(aSuite({ app: APP, runs: [{ ...run, databaseId: 9, name: "mltrl/main", status: "IN_PROGRESS", conclusion: null, externalId: null }] })); // prettier-ignore
    const checkSuites = page(
      aSuite({
        app: 15368,
        runs: [run, { ...run, databaseId: 4, status: "QUEUED", conclusion: null }],
      }),
      aSuite({ app: 15368, repository: 99, runs: [{ ...run, databaseId: 5 }] }),
      aSuite({ app: null, runs: [{ ...run, databaseId: 6 }] }),
      ...own.nodes,
    );
    const { checkRuns } = await change({ runs: { own, checkSuites } });
    expect(checkRuns).toEqual({
      state: "known",
      value: [
        {
          id: 9,
          name: "mltrl/main",
          app: { id: APP, slug: "app" },
          status: "in_progress",
          own: true,
        },
        { id: 3, name: "lint", app: { id: 15368, slug: "app" }, status: "completed", conclusion: "success", externalId: "d", own: false }, // prettier-ignore
        { id: 4, name: "lint", app: { id: 15368, slug: "app" }, status: "queued", externalId: "d", own: false }, // prettier-ignore
        { id: 6, name: "lint", app: { id: 0, slug: "" }, status: "completed", conclusion: "success", externalId: "d", own: false }, // prettier-ignore
      ],
    });
  });

  test("are none where GitHub shows none", async () => {
    const runs = { own: null, checkSuites: null, associatedPullRequests: null };
    expect(await change({ runs })).toMatchObject({ checkRuns: { value: [] }, siblings: [] });
  });
});

const aPull = (number: number, state: string, headRefOid: string) => ({ number, state, headRefOid, isCrossRepository: number === 9 }); // prettier-ignore

test("siblings are open and have this very head", async () => {
  const associatedPullRequests = page(
    aPull(7, "OPEN", "head-tip"),
    aPull(8, "CLOSED", "head-tip"),
    aPull(9, "OPEN", "head-tip"),
    aPull(10, "OPEN", "elsewhere"),
  );
  expect((await change({ runs: { associatedPullRequests } })).siblings).toEqual([
    { number: 7, fromFork: false },
    { number: 9, fromFork: true },
  ]);
});

test("required checks are those of every rule, with the App they are pinned to", async () => {
  const rules = page(
    { parameters: { requiredStatusChecks: [{ context: "mltrl/main", integrationId: APP }, { context: "lint", integrationId: null }] } }, // prettier-ignore
    { parameters: {} },
    { parameters: null },
  );
  const { requiredChecks } = await change({ baseRef: { target: aSide("base-tip"), rules } });
  expect(requiredChecks).toEqual({
    state: "known",
    value: [{ name: "mltrl/main", app: APP }, { name: "lint" }],
  });
  const without = await change({ baseRef: { target: aSide("base-tip"), rules: null } });
  expect(without.requiredChecks).toEqual({ state: "known", value: [] });
});

const commits = (...parents: string[]) =>
  page({ commit: { parents: page(...parents.map((oid) => ({ oid }))), authors: page(), committer: null, signature: null } }); // prettier-ignore

describe("a head is behind its base", () => {
  test.each([
    [["base-tip"], false],
    [["older", "base-tip"], false],
    [["older"], true],
    [[], true],
  ])("with parents %j: %s", async (parents, behind) => {
    expect((await change({ commits: commits(...parents) })).behindBase).toEqual({
      state: "known",
      value: behind,
    });
  });
});

const review = (databaseId: number, state: string, changes: object = {}) => ({
  databaseId,
  state,
  submittedAt: "2026-06-01T10:00:00Z",
  author: { login: "researcher", __typename: "User" },
  commit: { oid: "seen" },
  ...changes,
});

const states = async (reviews: object[], dismissals: object[] = []): Promise<unknown> => {
  const { reviews: found } = await change({ reviews: page(...reviews), timelineItems: page(...dismissals) }); // prettier-ignore
  return found.state === "known" ? found.value.map(({ state }) => state) : found;
};

const byPush = (id: number, previousReviewState: string) => ({ review: { databaseId: id }, pullRequestCommit: { commit: { oid: "x" } }, previousReviewState }); // prettier-ignore

describe("reviews", () => {
  test("keep their state, commit and author", async () => {
    const bot = review(2, "CHANGES_REQUESTED", { author: { login: "bot", __typename: "Bot" } });
    const { reviews } = await change({ reviews: page(review(1, "APPROVED"), bot) });
    expect(reviews).toMatchObject({
      value: [
        { author: { login: "researcher", bot: false }, state: "approved", commit: "seen" },
        { author: { login: "bot", bot: true }, state: "changes-requested" },
      ],
    });
  });

  test("that a person dismissed are void; those that a push dismissed keep their state", async () => {
    const byPerson = { review: { databaseId: 1 }, pullRequestCommit: null, previousReviewState: "APPROVED" }; // prettier-ignore
    const reviews = [1, 2, 3].map((id) => review(id, "DISMISSED"));
    expect(
      await states(reviews, [
        byPerson,
        byPush(2, "APPROVED"),
        byPush(3, "CHANGES_REQUESTED"),
        { review: null },
      ]),
    ).toEqual(["dismissed", "approved", "changes-requested"]);
  });

  test("without author, commit or time are left out", async () => {
    const strange = [{ author: null }, { commit: null }, { submittedAt: null }];
    expect(await states(strange.map((each, i) => review(i, "APPROVED", each)))).toEqual([]);
  });

  test("are none where GitHub shows none", async () => {
    expect((await change({ reviews: null })).reviews).toEqual({ state: "known", value: [] });
  });
});

const gone = (oid: string): object => ({ beforeCommit: { oid } });

async function replaced(nodes: object[], hasPreviousPage = false): Promise<unknown> {
  return (await change({ replaced: { nodes, pageInfo: { hasPreviousPage } } })).replacedHeads;
}

describe("heads that a forced push took away", () => {
  test("are told, each once", async () => {
    expect(await replaced([gone("a"), gone("b"), gone("a")])).toEqual(known(["a", "b"]));
  });

  test("are not known where there are too many, or one is not kept", async () => {
    expect(await replaced([gone("a")], true)).toMatchObject({
      reason: expect.stringContaining("by force more than 1 times"),
    });
    expect(await replaced([gone("a"), { beforeCommit: null }])).toMatchObject({
      reason: expect.stringContaining("does not keep a head"),
    });
  });
});

const askedAt = (login: string, createdAt: string): object => ({
  createdAt,
  requestedReviewer: { login },
});

test("people who were asked for a review are told with when they were last", async () => {
  const { askedReviewers } = await change({
    asked: page(
      askedAt("ann", "2026-06-01T10:00:00Z"),
      askedAt("ben", "2026-06-01T11:00:00Z"),
      askedAt("ann", "2026-06-02T10:00:00Z"),
      { createdAt: "2026-06-02T10:00:00Z", requestedReviewer: {} },
    ),
  });
  expect(askedReviewers).toEqual(
    known([
      { login: "ann", at: "2026-06-02T10:00:00Z" },
      { login: "ben", at: "2026-06-01T11:00:00Z" },
    ]),
  );
});

const comment = (changes: object) => ({
  databaseId: 1,
  body: "/mltrl status",
  lastEditedAt: null,
  viewerDidAuthor: false,
  author: { login: "researcher", __typename: "User" },
  ...changes,
});

describe("comments", () => {
  test("that speak to the App, or are its own, are kept with what tells whose words they are", async () => {
    const { comments } = await change({
      comments: page(
        comment({}),
        comment({ databaseId: 2, body: "looks good" }),
        comment({ databaseId: 3, lastEditedAt: "2026-06-01T10:00:00Z" }),
        comment({ databaseId: 4, author: { login: "some-ci", __typename: "Bot" } }),
        comment({ databaseId: 5, author: null }),
        comment({ databaseId: 6, body: "<!-- mltrl-gate accepted {} -->", viewerDidAuthor: true }),
        comment({ databaseId: null }),
      ),
    });
    const kept = comments.state === "known" ? comments.value : [];
    expect(kept.map(({ id, author, edited, own }) => [id, author, edited, own])).toEqual([
      [1, { login: "researcher", bot: false }, false, false],
      [3, { login: "researcher", bot: false }, true, false],
      [4, { login: "some-ci", bot: true }, false, false],
      [5, { login: "ghost", bot: true }, false, false],
      [6, { login: "researcher", bot: false }, false, true],
    ]);
  });
});

const actor = (login: string | null, email: string | null) => ({ email, user: login === null ? null : { login } }); // prettier-ignore

const by = (authors: object[], committer: object | null, signature: object | null = null) =>
  page({ commit: { parents: page(), authors: page(...authors), committer, signature } });

describe("contributors", () => {
  test("are author, co-authors and committers, once each", async () => {
    const commits = by([actor("a", "a@x"), actor("b", "b@x")], actor("c", "c@x"));
    expect((await change({ commits })).contributors).toEqual({
      state: "known",
      value: { logins: ["ml-engineer", "a", "b", "c"], unlinked: [] },
    });
  });

  test("without an account are told by their address", async () => {
    const commits = by([actor(null, "who@x"), actor(null, null)], actor(null, "who@x"));
    expect((await change({ commits, author: null })).contributors).toEqual({
      state: "known",
      value: { logins: [], unlinked: ["who@x", "no e-mail"] },
    });
  });

  test("GitHub's own committer is nobody where GitHub signed", async () => {
    const signature = { isValid: true, wasSignedByGitHub: true };
    const commits = by([actor("a", "a@x")], actor("web-flow", "noreply@github.com"), signature);
    expect((await change({ commits })).contributors).toMatchObject({
      value: { logins: ["ml-engineer", "a"], unlinked: [] },
    });
  });
});

const blob = (oid: string, text: string, changes: object = {}) => ({ oid, byteSize: text.length, isBinary: false, isTruncated: false, text, ...changes }); // prettier-ignore

const entry = (name: string, oid: string, object?: object) => ({ name, mode: object && "entries" in object ? 0o40000 : 0o100644, type: object && "entries" in object ? "tree" : "blob", oid, size: 3, ...(object && { object }) }); // prettier-ignore

describe("what comes along", () => {
  const records = { object: { entries: [entry("config.yml", "c1"), entry("cards", "t1", { entries: [entry("a.md", "b1")] })] } }; // prettier-ignore
  const texts = { object: { entries: [{ object: blob("c1", "cfg") }, { object: { entries: [{ object: blob("b1", "abc") }, { object: null }] } }] } }; // prettier-ignore

  test("is not asked for again: records, texts and tags", async () => {
    const head = { nodes: [{ commit: { ...aSide("head-tip"), records, texts, own: null, checkSuites: null, associatedPullRequests: null } }] }; // prettier-ignore
    recordGraphql({ data: { repository: anEvaluation({ head }) } });
    const sizes: RecordSizes = new Map();
    const { repository, source } = opened(sizes);
    await source.read();
    const listing = await repository.records("head-tip");
    expect(listing.state === "known" && [...listing.value.keys()]).toEqual([".mltrl/config.yml", ".mltrl/cards/a.md"]); // prettier-ignore
    expect(await repository.blob("b1")).toEqual({ state: "known", value: new TextEncoder().encode("abc") }); // prettier-ignore
    expect(await repository.tags()).toEqual({ state: "known", value: [] });
    expect(sizes.get(REPOSITORY.id)).toBe(6);
  });

  test("is asked for with the texts only while they are few", async () => {
    const asked = recordGraphql({ data: { repository: anEvaluation() } });
    await opened(new Map([[REPOSITORY.id, 512 * 1024 + 1]])).source.read();
    expect(asked[0]?.variables).toMatchObject({ owner: "acme", name: "scanner", n0: 7, inline: false }); // prettier-ignore
  });

  test("brings the base branch as it stood two weeks ago, which is not asked for again", async () => {
    const then = { ...aSide("old-tip"), records };
    const asked = recordGraphql({
      data: {
        repository: anEvaluation({
          baseRef: { target: { ...aSide("base-tip"), past: { nodes: [then] } }, rules: page() },
        }),
      },
    });
    const { repository, source } = opened();
    await source.read();
    const before = String(asked[0]?.variables["before"]);
    expect(before).toBe(graceStart(new Date().toISOString(), 14));
    expect(await repository.commitBefore("base-tip", before)).toEqual({
      state: "known",
      value: "old-tip",
    });
    expect((await repository.records("old-tip")).state).toBe("known");
    expect(asked).toHaveLength(1);
  });

  test("a base branch that is younger than that was nowhere", async () => {
    const asked = recordGraphql({
      data: {
        repository: anEvaluation({
          baseRef: { target: { ...aSide("base-tip"), past: { nodes: [] } }, rules: page() },
        }),
      },
    });
    const { repository, source } = opened();
    await source.read();
    const before = String(asked[0]?.variables["before"]);
    expect(await repository.commitBefore("base-tip", before)).toEqual({
      state: "known",
      value: undefined,
    });
  });

  test("another moment costs a request of its own", async () => {
    recordGraphql({ data: { repository: anEvaluation() } });
    const { repository, source } = opened();
    await source.read();
    recordGraphql({ data: { repository: { w0: { history: { nodes: [aSide("older-tip")] } } } } });
    const found = await repository.commitBefore("base-tip", "2026-01-01T00:00:00.000Z");
    expect(found).toEqual({ state: "known", value: "older-tip" });
    recordGraphql({ data: { repository: { w0: null } } });
    expect(await repository.commitBefore("gone", "2026-01-01T00:00:00.000Z")).toMatchObject({
      state: "unavailable",
      cause: "missing",
    });
  });
});

import { describe, expect, test } from "@jest/globals";
import type { Repository } from "../../src/ports/repository.ts";
import { githubInstallations } from "../../src/github/github-installations.ts";
import { githubPullRequests } from "../../src/github/github-pull-requests.ts";
import { githubRepository } from "../../src/github/github-repository.ts";
import { createObjectCache } from "../../src/github/caches/object-cache.ts";
import { createObjectLoader } from "../../src/github/object-loader.ts";
import { linesAdded } from "../../src/github/patch-lines.ts";
import { tagsOf } from "../../src/github/tags.ts";
import { flattened, treeEntry } from "../../src/github/tree-entries.ts";
import {
  NO_CI,
  noOrganizationMemory,
  recordedClient,
  recordedOctokit,
  recordGraphql,
  recordRest,
  REPOSITORY,
} from "../support/fake-github-api.ts";

function repository(): Repository {
  const client = recordedClient();
  const cache = createObjectCache(100_000_000);
  const loader = createObjectLoader(client, REPOSITORY, cache);
  return githubRepository({
    client,
    cache,
    loader,
    repository: REPOSITORY,
    organization: noOrganizationMemory(),
    ci: NO_CI,
  });
}

describe("the lines that a patch adds", () => {
  test.each<[string, string, number[]]>([
    ["nothing", "", []],
    ["an insertion", "@@ -1,2 +1,3 @@\n a\n+b\n c", [2]],
    ["a replacement", "@@ -5 +5 @@\n-old\n+new", [5]],
    ["a removal", "@@ -1,2 +1 @@\n a\n-b", []],
    ["two hunks", "@@ -1 +1,2 @@ def f():\n a\n+b\n@@ -10,2 +11,3 @@\n x\n+y\n z", [2, 12]],
    ["a new file", "@@ -0,0 +1,2 @@\n+a\n+b\n\\ No newline at end of file", [1, 2]],
    ["lines that look like headers", "@@ -1,2 +1,3 @@\n---- a\n++++ b\n+@@ -9 +9 @@\n c", [1, 2]],
    ["a lost end of line", "@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b", [2]],
  ])("%s", (_, patch, lines) => {
    expect([...linesAdded(patch)]).toEqual(lines);
  });
});

const leaf = (name: string) => ({ name, mode: 0o100644, type: "blob", oid: name, size: 1 });

describe("entries of a folder", () => {
  test.each([
    ["blob", 0o100644, "blob"],
    ["blob", 0o100755, "blob"],
    ["blob", 0o120000, "link"],
    ["commit", 0o160000, "submodule"],
    ["tree", 0o40000, "tree"],
  ])("%s of mode %i is a %s", (type, mode, expected) => {
    const entry = { name: "x", mode, type, oid: "1", size: 2 };
    expect(treeEntry(entry, "a")).toEqual({ path: "a/x", type: expected, id: "1", size: 2 });
  });

  test("that nest are flattened", () => {
    const folder = { name: "f", mode: 0o40000, type: "tree", oid: "t", size: 0, object: { entries: [leaf("b")] } }; // prettier-ignore
    expect(flattened([leaf("a"), folder], "").map(({ path }) => path)).toEqual(["a", "f/b"]);
  });
});

const blobAnswer = (changes: object): object => ({
  data: { repository: { w0: { oid: "b", byteSize: 3, isBinary: false, isTruncated: false, text: "abc", ...changes } } }, // prettier-ignore
});

describe("blobs", () => {
  const RAW = "/repos/acme/scanner/git/blobs/b";

  test("of text come with one request, and only once", async () => {
    const asked = recordGraphql(blobAnswer({}));
    const one = repository();
    const bytes = { state: "known", value: new TextEncoder().encode("abc") };
    expect(await one.blob("b")).toEqual(bytes);
    expect(await one.blob("b")).toEqual(bytes);
    expect(asked).toHaveLength(1);
  });

  test.each([
    ["binary", { isBinary: true, text: null }],
    ["binary that shows text", { isBinary: true }],
    ["cut", { isTruncated: true }],
  ])("that are %s are read raw", async (_, changes) => {
    recordGraphql(blobAnswer(changes));
    recordRest("GET", RAW, {
      content: Buffer.from([0, 255, 1]).toString("base64"),
      encoding: "base64",
    });
    expect(await repository().blob("b")).toEqual({
      state: "known",
      value: Buffer.from([0, 255, 1]),
    });
  });

  test("may come unencoded", async () => {
    recordGraphql(blobAnswer({ text: null }));
    recordRest("GET", RAW, { content: "plain", encoding: "utf-8" });
    expect(await repository().blob("b")).toEqual({ state: "known", value: Buffer.from("plain") });
  });

  test("that are huge are not read", async () => {
    recordGraphql(blobAnswer({ isTruncated: true, byteSize: 50 * 1024 * 1024 + 1 }));
    expect(await repository().blob("b")).toMatchObject({ state: "unavailable", cause: "invalid" });
  });

  test("that are expected come along with the first", async () => {
    const asked = recordGraphql({
      data: { repository: { w0: { oid: "x", text: "x" }, w1: { oid: "b", text: "b" } } },
    });
    const client = recordedClient();
    const cache = createObjectCache(1000);
    const one = githubRepository({ client, cache, loader: createObjectLoader(client, REPOSITORY, cache), repository: REPOSITORY, organization: noOrganizationMemory(), ci: NO_CI }); // prettier-ignore
    one.expect(["x", "b"]);
    await one.blob("b");
    expect(await one.blob("x")).toMatchObject({ state: "known" });
    expect(asked).toHaveLength(1);
  });
});

describe("a comparison", () => {
  const COMPARE = "/repos/acme/scanner/compare/aaaaaaaa...bbbbbbbb?per_page=100";
  const [BASE, HEAD] = ["aaaaaaaa", "bbbbbbbb"];

  test("is asked for once, for merge base and lines", async () => {
    recordRest("GET", COMPARE, {
      merge_base_commit: { sha: "ccc" },
      files: [
        { filename: "a", status: "modified", changes: 1, patch: "@@ -1 +1,2 @@\n a\n+b" },
        { filename: "moved", status: "renamed", changes: 0 },
        { filename: "large", status: "modified", changes: 9000 },
        { filename: "odd", status: "modified", changes: 0 },
      ],
    });
    const one = repository();
    expect(await one.mergeBase(BASE, HEAD)).toEqual({ state: "known", value: "ccc" });
    expect(await one.changedLines(BASE, HEAD, ["a", "moved"])).toEqual({
      state: "known",
      value: [
        { path: "a", lines: new Set([2]) },
        { path: "moved", lines: new Set() },
      ],
    });
    for (const path of ["large", "odd", "beyond-the-list"]) {
      expect(await one.changedLines(BASE, HEAD, [path])).toMatchObject({
        state: "unavailable",
        reason: `GitHub does not show which lines of ${path} change`,
      });
    }
  });

  test("of what has no common history is unavailable", async () => {
    recordRest("GET", COMPARE, { message: "No common ancestor" }, 404);
    const one = repository();
    const lost = { state: "unavailable", reason: "aaaaaaa and bbbbbbb have no common history" };
    expect(await one.mergeBase(BASE, HEAD)).toMatchObject(lost);
    expect(await one.changedLines(BASE, HEAD, ["a"])).toMatchObject(lost);
  });

  test("that GitHub refuses otherwise fails", async () => {
    recordRest("GET", COMPARE, { message: "no" }, 422);
    await expect(repository().mergeBase(BASE, HEAD)).rejects.toMatchObject({ status: 422 });
  });
});

const folder = (name: string, oid: string) => ({
  name,
  mode: 0o40000,
  type: "tree",
  oid,
  size: 0,
});

const commit = (records: object | null, entries: object[] = []) => ({
  data: { repository: { w0: { oid: "c", tree: { oid: "root", entries }, records } } },
});

describe("trees", () => {
  test(".mltrl may be no folder", async () => {
    const link = { name: ".mltrl", mode: 0o120000, type: "blob", oid: "l", size: 1 };
    recordGraphql(commit({ object: {} }, [link]));
    const records = await repository().records("c");
    expect(records.state === "known" && [...records.value.values()]).toMatchObject([{ path: ".mltrl", type: "link" }]); // prettier-ignore
  });

  test("a folder inside that cannot be read leaves the listing unknown", async () => {
    recordGraphql(commit(null, [folder("src", "t1")]), { data: { repository: { w0: null } } });
    expect(await repository().files("c", "src")).toMatchObject({ cause: "missing" });
  });

  test("a root that did not come along is asked for", async () => {
    const answer = { data: { repository: { w0: { oid: "c", tree: { oid: "root", entries: null }, records: null } } } }; // prettier-ignore
    recordGraphql(answer, { data: { repository: { w0: null } } });
    expect(await repository().root("c")).toMatchObject({ cause: "missing" });
  });
});

const tag = (name: string, target: object | null) => ({ name, target }) as never;

const first = (nodes: never[], endCursor: string | null = null) => ({
  nodes,
  pageInfo: { hasNextPage: endCursor !== null, endCursor },
});

describe("tags", () => {
  const plain = { __typename: "Commit", oid: "c1" };

  test("are read page by page", async () => {
    const more = [first([tag("b", plain)], "2"), first([tag("c", plain)])];
    const asked = recordGraphql(...more.map((refs) => ({ data: { repository: { refs } } })));
    const tags = await tagsOf(recordedClient(), REPOSITORY, first([tag("a", plain)], "1"));
    expect(tags.state === "known" && tags.value.map(({ name }) => name)).toEqual(["a", "b", "c"]);
    expect(asked.map(({ variables }) => variables["after"])).toEqual(["1", "2"]);
  });

  test("are peeled, and those that lead nowhere left out", async () => {
    const annotated = { __typename: "Tag", oid: "t1", target: { __typename: "Commit", oid: "c2" } };
    const nodes = [tag("light", plain), tag("annotated", annotated), tag("nowhere", null)];
    expect(await tagsOf(recordedClient(), REPOSITORY, first(nodes))).toEqual({
      state: "known",
      value: [
        { name: "light", commit: "c1", annotated: false },
        { name: "annotated", commit: "c2", annotated: true },
      ],
    });
  });

  test("are not known where there are too many, or none were listed", async () => {
    const nodes = Array.from({ length: 2000 }, (_, i) => tag(`v${i}`, plain));
    expect(await tagsOf(recordedClient(), REPOSITORY, first(nodes, "1"))).toMatchObject({
      reason: "the repository has more than 2000 tags",
    });
    expect(await tagsOf(recordedClient(), REPOSITORY, null)).toMatchObject({
      state: "unavailable",
    });
  });
});

const theInstallations = () =>
  githubInstallations(recordedOctokit(), () => Promise.resolve(recordedClient()));

const listed = (id: number, changes: object = {}) => ({
  id,
  node_id: `R_${id}`,
  name: "scanner",
  archived: false,
  owner: { login: "acme" },
  open_issues_count: 3,
  pushed_at: "2026-06-01T10:00:00Z",
  ...changes,
});

describe("where the App is installed", () => {
  test("all installations but suspended ones, page by page", async () => {
    const full = Array.from({ length: 100 }, (_, i) => ({ id: i, suspended_at: i === 3 ? "now" : null })); // prettier-ignore
    recordRest("GET", "/app/installations?per_page=100&page=1", full);
    recordRest("GET", "/app/installations?per_page=100&page=2", [{ id: 100, suspended_at: null }]);
    const ids = await theInstallations().ids();
    expect([ids.length, ids.includes(3), ids.at(-1)]).toEqual([100, false, 100]);
  });

  test("all repositories but archived ones, page by page", async () => {
    const first = Array.from({ length: 100 }, (_, i) => listed(i, { archived: i !== 5 }));
    recordRest("GET", "/installation/repositories?per_page=100&page=1", { total_count: 101, repositories: first }); // prettier-ignore
    recordRest("GET", "/installation/repositories?per_page=100&page=2", { total_count: 101, repositories: [listed(100, { pushed_at: null })] }); // prettier-ignore
    const repository = { name: "scanner", owner: "acme", installation: 77 };
    const found = { openIssues: 3, pushedAt: "2026-06-01T10:00:00Z" };
    expect(await theInstallations().repositories(77)).toEqual([
      { ...found, repository: { ...repository, id: 5 }, node: "R_5" },
      { ...found, repository: { ...repository, id: 100 }, node: "R_100", pushedAt: "1970-01-01T00:00:00.000Z" }, // prettier-ignore
    ]);
  });
});

const pulls = () => githubPullRequests(() => Promise.resolve(recordedClient()), 4242);

const runs = (...completedAt: (string | null)[]) => ({ nodes: [{ commit: { checkSuites: { nodes: [{ checkRuns: { nodes: completedAt.map((each) => ({ completedAt: each })) } }, { checkRuns: null }] } } }, { commit: { checkSuites: null } }] }); // prettier-ignore

const node = (number: number, commits: object) => ({ number, baseRefName: "main", headRefOid: "h", updatedAt: "u", commits }); // prettier-ignore

const openAnswer = (nodes: object[], endCursor: string | null) => ({ data: { repository: { pullRequests: { nodes, pageInfo: { hasNextPage: endCursor !== null, endCursor } } } } }); // prettier-ignore

const mergedNode = (number: number, updatedAt: string, commit: string | null = "m") => ({ number, baseRefName: "main", updatedAt, mergedAt: "t", mergedBy: number === 7 ? { login: "a" } : null, mergeCommit: commit === null ? null : { oid: commit } }); // prettier-ignore

const pageTo = (nodes: object[], endCursor: string | null) => ({ nodes, pageInfo: { hasNextPage: endCursor !== null, endCursor } }); // prettier-ignore

describe("pull requests", () => {
  const REF = { ...REPOSITORY };

  test("that are open are read page by page, with our last verdict", async () => {
    const asked = recordGraphql(
      openAnswer([node(1, runs("2026-01-02", "2026-01-03", null))], "1"),
      openAnswer([node(2, runs())], null),
    );
    const open = await pulls().open(REF, "main");
    expect(open.map(({ number, judgedAt }) => [number, judgedAt])).toEqual([
      [1, "2026-01-03"],
      [2, undefined],
    ]);
    expect(asked.map(({ variables }) => [variables["base"], variables["after"]])).toEqual([
      ["main", null],
      ["main", "1"],
    ]);
  });

  test("are looked through together with what was merged since, and the rest page by page", async () => {
    const defaultBranchRef = { target: { records: { oid: "tree" } } };
    const asked = recordGraphql(
      { data: { repository: { defaultBranchRef, pullRequests: pageTo([node(1, runs())], null), merged: pageTo([mergedNode(7, "5"), mergedNode(6, "4", null)], "2") } } }, // prettier-ignore
      { data: { repository: { defaultBranchRef, merged: pageTo([mergedNode(5, "3"), mergedNode(4, "1")], "4") } } }, // prettier-ignore
    );
    const { open, merged, hasRecords } = await pulls().look(REF, "2");
    expect(open.map(({ number }) => number)).toEqual([1]);
    expect(merged).toEqual([
      { number: 7, baseRef: "main", mergeCommit: "m", mergedAt: "t", mergedBy: "a" },
      { number: 5, baseRef: "main", mergeCommit: "m", mergedAt: "t" },
      { number: 4, baseRef: "main", mergeCommit: "m", mergedAt: "t" },
    ]);
    expect(hasRecords).toBe(true);
    expect(asked.map(({ variables }) => variables)).toMatchObject([
      { open: true, merged: true, after: null, afterMerged: null },
      { open: false, merged: true, afterMerged: "2" },
    ]);
  });

  test("of a repository that is gone are none", async () => {
    const gone = { data: { repository: null } };
    recordGraphql(gone, gone, gone);
    expect(await pulls().open(REF)).toEqual([]);
    expect(await pulls().look(REF, "2")).toMatchObject({ open: [], merged: [], hasRecords: false });
    expect(await pulls().withHead(REF, "h")).toEqual([]);
  });

  test("of a head are those that are open and still have it", async () => {
    const nodes = [
      { number: 1, state: "OPEN", headRefOid: "h" },
      { number: 2, state: "CLOSED", headRefOid: "h" },
      { number: 3, state: "OPEN", headRefOid: "other" },
    ];
    recordGraphql({ data: { repository: { object: { associatedPullRequests: { nodes } } } } });
    expect(await pulls().withHead(REF, "h")).toEqual([1]);
  });

  test("of a branch are also those that have moved on", async () => {
    const nodes = [
      proposedFrom(1, "topic", 6),
      proposedFrom(2, "other", 6),
      proposedFrom(3, "topic", 5),
      proposedFrom(4, "topic", null),
      { ...proposedFrom(5, "topic", 6), state: "CLOSED" },
    ];
    recordGraphql({ data: { repository: { object: { associatedPullRequests: { nodes } } } } });
    expect(await pulls().withHead(REF, "h", { name: "topic", repository: 6 })).toEqual([1]);
  });
});

/** A pull request that is open and whose head is another commit by now. */
function proposedFrom(number: number, headRefName: string, home: number | null): object {
  const headRepository = home === null ? null : { databaseId: home };
  return { number, state: "OPEN", headRefOid: "later", headRefName, headRepository };
}

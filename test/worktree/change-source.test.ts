import { afterEach, describe, expect, test } from "@jest/globals";
import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { makeRepository, type TestRepository } from "../support/git-repository.ts";
import { changeOf, valueOf, withWorkTree } from "./work-tree.ts";

const made: TestRepository[] = [];

function repository(files?: Parameters<typeof makeRepository>[0]): TestRepository {
  const repository = makeRepository(files);
  made.push(repository);
  return repository;
}

afterEach(() => {
  for (const each of made.splice(0)) each.remove();
});

async function changedPaths(folder: string): Promise<string[]> {
  const change = await changeOf(folder);
  return valueOf(change.changedFiles)
    .map(({ path, status, previousPath = "" }) => `${status} ${path} ${previousPath}`.trim())
    .toSorted();
}

describe("the head of a work tree", () => {
  test("is the last commit where nothing differs", async () => {
    const { folder, git } = repository({ "a.txt": "a\n" });
    const change = await changeOf(folder);
    expect(change.head).toBe(git("rev-parse", "HEAD"));
    expect(valueOf(change.changedFiles)).toEqual([]);
    expect(change).toMatchObject({
      defaultBranch: "main",
      baseRef: "main",
      headRef: "main",
      title: "main",
      state: "open",
      behindBase: { state: "known", value: false },
      now: "2026-01-02T00:00:00.000Z",
    });
  });

  test("holds what is staged, what is not, and what is new, but not what is ignored", async () => {
    const { folder, write, git } = repository({
      "staged.txt": "1\n",
      "edited.txt": "1\n",
      "gone.txt": "the same content\n",
      "same.txt": "1\n",
      ".gitignore": "*.log\n",
    });
    write({ "staged.txt": "22\n", "new folder/ü.txt": "new\n", "debug.log": "no\n" });
    git("add", "staged.txt");
    write({ "edited.txt": "2\n", "gone.txt": undefined, "same.txt": "1\n" });
    expect(await changedPaths(folder)).toEqual([
      "added new folder/ü.txt",
      "modified edited.txt",
      "modified staged.txt",
      "removed gone.txt",
    ]);
  });

  test("sees a change that keeps size and time", async () => {
    const { folder, write } = repository({ "a.txt": "1\n" });
    write({ "a.txt": "2\n" });
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect(await changedPaths(folder)).toEqual(["modified a.txt"]);
  });

  test("knows moved files, executable files, links, and a folder in place of a file", async () => {
    const { folder, write, git } = repository({
      "old.py": "a\nb\nc\nd\n",
      "run.sh": "run\n",
      link: "a file\n",
      place: "a file\n",
    });
    git("mv", "old.py", "new.py");
    chmodSync(join(folder, "run.sh"), 0o755);
    write({ link: { link: "run.sh" }, place: undefined });
    write({ "place/inside.txt": "x\n" });
    expect(await changedPaths(folder)).toEqual([
      "added place/inside.txt",
      "modified link",
      "modified run.sh",
      "removed place",
      "renamed new.py old.py",
    ]);
  });

  test("leaves out repositories inside of it", async () => {
    const { folder, git } = repository({ "a.txt": "a\n" });
    mkdirSync(join(folder, "inner"));
    git("init", "--quiet", "inner");
    expect(await changedPaths(folder)).toEqual([]);
  });

  test("is seen whole from a folder below", async () => {
    const { folder, write } = repository({ "below/a.py": "1\n2\n", "b.txt": "b\n" });
    write({ "below/a.py": "1\n3\n", "b.txt": "c\n" });
    const below = join(folder, "below");
    expect(await changedPaths(below)).toEqual(["modified b.txt", "modified below/a.py"]);
    const lines = await withWorkTree(below, async ({ source, repository, root }) => {
      const change = valueOf(await source.read());
      expect(await root()).toMatchObject({ state: "known" });
      return valueOf(
        await repository.changedLines(change.baseTip, change.head, ["below/a.py", "b.txt"]),
      );
    });
    expect(lines.map(({ lines }) => [...lines])).toEqual([[2], [1]]);
  });

  test("shows the changed lines of a file whose attributes hide them", async () => {
    const { folder, write } = repository({ "a.py": "1\n2\n", ".gitattributes": "*.py -diff\n" });
    write({ "a.py": "1\n3\n" });
    const lines = await withWorkTree(folder, async ({ source, repository }) => {
      const { baseTip, head } = valueOf(await source.read());
      return valueOf(await repository.changedLines(baseTip, head, ["a.py", "b.py"]));
    });
    expect(lines.map(({ path, lines }) => [path, ...lines])).toEqual([["a.py", 2], ["b.py"]]);
  });

  test("does without pathspecs where there are too many", async () => {
    const paths = Array.from({ length: 1001 }, (_, i) => `f${i}.py`);
    const { folder, write } = repository(Object.fromEntries(paths.map((path) => [path, "1\n"])));
    write(Object.fromEntries(paths.map((path) => [path, "1\n2\n"])));
    const lines = await withWorkTree(folder, async ({ source, repository }) => {
      const { baseTip, head } = valueOf(await source.read());
      return valueOf(await repository.changedLines(baseTip, head, paths));
    });
    expect(lines.every(({ lines }) => lines.has(2) && lines.size === 1)).toBe(true);
  });
});

describe("the base of a work tree", () => {
  test("is the default branch of origin, by its own name", async () => {
    const origin = repository({ "a.txt": "a\n" });
    origin.git("branch", "--move", "trunk");
    const { folder, git, commit } = repository();
    git("remote", "add", "origin", origin.folder);
    git("fetch", "--quiet", "origin");
    git("remote", "set-head", "origin", "trunk");
    git("checkout", "--quiet", "-b", "feature", "origin/trunk");
    commit("work", { "b.txt": "b\n" });
    const change = await changeOf(folder);
    const tip = origin.git("rev-parse", "HEAD");
    expect(change).toMatchObject({
      baseRef: "trunk",
      defaultBranch: "trunk",
      baseTip: tip,
      defaultTip: tip,
      headRef: "feature",
    });
    expect(await changedPaths(folder)).toEqual(["added b.txt"]);
  });

  test("may be named: a branch, a tag, a commit", async () => {
    const { folder, git, commit } = repository({ "a.txt": "a\n" });
    const first = git("rev-parse", "HEAD");
    git("branch", "release/1.0");
    git("tag", "v1", "-m", "one");
    commit("second", { "b.txt": "b\n" });
    const release = await changeOf(folder, { base: "release/1.0" });
    expect(release).toMatchObject({ baseRef: "release/1.0", baseTip: first });
    expect(release.defaultTip).toBe(git("rev-parse", "main"));
    for (const base of ["v1", first, "HEAD~1"]) {
      expect(await changeOf(folder, { base })).toMatchObject({ baseRef: "main", baseTip: first });
    }
    expect(await changeOf(folder, { base: "refs/heads/main" })).toMatchObject({ baseRef: "main" });
  });

  test("may have gone on: the change is compared with where both met", async () => {
    const { folder, git, commit } = repository({ "a.txt": "a\n" });
    git("checkout", "--quiet", "-b", "feature");
    commit("work", { "b.txt": "b\n" });
    git("checkout", "--quiet", "main");
    commit("on main", { "c.txt": "c\n" });
    git("checkout", "--quiet", "feature");
    const change = await changeOf(folder);
    expect(valueOf(change.behindBase)).toBe(true);
    expect(valueOf(change.changedFiles)).toEqual([{ path: "b.txt", status: "added" }]);
  });

  test("is found however far the branch is ahead", async () => {
    const { folder, git, commit } = repository({ "a.txt": "a\n" });
    git("checkout", "--quiet", "-b", "feature");
    for (let i = 0; i < 66; i += 1) git("commit", "--quiet", "--allow-empty", "--message", `${i}`);
    commit("last", { "b.txt": "b\n" });
    const change = await changeOf(folder);
    expect(valueOf(change.behindBase)).toBe(false);
    expect(valueOf(change.changedFiles)).toHaveLength(1);
  });

  test("that shares no history leaves the difference unknown", async () => {
    const { folder, git, commit } = repository({ "a.txt": "a\n" });
    git("checkout", "--quiet", "--orphan", "feature");
    commit("alone", { "b.txt": "b\n" });
    const { changedFiles, behindBase } = await changeOf(folder);
    expect(changedFiles).toMatchObject({
      state: "unavailable",
      reason: expect.stringContaining("do not meet in this clone"),
    });
    expect(behindBase.state).toBe("unavailable");
  });

  test.each([
    ["nowhere", undefined, /^there is no branch to compare with: tried origin\/HEAD, .*--base$/],
    ["main", "no-such-branch", /^the base "no-such-branch" is no commit of this repository/],
    ["main", "two\nlines", /is no commit of this repository/],
    ["main", "--all", /is no commit of this repository/],
  ])("on %s is missing when %j is asked for", async (branch, base, reason) => {
    const { folder, git } = repository({ "a.txt": "a\n" });
    if (branch !== "main") git("branch", "--move", branch);
    const options = base === undefined ? {} : { base };
    const read = await withWorkTree(folder, ({ source }) => source.read(), options);
    expect(read).toMatchObject({ state: "unavailable", reason: expect.stringMatching(reason) });
  });
});

describe("a work tree that cannot be judged", () => {
  test("is no repository", async () => {
    const { folder } = repository({ "a.txt": "a\n" });
    const outside = join(folder, "..");
    const environment = { GIT_CEILING_DIRECTORIES: join(folder, "../..") };
    const facts = await withWorkTree(
      outside,
      async ({ source, head, root, repository }) => [
        await source.read(),
        await head(),
        await root(),
        await repository.tags(),
        await repository.records("HEAD"),
        await repository.changedLines("HEAD", "HEAD", ["a"]),
      ],
      { environment },
    );
    for (const fact of facts) expect(fact.state).toBe("unavailable");
    expect(facts[0]).toMatchObject({
      reason: expect.stringContaining("expected a git repository"),
    });
  });

  test("has no commit", async () => {
    const { folder, write } = repository();
    write({ "a.txt": "a\n" });
    const [read, head] = await withWorkTree(folder, async ({ source, head }) => [
      await source.read(),
      await head(),
    ]);
    expect(read?.state).toBe("unavailable");
    expect(head?.state).toBe("known"); // what stands there can be stamped and validated all the same
  });

  test("is no folder, or there is no git", async () => {
    await expect(changeOf("/no/such/folder")).rejects.toThrow("there is no folder");
    const { folder } = repository({ "a.txt": "a\n" });
    await expect(changeOf(folder, { environment: { PATH: "/nowhere" } })).rejects.toThrow(
      "git could not be started",
    );
  });
});

test("what a work tree cannot see is not visible, each with what is missing", async () => {
  const { folder } = repository({ "a.txt": "a\n" });
  const hidden = await withWorkTree(folder, async ({ source, people }) => {
    const { reviews, contributors, checkRuns, requiredChecks } = valueOf(await source.read());
    return [
      reviews,
      contributors,
      checkRuns,
      requiredChecks,
      await people.members("acme/product"),
      await people.permission("ada"),
    ];
  });
  for (const fact of hidden) expect(fact).toMatchObject({ cause: "not-visible" });
});

test("an answer that does not come is a reason", async () => {
  const { folder, git } = repository({ "a.txt": "a\n" });
  const blob = git("rev-parse", "HEAD:a.txt");
  const late = await withWorkTree(folder, async (workTree) => {
    await workTree.close();
    return [await workTree.repository.blob(blob), await workTree.repository.files("HEAD", "")];
  });
  for (const fact of late) expect(fact).toMatchObject({ cause: "upstream" });
});

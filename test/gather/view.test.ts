import { describe, expect, test } from "@jest/globals";
import type { Fact } from "../../src/core/model/fact.ts";
import { unavailable } from "../../src/core/model/fact.ts";
import type { TreeEntry } from "../../src/core/model/tree.ts";
import { mergedView, type View, viewAt } from "../../src/gather/view.ts";
import { BASE, fakeChange, HEAD } from "../support/fake-change.ts";
import { fakeRepository, type FakeTree } from "../support/fake-repository.ts";

async function view(tree: FakeTree): Promise<View> {
  return valueOf(await viewAt(fakeRepository({ revisions: { r: tree } }), "r"));
}

function valueOf<T>(fact: Fact<T>): T {
  if (fact.state === "unavailable") throw new Error(fact.reason);
  return fact.value;
}

function paths(fact: Fact<readonly TreeEntry[]>): string[] {
  return valueOf(fact)
    .map(({ path }) => path)
    .toSorted();
}

describe("a view of a revision", () => {
  const TREE: FakeTree = {
    "README.md": "read me",
    "src/a.py": "a",
    "src/deep/er/b.py": "b",
    "src/link": { link: "a.py" },
    vendor: { submodule: "1".repeat(40) },
    ".mltrl/config.yml": "version: 1",
    ".mltrl/cards/detector.md": "card",
    "bytes.bin": new Uint8Array([0xff, 0xfe]),
  };

  test.each<[string[], string[]]>([
    [["src/**"], ["src/a.py", "src/deep/er/b.py"]],
    [["src/*"], ["src/a.py"]],
    [
      ["**/*.py", "README.md"],
      ["README.md", "src/a.py", "src/deep/er/b.py"],
    ],
    [["src/a.py"], ["src/a.py"]],
    [["docs/**"], []],
    [[], []],
  ])("files %j are %j: plain files only", async (patterns, expected) => {
    expect(paths(await (await view(TREE)).files(patterns))).toEqual(expected);
  });

  test("records are those under .mltrl, the root is what lies in it", async () => {
    const whole = await view(TREE);
    expect([...whole.records.keys()].toSorted()).toEqual([
      ".mltrl/cards/detector.md",
      ".mltrl/config.yml",
    ]);
    expect(paths(await whole.root())).toEqual(["README.md", "bytes.bin", "vendor"]);
  });

  test.each([
    ["README.md", "read me"],
    ["src/deep/er/b.py", "b"],
    [".mltrl/config.yml", "version: 1"],
  ])("the text of %s is %s", async (path, text) => {
    expect(await (await view(TREE)).text(path)).toEqual({ state: "known", value: text });
  });

  test.each([
    ["gone.md", "missing", "gone.md does not exist"],
    ["src/gone/x.md", "missing", "does not exist"],
    [".mltrl/gone.yml", "missing", "does not exist"],
    ["src/link", "invalid", "src/link is a link; a plain file is expected"],
    ["vendor", "invalid", "vendor is a submodule"],
    ["bytes.bin", "invalid", "bytes.bin is not UTF-8 text"],
  ])("the text of %s is %s: %s", async (path, cause, reason) => {
    const text = await (await view(TREE)).text(path);
    expect(text).toMatchObject({
      state: "unavailable",
      cause,
      reason: expect.stringContaining(reason),
    });
  });

  test("of a revision that is not there is none", async () => {
    expect(await viewAt(fakeRepository({ revisions: {} }), "r")).toMatchObject({
      cause: "missing",
    });
  });

  test("asks for a folder once", async () => {
    const repository = fakeRepository({ revisions: { r: TREE } });
    const asked: string[] = [];
    const counting = {
      ...repository,
      files: (revision: string, folder: string) => {
        asked.push(folder);
        return repository.files(revision, folder);
      },
    };
    const once = valueOf(await viewAt(counting, "r"));
    await Promise.all([once.files(["src/**"]), once.files(["src/*.py"]), once.text("src/a.py")]);
    expect(asked).toEqual(["src"]);
  });

  test("says why a folder could not be read", async () => {
    const repository = fakeRepository({ revisions: { r: TREE } });
    const broken = {
      ...repository,
      files: () => Promise.resolve(unavailable("upstream", "no answer")),
      root: () => Promise.resolve(unavailable("upstream", "no answer")),
    };
    const lost = valueOf(await viewAt(broken, "r"));
    expect(await lost.files(["src/**"])).toMatchObject({ cause: "upstream" });
    expect(await lost.text("src/a.py")).toMatchObject({ cause: "upstream" });
    expect(await lost.root()).toMatchObject({ cause: "upstream" });
  });
});

describe("a view as merged", () => {
  const ORIGIN = { "src/a": "1", "src/b": "1", "src/gone": "1", old: "moved", ".mltrl/x.yml": "1" };
  const { "src/gone": _, old, ...rest } = ORIGIN;
  const change = fakeChange({
    mergeBase: ORIGIN,
    base: { ...ORIGIN, "src/b": "base", "src/new-on-base": "base", ".mltrl/y.yml": "base" },
    head: { ...rest, new: old, "src/a": "head", ".mltrl/x.yml": "head" },
  });
  const merged = async (): Promise<View> =>
    valueOf(await mergedView(change.repository, change.change));

  test.each([
    ["changed by head", "src/a", "head"],
    ["changed by base since", "src/b", "base"],
    ["added by base since", "src/new-on-base", "base"],
    ["moved by head", "new", "moved"],
    ["a record changed by head", ".mltrl/x.yml", "head"],
    ["a record added by base since", ".mltrl/y.yml", "base"],
  ])("%s: %s says %s", async (_, path, text) => {
    expect(await (await merged()).text(path)).toEqual({ state: "known", value: text });
  });

  test.each([
    ["removed by head", "src/gone"],
    ["moved away by head", "old"],
  ])("%s: %s is gone", async (_, path) => {
    expect(await (await merged()).text(path)).toMatchObject({ cause: "missing" });
  });

  test("lists both sides, in folders and at the root", async () => {
    const both = await merged();
    expect(paths(await both.files(["src/**"]))).toEqual(["src/a", "src/b", "src/new-on-base"]);
    expect(paths(await both.root())).toEqual(["new"]);
  });

  test("asks head for nothing below a folder that it leaves alone", async () => {
    const { repository, change: quiet } = fakeChange({
      base: { "a/x": "1" },
      head: { "a/x": "1" },
    });
    const asked: string[] = [];
    const counting = {
      ...repository,
      files: (revision: string, folder: string) => {
        asked.push(revision);
        return repository.files(revision, folder);
      },
    };
    await valueOf(await mergedView(counting, quiet)).files(["a/**"]);
    expect(asked).toEqual([BASE]);
  });

  test("is not there where the changed files are not known, or a side is missing", async () => {
    const { repository, change: known } = fakeChange({ base: {}, head: {} });
    const changedFiles = unavailable("upstream", "too many files");
    expect(await mergedView(repository, { ...known, changedFiles })).toBe(changedFiles);
    for (const gone of [{ head: "gone" }, { baseTip: "gone" }]) {
      expect(await mergedView(repository, { ...known, ...gone })).toMatchObject({
        cause: "missing",
      });
    }
    expect(known.head).toBe(HEAD);
  });
});

import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Fact } from "../../src/core/model/fact.ts";
import type { Listing } from "../../src/core/model/tree.ts";
import type { Repository } from "../../src/ports/repository.ts";
import { makeRepository, type TestRepository } from "../support/git-repository.ts";

/** The port over a repository, and how to let go of it. */
export interface OpenedRepository {
  readonly repository: Repository;
  close(): Promise<void>;
}

const ABSENT = "0123456789abcdef0123456789abcdef01234567";

/** Names that only survive where nothing is quoted, split or normalised on the way. */
const ODD_NAMES = [
  "odd/with space.py",
  'odd/with "quotes".py',
  "odd/with\ttab.py",
  "odd/with\nline feed.py",
  "odd/ünïcödé-日本.py",
  "odd/-dash.py",
  "odd/back\\slash.py",
  "odd/:(top)star*.py",
];

/**
 * What every repository port does. The factory is given a folder with a real git repository, checked out
 * on the branch `head`; its default branch is `main`.
 */
export function repositoryContract(
  name: string,
  open: (folder: string) => Promise<OpenedRepository>,
): void {
  describe(`${name} as a repository`, () => {
    let git: TestRepository;
    let opened: OpenedRepository;
    let base: string;
    let head: string;
    let bare: string;

    beforeAll(async () => {
      git = makeRepository({ "README.md": "before\n" });
      bare = git.git("rev-parse", "HEAD");
      base = git.commit("base", {
        ".mltrl/config.yml": "version: 1\n",
        ".mltrl/cards/nn.md": "# nn\n",
        ".mltrl/reviews/nn/2026-01-02-1-to-2.yml": "decision: graduate\n",
        ".mltrl/deep/one/two/three.yml": "too: deep\n",
        ".mltrl/link.yml": { link: "config.yml" },
        "models/weights.bin": Uint8Array.from([0, 255, 254, 10, 13, 0]),
        "models/nn/train.py": "one\ntwo\nthree\nfour\n",
        "models/nn/moved.py": "a\nb\nc\nd\ne\nf\n",
        "models/link.py": { link: "nn/train.py" },
        empty: "",
        ...Object.fromEntries(ODD_NAMES.map((path) => [path, "one\ntwo\n"])),
      });
      git.git("update-index", "--add", "--cacheinfo", `160000,${bare},vendor/library`);
      git.git("commit", "--quiet", "--message", "with a submodule");
      base = git.git("rev-parse", "HEAD");
      git.git("tag", "nn@v1.0.0", "-m", "annotated", base);
      git.git("tag", "plain", base);
      git.git("tag", "outer", "-m", "a tag of a tag", "nn@v1.0.0");
      git.git("tag", "of-a-file", `${base}:README.md`);
      git.git("checkout", "--quiet", "-b", "head");
      git.git("mv", "models/nn/moved.py", "models/nn/new name.py");
      git.write({
        "models/nn/train.py": "one\n2\n++ b/models/nn/fake.py\nthree\nfour\nfive",
        "models/nn/new name.py": "a\nb\nC\nd\ne\nf\n",
        "models/nn/added.py": "1\n2\n",
        ...Object.fromEntries(ODD_NAMES.map((path) => [path, "one\nTWO\n"])),
      });
      git.git("add", "--all", "--", ".", ":!vendor");
      git.git("commit", "--quiet", "--message", "head");
      head = git.git("rev-parse", "HEAD");
      git.git("checkout", "--quiet", "main");
      git.commit("main goes on", { "later.txt": "later\n" });
      git.git("checkout", "--quiet", "head");
      opened = await open(git.folder);
    });

    afterAll(async () => {
      await opened.close();
      git.remove();
    });

    test("lists what stands under .mltrl, three levels deep", async () => {
      const records = await listed(opened.repository.records(base));
      const types = Object.fromEntries([...records].map(([path, { type }]) => [path, type]));
      expect(types).toEqual({
        ".mltrl/config.yml": "blob",
        ".mltrl/cards/nn.md": "blob",
        ".mltrl/reviews/nn/2026-01-02-1-to-2.yml": "blob",
        ".mltrl/deep/one/two": "tree",
        ".mltrl/link.yml": "link",
      });
      expect(records.get(".mltrl/cards/nn.md")?.id).toBe(
        git.git("rev-parse", `${base}:.mltrl/cards/nn.md`),
      );
    });

    test("has no records where there is no such folder", async () => {
      expect(await listed(opened.repository.records(bare))).toEqual(new Map());
    });

    test("lists every file below a folder, links and submodules told apart", async () => {
      const files = await listed(opened.repository.files(base, "models"));
      expect(Object.fromEntries([...files].map(([path, { type }]) => [path, type]))).toEqual({
        "models/weights.bin": "blob",
        "models/nn/train.py": "blob",
        "models/nn/moved.py": "blob",
        "models/link.py": "link",
      });
      const vendor = await listed(opened.repository.files(base, "vendor"));
      expect(vendor.get("vendor/library")).toMatchObject({ type: "submodule", id: bare });
    });

    test("tells the size of a file", async () => {
      const files = await listed(opened.repository.files(base, "models"));
      expect(files.get("models/weights.bin")?.size).toBe(6);
      expect((await listed(opened.repository.root(base))).get("empty")?.size).toBe(0);
    });

    test("lists the whole tree", async () => {
      const files = await listed(opened.repository.files(base, ""));
      const expected = git.git("ls-tree", "-r", "-z", "--name-only", base).split("\0");
      expect([...files.keys()].toSorted()).toEqual(
        expected.filter((path) => path !== "").toSorted(),
      );
    });

    test("has no files below what is no folder", async () => {
      expect(await listed(opened.repository.files(base, "nowhere/at/all"))).toEqual(new Map());
      expect(await listed(opened.repository.files(base, "README.md"))).toEqual(new Map());
    });

    test("lists the files of the root folder alone", async () => {
      const root = await listed(opened.repository.root(base));
      expect([...root.keys()].toSorted()).toEqual(["README.md", "empty"]);
    });

    test("knows trees as revisions", async () => {
      const tree = git.git("rev-parse", `${base}^{tree}`);
      expect(await listed(opened.repository.root(tree))).toEqual(
        await listed(opened.repository.root(base)),
      );
    });

    test("reads bytes as they are, none included", async () => {
      const files = await listed(opened.repository.files(base, ""));
      const read = async (path: string) =>
        Buffer.from(valueOf(await opened.repository.blob(files.get(path)?.id ?? "")));
      expect([...(await read("models/weights.bin"))]).toEqual([0, 255, 254, 10, 13, 0]);
      expect((await read("empty")).length).toBe(0);
      expect((await read("README.md")).toString()).toBe("before\n");
    });

    test("peels tags to their commits and knows which are annotated", async () => {
      const tags = valueOf(await opened.repository.tags());
      const byName = new Map(tags.map((tag) => [tag.name, tag]));
      expect(byName.get("nn@v1.0.0")).toEqual({
        name: "nn@v1.0.0",
        commit: base,
        annotated: true,
        taggedAt: expect.any(Number),
      });
      expect(byName.get("plain")).toEqual({ name: "plain", commit: base, annotated: false });
      expect(byName.get("outer")).toMatchObject({ name: "outer", commit: base, annotated: true });
      expect(byName.has("of-a-file")).toBe(false);
    });

    test("finds where two histories meet", async () => {
      const main = git.git("rev-parse", "main");
      expect(await opened.repository.mergeBase(main, head)).toEqual({
        state: "known",
        value: base,
      });
      expect(await opened.repository.mergeBase(base, head)).toEqual({
        state: "known",
        value: base,
      });
      expect(await opened.repository.mergeBase(head, head)).toEqual({
        state: "known",
        value: head,
      });
    });

    test("finds where a branch stood at a moment", async () => {
      const at = (instant: string) => opened.repository.commitBefore(head, instant);
      // The fixed date of every commit: test/support/git-repository.ts.
      expect(await at("2026-01-02T03:04:05Z")).toEqual({ state: "known", value: head });
      expect(await at("2026-01-02T03:04:04Z")).toEqual({ state: "known", value: undefined });
    });

    test("numbers the lines that the head adds or rewrites", async () => {
      const main = git.git("rev-parse", "main");
      const paths = ["models/nn/train.py", "models/nn/added.py", "models/nn/new name.py"];
      const lines = valueOf(await opened.repository.changedLines(main, head, paths));
      expect(Object.fromEntries(lines.map((each) => [each.path, [...each.lines]]))).toEqual({
        "models/nn/train.py": [2, 3, 6],
        "models/nn/added.py": [1, 2],
        "models/nn/new name.py": [3],
      });
    });

    test("numbers the lines of files with odd names", async () => {
      const lines = valueOf(await opened.repository.changedLines(base, head, ODD_NAMES));
      expect(lines.map((each) => [each.path, [...each.lines]])).toEqual(
        ODD_NAMES.map((path) => [path, [2]]),
      );
      const files = await listed(opened.repository.files(head, "odd"));
      expect([...files.keys()].toSorted()).toEqual(ODD_NAMES.toSorted());
    });

    test("says of a revision or a blob that it does not have why not", async () => {
      const { repository } = opened;
      const facts: Fact<unknown>[] = [
        await repository.records(ABSENT),
        await repository.files(ABSENT, ""),
        await repository.files(ABSENT, "models"),
        await repository.root(ABSENT),
        await repository.blob(ABSENT),
        await repository.mergeBase(ABSENT, head),
        await repository.changedLines(ABSENT, head, ["models/nn/train.py"]),
      ];
      for (const fact of facts) {
        expect(fact).toMatchObject({ state: "unavailable", reason: expect.stringMatching(/./) });
      }
    });
  });
}

async function listed(listing: Promise<Fact<Listing>>): Promise<Listing> {
  return valueOf(await listing);
}

function valueOf<T>(fact: Fact<T>): T {
  if (fact.state === "unavailable") throw new Error(fact.reason);
  return fact.value;
}

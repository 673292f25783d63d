import { afterEach, expect, test } from "@jest/globals";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeExecutable, makeRepository, type TestRepository } from "../support/git-repository.ts";
import { valueOf, withWorkTree } from "./work-tree.ts";

const made: TestRepository[] = [];

afterEach(() => {
  for (const each of made.splice(0)) each.remove();
});

function repository(files: Parameters<typeof makeRepository>[0]): TestRepository {
  const repository = makeRepository(files);
  made.push(repository);
  return repository;
}

/** Everything under a folder with its content and time. */
function fingerprint(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .map((name) => join(folder, name))
      .filter((path) => statSync(path).isFile())
      .map((path) => [path, `${readFileSync(path, "latin1")} ${statSync(path).mtimeMs}`]),
  );
}

/** Asks everything there is to ask. */
async function useAll(folder: string): Promise<readonly string[]> {
  return withWorkTree(folder, async ({ source, repository, disabledFilters }) => {
    const change = valueOf(await source.read());
    const files = valueOf(await repository.files(change.head, ""));
    for (const { id, type } of files.values()) if (type === "blob") await repository.blob(id);
    await repository.tags();
    await repository.changedLines(change.baseTip, change.head, [...files.keys()]);
    return valueOf(await disabledFilters());
  });
}

test("nothing is written to the repository, its index or its objects", async () => {
  const { folder, write } = repository({ "a.txt": "1\n", "b.txt": "1\n" });
  write({ "a.txt": "2\n", "c.txt": "new\n" });
  const before = fingerprint(folder);
  await useAll(folder);
  expect(fingerprint(folder)).toEqual(before);
});

test("nothing that the repository configures is run", async () => {
  const { folder, git, write } = repository({
    "a.py": "1\n",
    "moved.py": "a\nb\nc\n",
    ".gitattributes": "*.py filter=evil=one diff=evil\n",
  });
  const mark = join(folder, ".git", "ran");
  const program = join(folder, ".git", "evil.sh");
  writeFileSync(program, `#!/bin/sh\necho "$0 $*" >> "${mark}"\ncat\n`);
  makeExecutable(program);
  for (const key of [
    "filter.evil=one.clean",
    "filter.evil=one.smudge",
    "filter.evil=one.process",
    "diff.evil.command",
    "diff.evil.textconv",
    "diff.external",
    "core.fsmonitor",
    "core.pager",
    "core.sshCommand",
    "core.editor",
    "pager.status",
  ]) {
    git("config", key, program);
  }
  git("config", "filter.evil=one.required", "true");
  git("config", "alias.status", `!${program}`);
  for (const hook of ["post-index-change", "pre-commit", "post-checkout"]) {
    writeFileSync(join(folder, ".git", "hooks", hook), readFileSync(program));
    makeExecutable(join(folder, ".git", "hooks", hook));
  }
  write({ "a.py": "2\n", "moved.py": undefined, "new.py": "a\nb\nc\n" });
  expect(await useAll(folder)).toEqual(["evil=one"]);
  expect(existsSync(mark)).toBe(false);
});

test("what a partial clone lacks is not fetched", async () => {
  const origin = repository({ "a.txt": "far away\n" });
  const { folder, git } = repository({ "b.txt": "here\n" });
  const mark = join(folder, ".git", "ran");
  git("config", "extensions.partialClone", "origin");
  git("config", "remote.origin.url", `ext::sh -c touch% ${mark}`);
  git("config", "remote.origin.promisor", "true");
  git("config", "protocol.allow", "always");
  git("config", "protocol.ext.allow", "always");
  const far = origin.git("rev-parse", "HEAD:a.txt");
  const blob = await withWorkTree(folder, ({ repository }) => repository.blob(far));
  expect(blob.state).toBe("unavailable");
  expect(existsSync(mark)).toBe(false);
});

test("a filter of the user's own is trusted", async () => {
  const { folder, write, git } = repository({
    "a.nb": "x\n",
    ".gitattributes": "*.nb filter=up\n",
  });
  const config = join(folder, ".git", "user-config");
  writeFileSync(config, '[filter "up"]\n\tclean = tr a-z A-Z\n');
  write({ "a.nb": "output\n" });
  const text = await withWorkTree(
    folder,
    async ({ head, repository, disabledFilters }) => {
      expect(valueOf(await disabledFilters())).toEqual([]);
      const files = valueOf(await repository.files(valueOf(await head()), ""));
      return Buffer.from(valueOf(await repository.blob(files.get("a.nb")?.id ?? ""))).toString();
    },
    { environment: { GIT_CONFIG_GLOBAL: config } },
  );
  expect(text).toBe("OUTPUT\n");
  expect(git("status", "--porcelain")).toBe("M a.nb".padStart(7));
});

test("variables that a hook sets lead nowhere else", async () => {
  const other = repository({ "other.txt": "other\n" });
  const { folder, git } = repository({ "a.txt": "a\n" });
  const head = await withWorkTree(folder, (workTree) => workTree.head(), {
    environment: { GIT_DIR: join(other.folder, ".git"), GIT_INDEX_FILE: "/dev/null" },
  });
  expect(head).toEqual({ state: "known", value: git("rev-parse", "HEAD") });
});

test("names that are not UTF-8 stay apart", async () => {
  const { folder, git } = repository({ "a.txt": "a\n" });
  const blob = git("rev-parse", "HEAD:a.txt");
  const names = [0xfe, 0xff].map((byte) => Buffer.from([0x6e, byte]));
  const lines = names.map((name) =>
    Buffer.concat([Buffer.from(`100644 blob ${blob}\t`), name, Buffer.of(0)]),
  );
  const tree = execFileSync("git", ["mktree", "-z"], { cwd: folder, input: Buffer.concat(lines) });
  const files = await withWorkTree(folder, ({ repository }) =>
    repository.files(tree.toString().trim(), ""),
  );
  expect([...valueOf(files).keys()]).toEqual([String.raw`n\xfe`, String.raw`n\xff`]);
});

test("an object that is too large is not kept in memory", async () => {
  const { folder, git, write } = repository({ "a.txt": "a\n" });
  write({ "large.bin": Buffer.alloc(64 * 1024 * 1024 + 1) });
  const large = git("hash-object", "-w", "large.bin");
  const small = git("rev-parse", "HEAD:a.txt");
  const blobs = await withWorkTree(folder, ({ repository }) =>
    Promise.all([repository.blob(large), repository.blob(small)]),
  );
  expect(blobs[0]).toMatchObject({ cause: "invalid", reason: expect.stringContaining("at most") });
  expect(Buffer.from(valueOf(blobs[1])).toString()).toBe("a\n");
});

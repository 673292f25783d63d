import { type Fact, known, mapFact } from "../core/model/fact.ts";
import type { ChangedFile } from "../core/model/tree.ts";
import { pathText, zeroSeparated } from "./path-text.ts";
import type { Git } from "./run-git.ts";
import type { TreeLine, TreeReader } from "./tree-reader.ts";

/**
 * The files that differ between two revisions; a moved file is one entry, as on GitHub. Folders are
 * compared here; only where something may have moved is git asked, because a process costs more.
 */
export async function changedFiles(
  git: Git,
  trees: TreeReader,
  from: string,
  to: string,
): Promise<Fact<readonly ChangedFile[]>> {
  const [before, after] = await Promise.all([trees.rootOf(from), trees.rootOf(to)]);
  if (before.state === "unavailable") return before;
  if (after.state === "unavailable") return after;
  const files = await compareTrees(trees, before.value, after.value, "");
  const mayHaveMoved =
    files.state === "known" &&
    files.value.some(({ status }) => status === "added") &&
    files.value.some(({ status }) => status === "removed");
  return mayHaveMoved ? askGit(git, before.value, after.value) : files;
}

/** The difference of two folders, without regard to moved files. */
async function compareTrees(
  trees: TreeReader,
  before: string | undefined,
  after: string | undefined,
  folder: string,
): Promise<Fact<ChangedFile[]>> {
  const [old, now] = await Promise.all([linesOf(trees, before), linesOf(trees, after)]);
  if (old.state === "unavailable") return old;
  if (now.state === "unavailable") return now;
  const names = new Set([...old.value.keys(), ...now.value.keys()]);
  const parts = await Promise.all(
    [...names].flatMap((name) => {
      const [one, other] = [old.value.get(name), now.value.get(name)];
      return one?.id === other?.id && one?.mode === other?.mode
        ? []
        : [compareLines(trees, one, other, folder + name)];
    }),
  );
  const files: ChangedFile[] = [];
  for (const part of parts) {
    if (part.state === "unavailable") return part;
    files.push(...part.value);
  }
  return known(files);
}

async function compareLines(
  trees: TreeReader,
  before: TreeLine | undefined,
  after: TreeLine | undefined,
  path: string,
): Promise<Fact<ChangedFile[]>> {
  const [oldTree, newTree] = [before, after].map((line) =>
    line?.type === "tree" ? line.id : undefined,
  );
  const below =
    oldTree === undefined && newTree === undefined
      ? known([])
      : await compareTrees(trees, oldTree, newTree, `${path}/`);
  const wasFile = before !== undefined && before.type !== "tree";
  const isFile = after !== undefined && after.type !== "tree";
  if (!wasFile && !isFile) return below;
  const status = wasFile && isFile ? "modified" : isFile ? "added" : "removed";
  return mapFact(below, (files) => [{ path, status }, ...files]);
}

async function linesOf(
  trees: TreeReader,
  tree: string | undefined,
): Promise<Fact<ReadonlyMap<string, TreeLine>>> {
  if (tree === undefined) return known(new Map());
  return mapFact(
    await trees.entries(tree),
    (lines) => new Map(lines.map((line) => [line.path, line])),
  );
}

async function askGit(git: Git, from: string, to: string): Promise<Fact<readonly ChangedFile[]>> {
  const output = await git([
    "diff-tree",
    "-r",
    "-z",
    "--name-status",
    "--find-renames",
    "--no-relative",
    "--no-ext-diff",
    "--end-of-options",
    from,
    to,
  ]);
  return mapFact(output, parseNameStatus);
}

const STATUS: ReadonlyMap<string, ChangedFile["status"]> = new Map([
  ["A", "added"],
  ["D", "removed"],
  ["R", "renamed"],
]);

/** A letter, and one path or two. */
function parseNameStatus(output: Buffer): ChangedFile[] {
  const fields = zeroSeparated(output);
  const files: ChangedFile[] = [];
  for (let i = 0; i < fields.length;) {
    const [letter, first, second] = fields.slice(i, i + 3).map((field) => pathText(field)) as [
      string,
      string,
      string,
    ];
    const status = STATUS.get(letter.slice(0, 1)) ?? "modified";
    files.push(
      status === "renamed"
        ? { path: second, status, previousPath: first }
        : { path: first, status },
    );
    i += status === "renamed" ? 3 : 2;
  }
  return files;
}

import { type Fact, known } from "../core/model/fact.ts";
import type { ChangedFile, ChangedLines } from "../core/model/tree.ts";
import { pathText } from "./path-text.ts";
import type { Git } from "./run-git.ts";

/** With more paths than this the whole difference is read: a command line is not endless. */
const MAX_PATHS = 1000;

/**
 * The lines of some files that are new or rewritten between two revisions. Of a file that moved, the
 * lines that changed on the way.
 */
export async function changedLines(
  git: Git,
  { from, to, changed }: { from: string; to: string; changed: readonly ChangedFile[] },
  paths: readonly string[],
): Promise<Fact<readonly ChangedLines[]>> {
  const asked = new Set(paths);
  const files = changed.filter(({ path, status }) => asked.has(path) && status !== "removed");
  const specs = files.flatMap(({ path, previousPath }) =>
    previousPath === undefined ? [path] : [previousPath, path],
  );
  if (files.length === 0) return known(paths.map((path) => ({ path, lines: new Set() })));
  const output = await git([
    "diff-tree",
    "-r",
    "--patch",
    "--unified=0",
    "--inter-hunk-context=0",
    "--find-renames",
    "--text", // or an attribute in the change itself could hide its lines
    "--no-relative",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--src-prefix=a/",
    "--dst-prefix=b/",
    "--end-of-options",
    from,
    to,
    ...(specs.length > MAX_PATHS ? [] : ["--", ...specs]),
  ]);
  if (output.state === "unavailable") return output;
  const lines = addedLines(output.value);
  return known(paths.map((path) => ({ path, lines: lines.get(path) ?? new Set() })));
}

const HUNK = /^@@ -\d+(?:,(?<removed>\d+))? \+(?<first>\d+)(?:,(?<added>\d+))? @@/;

/** Reads a patch without context. What a hunk announces is skipped unread: it may look like a header. */
function addedLines(patch: Buffer): Map<string, Set<number>> {
  const files = new Map<string, Set<number>>();
  let lines = new Set<number>();
  let skip = 0;
  for (let at = 0; at < patch.length;) {
    const feed = patch.indexOf(0x0a, at);
    const end = feed === -1 ? patch.length : feed;
    if (skip > 0 && patch[at] !== 0x5c) skip -= 1;
    else if (patch[at] === 0x2b) {
      lines = new Set();
      const path = newSide(patch.subarray(at, end));
      if (path !== undefined) files.set(path, lines);
    } else if (patch[at] === 0x40) {
      const hunk = HUNK.exec(patch.toString("latin1", at, end))?.groups ?? {};
      const first = Number(hunk["first"]);
      const added = Number(hunk["added"] ?? 1);
      for (let line = first; line < first + added; line += 1) lines.add(line);
      skip = Number(hunk["removed"] ?? 1) + added;
    }
    at = end + 1;
  }
  return files;
}

/** The path of a line such as `+++ b/src/model.py`; undefined for `/dev/null`. */
function newSide(line: Buffer): string | undefined {
  // Git puts a tab behind a name with spaces, and quotes a name with anything stranger.
  const name = line.subarray("+++ ".length, line.at(-1) === 0x09 ? -1 : undefined);
  const bytes = name[0] === 0x22 ? unquoted(name) : name;
  return bytes.toString("latin1", 0, 2) === "b/" ? pathText(bytes.subarray(2)) : undefined;
}

const ESCAPES: ReadonlyMap<string, number> = new Map(
  Object.entries({ a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 }),
);

/** Takes back git's quoting of a name in C's manner. */
function unquoted(name: Buffer): Buffer {
  const text = name.toString("latin1").slice(1, -1);
  const plain = text.replaceAll(/\\([0-7]{3}|.)/g, (_, escape: string) =>
    String.fromCodePoint(
      escape.length === 3
        ? Number.parseInt(escape, 8)
        : (ESCAPES.get(escape) ?? escape.charCodeAt(0)),
    ),
  );
  return Buffer.from(plain, "latin1");
}

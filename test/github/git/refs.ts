import { mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Repository } from "../state/nouns.ts";
import { runGit } from "./run-git.ts";

/** Forty zeros: "no commit" on either side of a push. */
export const noCommit = "0".repeat(40);

export type RefChange = { readonly ref: string; readonly before: string; readonly after: string };

/** Moves, creates or (with `noCommit`) deletes a ref, in memory and on disk. */
export function writeRef(repository: Repository, ref: string, oid: string): RefChange {
  const before = repository.refs.get(ref) ?? noCommit;
  const path = join(repository.directory, ref);
  if (oid === noCommit) {
    repository.refs.delete(ref);
    rmSync(path, { force: true });
  } else {
    mkdirSync(dirname(path), { recursive: true });
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) rmSync(path, { recursive: true });
    writeFileSync(path, `${oid}\n`);
    repository.refs.set(ref, oid);
  }
  return { ref, before, after: oid };
}

/** Reads all refs from disk after git wrote them, and tells what changed. */
export async function reloadRefs(repository: Repository): Promise<RefChange[]> {
  const output = await runGit(repository.directory, [
    "for-each-ref",
    "--format=%(refname) %(objectname)",
  ]);
  const now = new Map(
    output
      .toString()
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => line.split(" ") as [string, string]),
  );
  const names = new Set([...repository.refs.keys(), ...now.keys()]);
  const changes: RefChange[] = [];
  for (const ref of names) {
    const [before, after] = [repository.refs.get(ref) ?? noCommit, now.get(ref) ?? noCommit];
    if (before === after) continue;
    changes.push({ ref, before, after });
    if (after === noCommit) repository.refs.delete(ref);
    else repository.refs.set(ref, after);
  }
  return changes;
}

/** Would the name clash with another as a file with a directory (`a` and `a/b`)? */
export function refNameClashes(repository: Repository, ref: string): boolean {
  for (const other of repository.refs.keys()) {
    if (other.startsWith(`${ref}/`) || ref.startsWith(`${other}/`)) return true;
  }
  return false;
}

/** The rules of `git check-ref-format`, as far as names met in tests go. */
export function isRefName(ref: string): boolean {
  if (!/^refs\/[^/]+\/./.test(ref) || /[\s~^:?*[\\]|\.\.|@\{|\/\/|\.$|\/$|\.lock(\/|$)/.test(ref))
    return false;
  // oxlint-disable-next-line no-control-regex -- control characters are just what git refuses
  return !/[\u0000-\u001F\u007F]/.test(ref) && !ref.split("/").some((part) => part.startsWith("."));
}

import { type Fact, mapFact } from "../core/model/fact.ts";
import { zeroSeparated } from "./path-text.ts";
import type { Git } from "./run-git.ts";

/** Where the work tree stands and what differs there from the last commit. */
export interface WorkTreeState {
  /** Undefined in a repository without commits. */
  readonly commit: string | undefined;
  /** Undefined where no branch is checked out. */
  readonly branch: string | undefined;
  /** Changed, removed and new files, staged or not; files that are ignored are not among them. */
  readonly differing: readonly Buffer[];
}

/** Asks git how it stands. */
export async function workTreeState(git: Git): Promise<Fact<WorkTreeState>> {
  const output = await git([
    "status",
    "--porcelain=v2",
    "--branch",
    "-z",
    "--no-ahead-behind",
    "--untracked-files=all",
    "--no-renames",
    "--ignore-submodules=dirty",
  ]);
  return mapFact(output, parseStatus);
}

/** How many fields stand before the path in each kind of line (git-status, "Porcelain Format Version 2"). */
const FIELDS: ReadonlyMap<string, number> = new Map([
  ["1", 8],
  ["u", 10],
  ["?", 1],
]);

function parseStatus(output: Buffer): WorkTreeState {
  const headers = new Map<string, string>();
  const differing: Buffer[] = [];
  for (const line of zeroSeparated(output)) {
    const kind = line.toString("latin1", 0, 1);
    const fields = FIELDS.get(kind);
    if (kind === "#") {
      const text = line.toString("utf8", 2);
      headers.set(text.slice(0, text.indexOf(" ")), text.slice(text.indexOf(" ") + 1));
    } else if (fields !== undefined) {
      const path = line.subarray(afterSpaces(line, fields));
      // A repository within this one is nothing of ours; git names it with a slash at the end.
      if (path.at(-1) !== 0x2f) differing.push(path);
    }
  }
  const commit = headers.get("branch.oid");
  const branch = headers.get("branch.head");
  return {
    commit: commit === "(initial)" ? undefined : commit,
    branch: branch === "(detached)" ? undefined : branch,
    differing,
  };
}

function afterSpaces(line: Buffer, count: number): number {
  let at = 0;
  for (let i = 0; i < count; i += 1) at = line.indexOf(0x20, at) + 1;
  return at;
}

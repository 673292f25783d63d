import { type Fact, mapFact } from "../core/model/fact.ts";
import type { ChangedFile } from "../core/model/tree.ts";
import { pathText, zeroSeparated } from "./path-text.ts";
import type { Git } from "./run-git.ts";

/** The files that differ between two revisions; a moved file is one entry, as on GitHub. */
export async function changedFiles(
  git: Git,
  from: string,
  to: string,
): Promise<Fact<readonly ChangedFile[]>> {
  const output = await git([
    "diff-tree",
    "-r",
    "-z",
    "--name-status",
    "--find-renames",
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

function parseNameStatus(output: Buffer): ChangedFile[] {
  const fields = zeroSeparated(output).values();
  const next = (): string => pathText(fields.next().value ?? Buffer.alloc(0));
  const files: ChangedFile[] = [];
  for (let letter = next()[0]; letter !== undefined; letter = next()[0]) {
    const status = STATUS.get(letter) ?? "modified";
    const first = next();
    files.push(
      status === "renamed"
        ? { path: next(), status, previousPath: first }
        : { path: first, status },
    );
  }
  return files;
}

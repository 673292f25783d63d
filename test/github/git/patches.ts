import { derive, type ObjectStore } from "./object-store.ts";
import { runGit } from "./run-git.ts";

export type Patch = {
  readonly additions: number;
  readonly deletions: number;
  /** The hunks alone, as REST's `patch`; undefined for binary files and pure renames. */
  readonly hunks: string | undefined;
};

/** Line counts and hunks of every changed path between two trees. Kept by the pair of ids. */
export async function patches(
  objects: ObjectStore,
  from: string | null,
  to: string,
): Promise<ReadonlyMap<string, Patch>> {
  return derive(objects, `patches ${from} ${to}`, async () => computePatches(objects, from, to));
}

/** The tree without entries, which git knows without having it. */
const emptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

async function computePatches(
  objects: ObjectStore,
  from: string | null,
  to: string,
): Promise<Map<string, Patch>> {
  const trees = [from ?? emptyTree, to];
  const diff = async (...how: string[]): Promise<string> =>
    (await runGit(objects.directory, ["diff-tree", "-r", "-M", ...how, ...trees])).toString();
  const [numbers, text] = await Promise.all([diff("-z", "--numstat"), diff("-p")]);
  const counts = parseCounts(numbers);
  // `git diff-tree` prints the files of both forms in one order.
  const sections = text.split(/^diff --git /m).slice(1);
  return new Map(
    counts.map(([path, additions, deletions], index) => {
      const section = sections[index] ?? "";
      const at = section.search(/^@@ /m);
      const hunks = at === -1 ? undefined : section.slice(at).replace(/\n$/, "");
      return [path, { additions, deletions, hunks }] as const;
    }),
  );
}

function parseCounts(output: string): [string, number, number][] {
  const parts = output.split("\0");
  const counts: [string, number, number][] = [];
  for (let at = 0; at + 1 < parts.length;) {
    const [additions = "0", deletions = "0", ...name] = (parts[at] ?? "").split("\t");
    const path = name.join("\t");
    // A rename has an empty path here, its old and its new name following.
    const renamed = path === "";
    counts.push([
      renamed ? (parts[at + 2] ?? "") : path,
      Number(additions) || 0,
      Number(deletions) || 0,
    ]);
    at += renamed ? 3 : 1;
  }
  return counts;
}

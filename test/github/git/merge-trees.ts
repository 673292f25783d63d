import { derive, type ObjectStore } from "./object-store.ts";
import type { Commit } from "./objects.ts";
import { tryGit } from "./run-git.ts";
import { writeCommit } from "./write-commit.ts";

/** The tree of a real three-way merge of two commits, or null where they conflict. Kept by the pair. */
export async function mergeTrees(
  objects: ObjectStore,
  ours: string,
  theirs: string,
): Promise<string | null> {
  return derive(objects, `merge ${ours} ${theirs}`, async () => {
    const args = ["merge-tree", "--write-tree", "--no-messages", ours, theirs];
    const { code, output, error } = await tryGit(objects.directory, args);
    if (code === 0) return output.toString().trim();
    if (code === 1 || error.includes("unrelated histories")) return null;
    throw new Error(`git merge-tree: ${error}`);
  });
}

/**
 * The tree of one commit's own change put onto another commit, or null where they conflict: a step of a
 * rebase. Git 2.39 cannot be told a merge base, so `onto` is dressed up as a child of the commit's parent.
 */
export async function cherryPick(
  objects: ObjectStore,
  onto: string,
  commit: Commit,
): Promise<string | null> {
  const [parent] = commit.parents;
  const target = await objects.commit(onto);
  if (parent === undefined || target === undefined) return null;
  return mergeTrees(objects, writeCommit(objects, { ...target, parents: [parent] }), commit.oid);
}

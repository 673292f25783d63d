import { copyFile, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { type Fact, mapFact, unavailable } from "../core/model/fact.ts";
import type { Git } from "./run-git.ts";
import type { WorkTreeState } from "./work-tree-state.ts";

/** Where a snapshot is made, and what it is made of. */
export interface SnapshotPlaces {
  /** The folder of the work tree. */
  readonly root: string;
  readonly index: string;
  /** The objects of the repository. */
  readonly objects: string;
  /** A temporary folder with a folder `objects`. */
  readonly scratch: string;
}

/**
 * The work tree as git would commit it if everything in it were added, as the id of a tree. It is made in
 * a copy of the index, and new objects go to the temporary folder: the repository stays as it is.
 */
export async function snapshot(
  git: Git,
  { differing }: WorkTreeState,
  { root, index, objects, scratch }: SnapshotPlaces,
): Promise<Fact<string>> {
  const copy = join(scratch, "index");
  try {
    await copyFile(index, copy);
    // Git tells by the index's own time which files may have changed unseen since it was written.
    const { mtimeMs } = await stat(index);
    const written = Math.floor(mtimeMs / 1000);
    await utimes(copy, written, written);
  } catch (error) {
    const code = Error.isError(error) && "code" in error ? error.code : undefined;
    // Before the first `git add` there is no index.
    if (code !== "ENOENT")
      return unavailable("upstream", `cannot read the index: ${String(error)}`);
  }
  const env = {
    GIT_INDEX_FILE: copy,
    GIT_OBJECT_DIRECTORY: join(scratch, "objects"),
    GIT_ALTERNATE_OBJECT_DIRECTORIES: quotedPath(objects),
  };
  const paths = differing.flatMap((path) => [path, Buffer.of(0)]);
  const added = await git(["update-index", "-z", "--add", "--remove", "--replace", "--stdin"], {
    input: Buffer.concat(paths),
    folder: root,
    env,
  });
  if (added.state === "unavailable") return added;
  const tree = await git(["write-tree", "--missing-ok"], { folder: root, env });
  return mapFact(tree, (output) => output.toString("latin1").trim());
}

/** A path for a list that is separated by colons: in quotes a path may hold one. */
export function quotedPath(path: string): string {
  return JSON.stringify(path);
}

import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { type Fact, known, mapFact, unavailable } from "../core/model/fact.ts";
import type { Git } from "./run-git.ts";
import type { WorkTreeState } from "./work-tree-state.ts";

/**
 * The work tree as git would commit it if everything in it were added: the last commit's id where
 * nothing differs, else a tree's. It is made in a copy of the index; new objects go where the given
 * git writes them, which is not the user's repository.
 */
export async function snapshot(
  git: Git,
  state: WorkTreeState,
  { index, scratch }: { index: string; scratch: string },
): Promise<Fact<string>> {
  if (state.commit !== undefined && state.differing.length === 0) return known(state.commit);
  const copy = join(scratch, "index");
  try {
    await copyFile(index, copy);
  } catch (error) {
    const code = Error.isError(error) && "code" in error ? error.code : undefined;
    // Before the first `git add` there is no index.
    if (code !== "ENOENT")
      return unavailable("upstream", `cannot read the index: ${String(error)}`);
  }
  const env = { GIT_INDEX_FILE: copy };
  const paths = state.differing.flatMap((path) => [path, Buffer.of(0)]);
  const added = await git(["update-index", "-z", "--add", "--remove", "--replace", "--stdin"], {
    input: Buffer.concat(paths),
    env,
  });
  if (added.state === "unavailable") return added;
  const tree = await git(["write-tree", "--missing-ok"], { env });
  return mapFact(tree, (output) => output.toString("latin1").trim());
}

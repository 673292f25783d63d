import { type Fact, known, mapFact, unavailable } from "../core/model/fact.ts";
import { zeroSeparated } from "./path-text.ts";
import type { Git } from "./run-git.ts";

/** Where the parts of a repository are; a work tree of its own shares its objects with others. */
export interface RepositoryPlaces {
  readonly root: string;
  readonly objects: string;
  readonly index: string;
}

/** Asks git where they are. */
export async function repositoryPlaces(git: Git): Promise<Fact<RepositoryPlaces>> {
  const output = await git([
    "rev-parse",
    "--path-format=absolute",
    "--show-toplevel",
    "--git-path",
    "objects",
    "--git-path",
    "index",
  ]);
  if (output.state === "unavailable") return output;
  const lines = /^([^\n]+)\n([^\n]+)\n([^\n]+)\n$/.exec(output.value.toString("utf8"));
  const [root, objects, index] = (lines ?? []).slice(1) as [string, string, string];
  return lines
    ? known({ root, objects, index })
    : unavailable("upstream", "git 2.31 or newer is needed, in a folder without a line feed");
}

/**
 * Names of the filters that the clone itself configures. Such a configuration does not come with a clone,
 * but with an archive of one it does; the user's and the machine's are trusted.
 */
export async function localFilters(git: Git): Promise<Fact<readonly string[]>> {
  const output = await git(["config", "-z", "--show-scope", "--list"]);
  return mapFact(output, (bytes) => {
    const fields = zeroSeparated(bytes).map((field) => field.toString("utf8"));
    const names = fields.flatMap((field, i) => {
      // Every setting is preceded by where it stands.
      const isLocal = ["local", "worktree"].includes(fields[i - 1] ?? "");
      const name = /^filter\.([^\n]+)\.[^.\n]+(?:\n|$)/.exec(field)?.[1];
      return isLocal && name !== undefined ? [name] : [];
    });
    return [...new Set(names)];
  });
}

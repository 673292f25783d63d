import { type Fact, known } from "../core/model/fact.ts";
import type { ObjectReader } from "./object-reader.ts";

/** Most branches are a few commits ahead; for more, git has better ways to find out. */
const MAX_COMMITS = 64;

/** Whether one commit is another or among its nearest ancestors. False may also mean: too far to tell. */
export async function isNearAncestor(
  objects: ObjectReader,
  ancestor: string,
  descendant: string,
): Promise<Fact<boolean>> {
  const seen = new Set([descendant]);
  for (let next = [descendant]; next.length > 0 && seen.size < MAX_COMMITS;) {
    if (next.includes(ancestor)) return known(true);
    const commits = await Promise.all(next.map((id) => objects.read(id)));
    const parents = new Set<string>();
    for (const commit of commits) {
      if (commit.state === "unavailable") return commit;
      for (const id of parentsOf(commit.value?.bytes)) parents.add(id);
    }
    next = [...parents.difference(seen)];
    for (const id of next) seen.add(id);
  }
  return known(false);
}

/** The first lines of a commit are its tree and its parents; a commit that is not here has none that are. */
function parentsOf(commit: Buffer | undefined): string[] {
  const text = commit?.toString("latin1") ?? "";
  const header = text.slice(0, text.indexOf("\n\n") + 1);
  return [...header.matchAll(/^parent .*$/gm)].map(([line]) => line.slice("parent ".length));
}

import { existsSync, realpathSync } from "node:fs";
import { isAbsolute, relative, sep } from "node:path";
import { type Fact, known, unavailable } from "../core/model/fact.ts";

/** The way from the root to where a folder really is; nothing outside is read, whatever leads there. */
export function wayInside(root: string, folder: string): Fact<string> {
  const found = existsSync(folder) ? realpathSync(folder) : undefined;
  if (found === undefined) return unavailable("missing", `there is no folder ${folder}`);
  const way = relative(realpathSync(root), found);
  return way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way)
    ? unavailable("invalid", `expected a folder in the work tree ${root}; got ${folder}`)
    : known(way.split(sep).join("/"));
}

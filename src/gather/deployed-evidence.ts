import type { TreeEntry } from "../core/model/tree.ts";

/** Where the stamp of a component's committed evidence stands, or of what speaks of a deployed version. */
export function stampPath(component: string, version?: string): string {
  const name = version === undefined ? "stamp" : `stamp@${version}`;
  return `.mltrl/evidence/${component}/${name}.yml`;
}

/** Whether a version can stand in the name of a file: digits first, then letters, digits, `.`, `-`, `+`. */
export function canName(version: string): boolean {
  return /^\d[0-9A-Za-z.+-]{0,99}$/.test(version);
}

/**
 * The evidence that speaks of a deployed version: `drift@1.2.0.json` if there is one, else `drift.json`.
 * Without a version, the evidence whose name tells of none.
 */
export function evidenceFor<Entry extends Pick<TreeEntry, "path">>(
  version: string | undefined,
  entries: readonly Entry[],
): Entry[] {
  const named = entries.map((entry) => ({ entry, ...nameOf(entry.path) }));
  const own = new Set(
    named.filter((each) => each.version !== undefined && each.version === version).map(({ role }) => role), // prettier-ignore
  );
  return named
    .filter(
      (each) => each.version === version || (each.version === undefined && !own.has(each.role)),
    ) // prettier-ignore
    .map(({ entry }) => entry);
}

/** A report's folder and name, and the version that it tells after the last `@`. */
function nameOf(path: string): { role: string; version: string | undefined } {
  const at = path.lastIndexOf("@");
  const end = path.lastIndexOf(".");
  const version = path.slice(at + 1, end);
  if (at > path.lastIndexOf("/") && end > at && canName(version)) {
    return { role: path.slice(0, at), version };
  }
  return { role: end > path.lastIndexOf("/") ? path.slice(0, end) : path, version: undefined };
}

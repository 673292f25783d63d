/** The folders that a path lies in, the nearest first; the last is the root, `""`. */
export function foldersAbove(path: string): readonly string[] {
  const parts = path.split("/").slice(0, -1);
  return [...parts.map((_, i) => parts.slice(0, parts.length - i).join("/")), ""];
}

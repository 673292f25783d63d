const HUNK = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@/;

/** The numbers of the lines that a unified diff of one file adds, on its new side. */
export function linesAdded(patch: string): Set<number> {
  const added = new Set<number>();
  let line = 0;
  for (const text of patch.split("\n")) {
    const hunk = HUNK.exec(text);
    if (hunk) line = Number(hunk[1]);
    else if (text.startsWith("+")) {
      added.add(line);
      line += 1;
    } else if (!text.startsWith("-") && !text.startsWith("\\")) line += 1;
  }
  return added;
}

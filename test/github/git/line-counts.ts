import type { ChangedFile } from "./changed-files.ts";
import { derive, type ObjectStore } from "./object-store.ts";

export type LineCounts = { readonly additions: number; readonly deletions: number };

/** Lines added to and removed from a file, without asking git: every webhook of a pull request has the sums. */
export async function lineCounts(objects: ObjectStore, file: ChangedFile): Promise<LineCounts> {
  return derive(objects, `lines ${file.before} ${file.after}`, async () => {
    const before = await linesOf(objects, file.before);
    const after = await linesOf(objects, file.after);
    if (before === undefined || after === undefined) return { additions: 0, deletions: 0 };
    const common = commonLines(before, after);
    return { additions: after.length - common, deletions: before.length - common };
  });
}

/** Undefined for what has no lines: binary files, submodules. */
async function linesOf(objects: ObjectStore, oid: string | null): Promise<string[] | undefined> {
  if (oid === null) return [];
  const blob = await objects.read(oid);
  if (blob?.kind !== "Blob" || blob.isBinary) return undefined;
  const lines = blob.content.toString("latin1").split("\n");
  if (lines.at(-1) === "") lines.pop();
  else lines.push(`${lines.pop()}\\ No newline at end of file`);
  return lines;
}

/** Beyond this many edits the rest of both files counts as changed. */
const mostEdits = 2000;

/** How many lines stay: Myers' greedy algorithm between the equal heads and tails. */
function commonLines(before: readonly string[], after: readonly string[]): number {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  const shorter = Math.min(before.length, after.length) - head;
  while (tail < shorter && before[before.length - 1 - tail] === after[after.length - 1 - tail])
    tail += 1;
  const [a, b] = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)];
  const edits = editDistance(a, b);
  return head + tail + (edits === undefined ? 0 : (a.length + b.length - edits) / 2);
}

function editDistance(a: readonly string[], b: readonly string[]): number | undefined {
  const most = Math.min(a.length + b.length, mostEdits);
  const reach = new Map<number, number>([[1, 0]]);
  for (let edits = 0; edits <= most; edits += 1) {
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const down = reach.get(diagonal + 1) ?? -1;
      const right = (reach.get(diagonal - 1) ?? -1) + 1;
      let x = diagonal === -edits || (diagonal !== edits && right <= down) ? down : right;
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x += 1;
      reach.set(diagonal, x);
      if (x >= a.length && x - diagonal >= b.length) return edits;
    }
  }
  return undefined;
}

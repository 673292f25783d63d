/** Numbers of the lines that one text has over another: what stays is their longest common sequence. */
export function addedLines(before: string, after: string): Set<number> {
  const [old, now] = [linesOf(before), linesOf(after)];
  const lengths = old
    .map(() => new Uint32Array(now.length + 1))
    .concat(new Uint32Array(now.length + 1));
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      const row = lengths[i];
      const length =
        old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
      if (row) row[j] = length;
    }
  }
  const added = new Set<number>();
  for (let i = 0, j = 0; j < now.length;) {
    if (i < old.length && old[i] === now[j]) {
      i += 1;
      j += 1;
    } else if (i < old.length && at(i + 1, j) >= at(i, j + 1)) i += 1;
    else {
      j += 1;
      added.add(j);
    }
  }
  return added;
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

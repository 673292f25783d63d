/** Lines shown around a change, as git does. */
const CONTEXT = 3;

/** One file of a patch; without `before` it is new. The texts must differ. */
export interface FileDiff {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string;
}

/** A patch that `git apply` takes. Each file gets one hunk, from its first changed line to its last. */
export function unifiedDiff(files: readonly FileDiff[]): string {
  return files.map(fileDiff).join("");
}

function fileDiff({ path, before, after }: FileDiff): string {
  const head = `diff --git a/${path} b/${path}\n`;
  if (before === undefined) {
    const lines = linesOf(after);
    return `${head}new file mode 100644\n--- /dev/null\n+++ b/${path}\n@@ -0,0 +1,${lines.length} @@\n${prefixed("+", lines)}`;
  }
  const [old, now] = [linesOf(before), linesOf(after)];
  let start = 0;
  while (start < old.length && old[start] === now[start]) start += 1;
  let end = 0;
  const shorter = Math.min(old.length, now.length) - start;
  while (end < shorter && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  const from = Math.max(0, start - CONTEXT);
  const tail = Math.max(0, end - CONTEXT);
  const [oldTo, nowTo] = [old.length - tail, now.length - tail];
  return [
    `${head}--- a/${path}\n+++ b/${path}\n`,
    `@@ -${from + 1},${oldTo - from} +${from + 1},${nowTo - from} @@\n`,
    prefixed(" ", old.slice(from, start)),
    prefixed("-", old.slice(start, old.length - end)),
    prefixed("+", now.slice(start, now.length - end)),
    prefixed(" ", old.slice(old.length - end, oldTo)),
  ].join("");
}

/** Lines with their endings, so that a missing last one shows. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function prefixed(sign: string, lines: readonly string[]): string {
  return lines
    .map((line) =>
      line.endsWith("\n") ? sign + line : `${sign}${line}\n\\ No newline at end of file\n`,
    )
    .join("");
}

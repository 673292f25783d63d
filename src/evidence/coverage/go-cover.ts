import { countOf, lineNumberOf } from "./count.ts";
import { CoverageFault } from "./coverage-fault.ts";
import type { CoverageFiles } from "./coverage-files.ts";
import { eachLine } from "./text-lines.ts";

const MODE = /^mode: (?:set|count|atomic)$/;
/** `file:startLine.startColumn,endLine.endColumn statements count` (golang.org/x/tools/cover). */
const BLOCK = /^(.+):(\d+)\.\d+,(\d+)\.(\d+) (\d+) (\d+)$/;
/** A block that ends here has only its closing brace on its last line. */
const BRACE_COLUMN = 2;

/**
 * Reads a Go coverage profile. It has blocks of statements: each line of a block counts, so that shares
 * differ from those of `go tool cover`, which weighs statements. A block may come again in a profile that
 * was put together from several; its highest count holds.
 */
export function readGoCover(bytes: Uint8Array, files: CoverageFiles): void {
  eachLine(bytes, (text, number) => {
    if (text === "" || MODE.test(text)) return;
    if (number === 1) {
      throw new CoverageFault(
        `expected \`mode: set\`, \`count\` or \`atomic\`, got ${JSON.stringify(text.slice(0, 60))}`,
      );
    }
    const [, path, start, end, column, statements, count] = BLOCK.exec(text) ?? [];
    if (path === undefined) {
      throw new CoverageFault(
        `expected \`<file>:<line>.<column>,<line>.<column> <statements> <count>\`, got ${JSON.stringify(text.slice(0, 60))}`,
      );
    }
    if (Number(statements) === 0) return;
    const from = lineNumberOf(start, "start of a block");
    const to = lineNumberOf(end, "end of a block");
    const last = to > from && Number(column) <= BRACE_COLUMN ? to - 1 : to;
    files.file(path).range(from, last, countOf(count, "count of a block"));
  });
}

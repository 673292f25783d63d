import { readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

/** A test that a page of the handbook names. */
export interface NamedTest {
  /** From the root of the repository. */
  readonly path: string;
  readonly name: string;
}

/** The tests that a cell of a table names. */
export function testsIn(cell: string): readonly NamedTest[] {
  return [...cell.matchAll(/\]\(\.\.\/(\S+?)\) “(.*?)”(?:;|$)/g)].map(
    ([, path = "", name = ""]) => ({ path, name }),
  );
}

/** Names of tests, of groups of them and of rows of their tables, as they stand in a file. */
export function namesIn(path: string): string[] {
  const text = readFileSync(join(ROOT, path), "utf8");
  return [
    ...text.matchAll(
      /(?:test|describe)(?:\.each)?\(\s*"([^"\n]+)"|\)\(\s*"([^"\n]+)"|^ {2,6}\[?"([^"\n]+)",/gm,
    ),
  ].map(([, named, table, row]) => named ?? table ?? row ?? "");
}

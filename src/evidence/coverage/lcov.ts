import { branchesOf } from "./line-branches.ts";
import { countOf } from "./count.ts";
import { CoverageFault } from "./coverage-fault.ts";
import type { CoverageFiles } from "./coverage-files.ts";
import type { OpenFile } from "./open-file.ts";
import { eachLine } from "./text-lines.ts";

/** `DA:<line>,<count>[,<checksum>]` (geninfo(1)). */
const LINE_RECORD = /^DA:(\d{1,9}),(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?:,.*)?$/;
/** `BRDA:<line>,[e|f][U]<block>,<branch>,<taken>`; the branch is free text that may hold commas. */
const BRANCH_START = /^BRDA:(\d{1,9}),[ef]?(U?)\d+,/;
/** `FN:<start>,[<end>,]<name>`; the name may hold commas. */
const FUNCTION = /^FN:\d+,(?:\d+,)?(.+)$/;
const FUNCTION_HITS = /^FNDA:([^,]+),(.+)$/;
/** `FNL:<index>,<start>[,<end>]` and `FNA:<index>,<count>,<name>` of lcov 2.2. */
const LEADER = /^FNL:(\d+),/;
const ALIAS = /^FNA:(\d+),([^,]+),(.+)$/;

/** The record of a source file that is being read. */
interface OpenRecord {
  readonly file: OpenFile;
  readonly startLine: number;
  /** Whether this record has had a measured line of its own; the file may have been in earlier ones. */
  measured: boolean;
  /** What its `LF:` claims. */
  claimed: number;
  /** Branches by line, and by what tells them apart. */
  readonly branches: Map<number, Map<string, boolean>>;
  /** Functions by their index: aliases of one are one function. */
  readonly leaders: Map<string, { name: string; hits: number }>;
}

/**
 * Reads an lcov tracefile (geninfo(1) of lcov 2.x; older forms are a subset).
 *
 * Records of one file are merged. Unknown keys are passed over, and so is MC/DC. Branches that the compiler
 * can never take (`U`) do not count, as in lcov's own sums. The printed totals `LF` and `LH` are not
 * compared with the lines: llvm-cov counts them by function, so that a closure's lines count twice, and
 * they differ in sound reports. A total without any line behind it is no evidence, though.
 */
export function readLcov(bytes: Uint8Array, files: CoverageFiles): void {
  let open: OpenRecord | undefined;
  let records = 0;

  const record = (key: string): OpenRecord => {
    if (open === undefined) {
      throw new CoverageFault(`expected \`SF:<path>\` before the first \`${key}:\``);
    }
    return open;
  };

  eachLine(bytes, (text, number) => {
    if (text.startsWith("DA:")) takeLine(record("DA"), text);
    else if (text.startsWith("BRDA:")) takeBranch(record("BRDA"), text);
    else if (text.startsWith("FN")) takeFunction(open, text);
    else if (text.startsWith("SF:")) {
      if (open !== undefined) {
        throw new CoverageFault("expected `end_of_record` before the next `SF:`");
      }
      open = openRecord(text, number, files);
      records += 1;
    } else if (text.startsWith("LF:") && open !== undefined) {
      open.claimed = Number(text.slice("LF:".length));
    } else if (text === "end_of_record") {
      if (open !== undefined) closeRecord(open);
      open = undefined;
    }
  });

  if (open !== undefined) {
    const { startLine } = open satisfies OpenRecord;
    throw new CoverageFault(
      "the record that starts here has no `end_of_record`; the report was cut off",
      startLine,
    );
  }
  if (records === 0) {
    throw new CoverageFault("expected records that start with `SF:`, found none");
  }
}

function openRecord(text: string, startLine: number, files: CoverageFiles): OpenRecord {
  const path = text.slice("SF:".length).trim();
  if (path === "") throw new CoverageFault("expected a path after `SF:`, got nothing", startLine);
  return {
    file: files.file(path),
    startLine,
    measured: false,
    claimed: 0,
    branches: new Map(),
    leaders: new Map(),
  };
}

function takeLine(record: OpenRecord, text: string): void {
  record.measured = true;
  const comma = text.indexOf(",");
  const line = digitsIn(text, "DA:".length, comma);
  const hits = digitsIn(text, comma + 1, text.length);
  if (line !== undefined && hits !== undefined) {
    record.file.addLine(line, hits);
    return;
  }
  const [, number, count] = LINE_RECORD.exec(text) ?? [];
  if (number === undefined) throw misshaped("DA:<line>,<count>", text);
  record.file.addLine(Number(number), countOf(count, "count of `DA:`"));
}

/** A number of up to nine digits; most lines have no other, and this is much faster than a pattern. */
function digitsIn(text: string, start: number, end: number): number | undefined {
  if (end <= start || end - start > 9) return undefined;
  let number = 0;
  for (let i = start; i < end; i += 1) {
    const digit = text.charCodeAt(i) - 0x30;
    if (digit < 0 || digit > 9) return undefined;
    number = number * 10 + digit;
  }
  return number;
}

function takeBranch({ branches }: OpenRecord, text: string): void {
  const start = BRANCH_START.exec(text);
  const end = text.lastIndexOf(",");
  if (start === null || end < start[0].length) {
    throw misshaped("BRDA:<line>,<block>,<branch>,<taken>", text);
  }
  const [head, number, unreachable] = start;
  if (unreachable === "U") return;
  const count = text.slice(end + 1);
  // "-" says that the condition was never evaluated.
  const taken = count !== "-" && countOf(count, "taken of `BRDA:`") > 0;
  const at = Number(number);
  const ofLine = branches.get(at) ?? new Map<string, boolean>();
  branches.set(at, ofLine);
  const name = text.slice(head.indexOf(",") + 1, end);
  ofLine.set(name, taken || ofLine.get(name) === true);
}

function takeFunction(record: OpenRecord | undefined, text: string): void {
  const [, name] = FUNCTION.exec(text) ?? [];
  const [, hits, called] = FUNCTION_HITS.exec(text) ?? [];
  const [, leader] = LEADER.exec(text) ?? [];
  const [, index, aliasHits, alias] = ALIAS.exec(text) ?? [];
  if (record === undefined) return;
  const { file, leaders } = record;
  if (name !== undefined) file.function(name, 0);
  if (called !== undefined) file.function(called, countOf(hits, "count of `FNDA:`"));
  if (leader !== undefined) leaders.set(leader, { name: "", hits: 0 });
  if (index === undefined || alias === undefined) return;
  const own = leaders.get(index) ?? { name: "", hits: 0 };
  if (own.name === "") own.name = alias;
  own.hits = Math.max(own.hits, countOf(aliasHits, "count of `FNA:`"));
  leaders.set(index, own);
}

function closeRecord({ file, branches, leaders, ...seen }: OpenRecord): void {
  if (!seen.measured && seen.claimed > 0) {
    throw new CoverageFault(
      `\`LF:\` claims ${seen.claimed} lines but the record lists none; write the report with its lines, not as a summary`,
    );
  }
  for (const [number, arms] of branches) file.branches(number, branchesOf(inOrder(arms)));
  for (const [index, { name, hits }] of leaders) file.function(name || index, hits);
}

/** By their names: records of one file may list the same branches in another order. */
function inOrder(arms: ReadonlyMap<string, boolean>): boolean[] {
  const names = [...arms.keys()].toSorted();
  return names.map((name) => arms.get(name) === true);
}

function misshaped(expected: string, text: string): CoverageFault {
  return new CoverageFault(`expected \`${expected}\`, got ${JSON.stringify(text.slice(0, 60))}`);
}

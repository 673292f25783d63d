import { describe, expect, test } from "@jest/globals";
import type { CoverageFormat, FileCoverage, Fraction } from "../../../src/core/model/coverage.ts";
import { calls, takenBranches } from "../../../src/evidence/coverage/fractions.ts";
import { joinFiles, type Saying } from "../../../src/evidence/coverage/join-files.ts";
import { branchesOf, mergeBranches } from "../../../src/evidence/coverage/line-branches.ts";

const LINES = new Map([[1, 1]]);

const saying = (file: Partial<FileCoverage>, format: CoverageFormat = "lcov"): Saying => ({
  format,
  file: { path: "as/written", lines: LINES, ...file },
});

function shares({ lines, branches, functions }: FileCoverage): readonly (Fraction | undefined)[] {
  return [calls(lines), branches && takenBranches(branches), functions && calls(functions)];
}

const one = (...taken: boolean[]) => new Map([[7, branchesOf(taken)]]);
const SUM = { covered: 3, total: 4 };
const of = (covered: number, total: number): Fraction => ({ covered, total });

describe("what several reports say of a file", () => {
  test.each<[what: string, sayings: Saying[], shares: (Fraction | undefined)[]]>([
    ["of one report is what it says", [saying({ branches: SUM })], [of(1, 1), SUM, undefined]],
    [
      "has a line covered that any report has",
      [
        saying({
          lines: new Map([
            [1, 0],
            [2, 0],
          ]),
        }),
        saying({
          lines: new Map([
            [2, 4],
            [3, 0],
          ]),
        }),
      ],
      [of(1, 3), undefined, undefined],
    ],
    ["goes by lines rather than by sums", [saying({ lines: SUM }), saying({})], [of(1, 1), undefined, undefined]], // prettier-ignore
    ["is the higher of two sums", [saying({ lines: SUM }), saying({ lines: of(1, 5) })], [of(3, 5), undefined, undefined]], // prettier-ignore
    [
      "has branches taken that either test took",
      [saying({ branches: one(true, false) }), saying({ branches: one(false, true) })],
      [of(1, 1), of(2, 2), undefined],
    ],
    [
      "does not take branches of different formats for each other",
      [saying({ branches: one(true, false) }), saying({ branches: one(false, true) }, "istanbul")],
      [of(1, 1), of(1, 2), undefined],
    ],
    [
      "has functions called that either test called",
      [
        saying({ functions: new Map([["f", 1], ["g", 0]]) }), // prettier-ignore
        saying({ functions: new Map([["g", 2], ["h", 0]]) }), // prettier-ignore
      ],
      [of(1, 1), undefined, of(2, 3)],
    ],
    [
      "does not count functions twice that two formats name otherwise",
      [
        saying({ functions: new Map([["f", 1], ["g", 0]]) }), // prettier-ignore
        saying({ functions: new Map([["f#0", 1], ["g#1", 1]]) }, "istanbul"), // prettier-ignore
      ],
      [of(1, 1), undefined, of(2, 2)],
    ],
    [
      "has the measures of any",
      [saying({ branches: SUM }), saying({ functions: SUM })],
      [of(1, 1), SUM, SUM],
    ],
  ])("%s", (_, sayings, expected) => {
    const joined = joinFiles("in/tree", sayings);
    expect(joined.path).toBe("in/tree");
    expect(shares(joined)).toEqual(expected);
  });

  test("leaves each report as it is", () => {
    const first = saying({});
    joinFiles("x", [first, saying({ lines: new Map([[2, 1]]) })]);
    expect([...LINES]).toEqual([[1, 1]]);
  });
});

describe("branches of a line", () => {
  test("of any number are told apart or counted", () => {
    expect(branchesOf([false, true, true, false, true])).toEqual({ taken: 3, total: 5, which: 22 });
    expect(branchesOf([])).toEqual({ taken: 0, total: 0, which: 0 });
    const many = Array.from({ length: 31 }, (_, i) => i !== 0);
    expect(branchesOf(many)).toEqual({ taken: 30, total: 31 });
  });

  test("that are not the same are not added up", () => {
    expect(mergeBranches(branchesOf([true, false]), branchesOf([false, true, false]))).toEqual({
      taken: 1,
      total: 3,
    });
  });

  test("of many lines are each line's own", () => {
    const values = Array.from({ length: 8 }, (_, i) => branchesOf([i % 2 > 0, i % 4 > 1, i > 3]));
    expect(values.map(({ which }) => which)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });
});

import { describe, expect, test } from "@jest/globals";
import { saidBy } from "./said-by.ts";

/** Every report here is made by hand, after what is known of the tool that writes it. */
type Case = readonly [what: string, report: string, said: unknown];

const lcov = (...lines: string[]): string =>
  ["SF:a.c", "DA:1,1", ...lines, "end_of_record", ""].join("\n");

describe("lcov's branches and functions", () => {
  test.each<Case>([
    [
      "branches, also never evaluated ones, with commas, of exceptions and fallthroughs",
      lcov("BRDA:1,0,0,3", "BRDA:1,0,1,-", "BRDA:2,0,a(b, c),0", "BRDA:2,e0,x,1", "BRDA:3,f1,0,2"),
      { "a.c": "1:1 | 1:1/2 2:1/2 3:1/1 | -" },
    ],
    [
      "branches that can never be taken",
      lcov("BRDA:1,U0,0,0", "BRDA:1,eU0,1,-", "BRDA:1,0,2,1"),
      { "a.c": "1:1 | 1:1/1 | -" },
    ],
    [
      "one branch twice in a record",
      lcov("BRDA:1,0,0,0", "BRDA:1,0,0,1", "BRDA:1,0,1,0"),
      { "a.c": "1:1 | 1:1/2 | -" },
    ],
    [
      "branches of several tests: each was taken in one of them",
      lcov("BRDA:1,0,0,1", "BRDA:1,0,1,0") + lcov("BRDA:1,0,0,0", "BRDA:1,0,1,1"),
      { "a.c": "1:2 | 1:2/2 | -" },
    ],
    [
      "branches that another record lists in another order: one was never taken",
      lcov("BRDA:1,0,0,1", "BRDA:1,0,1,0") + lcov("BRDA:1,0,1,0", "BRDA:1,0,0,1"),
      { "a.c": "1:2 | 1:1/2 | -" },
    ],
    [
      "functions with and without an end, whose names have commas",
      lcov("FN:1,main", "FN:3,9,foo<int, long>", "FN:5,unused", "FNDA:2,main", "FNDA:1e+3,foo<int, long>"), // prettier-ignore
      { "a.c": "1:1 | - | main:2 foo<int, long>:1000 unused:0" },
    ],
    [
      "functions of lcov 2.2, whose aliases are one",
      lcov("FNL:0,1,4", "FNA:0,0,f<int>", "FNA:0,2,f<long>", "FNL:1,6", "FNA:1,0,g", "FNL:2,8", "FNF:3", "FNH:1"), // prettier-ignore
      { "a.c": "1:1 | - | f<int>:2 g:0 2:0" },
    ],
    [
      "conditions of MC/DC, which are passed over",
      lcov("MCDC:1,U2,t,1,0,a", "MCF:2", "MCH:1"),
      { "a.c": "1:1 | - | -" },
    ],
    ["a branch of no line, and line 0", lcov("BRDA:0,0,0,1"), { "a.c": "1:1 | - | -" }],
    [
      "a branch that is cut off",
      lcov("BRDA:1,0,0"),
      'invalid at 3: expected `BRDA:<line>,<block>,<branch>,<taken>`, got "BRDA:1,0,0"',
    ],
    [
      "a branch with a count that is none",
      lcov("BRDA:1,0,0,x"),
      'invalid at 3: expected a count as taken of `BRDA:`, got "x"',
    ],
    [
      "a branch before its file",
      "TN:\nBRDA:1,0,0,1\n",
      "invalid at 2: expected `SF:<path>` before the first `BRDA:`",
    ],
    [
      "a function with a count that is none",
      lcov("FNDA:x,f"),
      'invalid at 3: expected a count as count of `FNDA:`, got "x"',
    ],
  ])("%s", (_, report, said) => {
    expect(saidBy(report)).toEqual(said);
  });
});

describe("Go profiles", () => {
  test.each<Case>([
    [
      "every line of a block, but not the brace that closes a function",
      "mode: set\nacme/a.go:1.13,4.2 2 1\nacme/a.go:6.3,8.5 1 0\n",
      { "acme/a.go": "1:1 2:1 3:1 6:0 7:0 8:0 | - | -" },
    ],
    [
      "the highest count of blocks that share a line or come again",
      "mode: count\na.go:1.1,3.9 1 0\na.go:3.9,4.9 1 2\nmode: count\na.go:1.1,3.9 1 5\n",
      { "a.go": "1:5 2:5 3:5 4:2 | - | -" },
    ],
    [
      "paths of Windows, with colons and spaces",
      "mode: atomic\r\nC:\\w\\with space.go:1.1,1.9 1 18446744073709551615\r\n",
      { "C:/w/with space.go": `1:${Number.MAX_SAFE_INTEGER} | - | -` },
    ],
    [
      "blocks without statements",
      "mode: set\na.go:1.1,9.9 0 1\na.go:2.1,2.9 1 0\n",
      { "a.go": "2:0 | - | -" },
    ],
    ["no block", "mode: set\n", "invalid at -: the report lists 0 files but not one measured line"],
    [
      "a mode that is none",
      "mode: sometimes\na.go:1.1,1.9 1 1\n",
      'invalid at 1: expected `mode: set`, `count` or `atomic`, got "mode: sometimes"',
    ],
    [
      "a block that is cut off",
      "mode: set\na.go:1.1,1.9 1",
      'invalid at 2: expected `<file>:<line>.<column>,<line>.<column> <statements> <count>`, got "a.go:1.1,1.9 1"',
    ],
    [
      "a block over more lines than there are",
      "mode: set\na.go:1.1,999999999.9 1 1",
      "invalid at 2: expected at most 20000000 lines in ranges; split the report",
    ],
    [
      "a block that starts behind its end, beside one that does not",
      "mode: set\na.go:9.1,1.9 1 1\na.go:1.1,1.9 1 1",
      { "a.go": "1:1 | - | -" },
    ],
  ])("%s", (_, report, said) => {
    expect(saidBy(report)).toEqual(said);
  });
});

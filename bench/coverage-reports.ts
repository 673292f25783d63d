import type { CoverageFormat } from "../src/core/model/coverage.ts";

/** How a format's report is put together: what stands around its files, and each file. */
interface Shape {
  readonly head: string;
  readonly file: (index: number) => string;
  readonly separator: string;
  /** Some formats end with sums, which depend on how many files there are. */
  readonly tail: (files: number) => string;
}

/** Of a file in each report: lines of code, of which every fifth has two branches and every twentieth a function. */
const LINES = 200;
const BRANCH_EVERY = 5;
const FUNCTION_EVERY = 20;

const NUMBERS = Array.from({ length: LINES }, (_, i) => i + 1);
const BRANCHES = NUMBERS.filter((line) => line % BRANCH_EVERY === 0);
const FUNCTIONS = NUMBERS.filter((line) => line % FUNCTION_EVERY === 0);

/** A report of about as many bytes, in pieces. */
export function* reportOf(format: CoverageFormat, bytes: number): Generator<string, void, void> {
  const { head, file, separator, tail } = SHAPES[format];
  yield head;
  let files = 0;
  for (let written = head.length; written < bytes; files += 1) {
    const text = (files === 0 ? "" : separator) + file(files);
    written += text.length;
    yield text;
  }
  yield tail(files);
}

function pathOf(index: number, ending: string): string {
  return `src/packages/group${index % 50}/module${index}.${ending}`;
}

/** Three of four lines are run. */
function hitsOf(line: number): number {
  return line % 4 === 0 ? 0 : line * 3;
}

function each(lines: readonly number[], write: (line: number) => string, between = ""): string {
  return lines.map(write).join(between);
}

function json(value: unknown): string {
  return JSON.stringify(value);
}

function entry(path: string, value: unknown): string {
  return `${json(path)}:${json(value)}`;
}

const at = (line: number) => ({ start: { line, column: 4 }, end: { line, column: 40 } });

const byId = (lines: readonly number[], of: (line: number) => unknown): Record<string, unknown> =>
  Object.fromEntries(lines.map((line, id) => [id, of(line)]));

const TOTALS = { total: LINES, covered: 150, skipped: 0, pct: 75 };

const SHAPES: Readonly<Record<CoverageFormat, Shape>> = {
  lcov: {
    head: "TN:\n",
    separator: "",
    tail: () => "",
    file: (index) =>
      [
        `SF:${pathOf(index, "cpp")}`,
        ...FUNCTIONS.map((line) => `FN:${line},${line + 9},work${line}(int, long)`),
        ...FUNCTIONS.map((line) => `FNDA:${hitsOf(line)},work${line}(int, long)`),
        ...BRANCHES.flatMap((line) => [`BRDA:${line},0,0,${hitsOf(line)}`, `BRDA:${line},0,1,-`]),
        ...NUMBERS.map((line) => `DA:${line},${hitsOf(line)}`),
        "end_of_record\n",
      ].join("\n"),
  },
  cobertura: {
    head: '<?xml version="1.0"?><coverage line-rate="0.75"><packages><package name="a"><classes>',
    separator: "\n",
    tail: () => "</classes></package></packages></coverage>",
    file: (index) =>
      `<class name="Module${index}" filename="${pathOf(index, "py")}" line-rate="0.75"><methods/><lines>\n${each(
        NUMBERS,
        (line) =>
          line % BRANCH_EVERY === 0
            ? `<line number="${line}" hits="${hitsOf(line)}" branch="true" condition-coverage="50% (1/2)"/>\n`
            : `<line number="${line}" hits="${hitsOf(line)}"/>\n`,
      )}</lines></class>`,
  },
  jacoco: {
    head: '<?xml version="1.0"?><report name="acme">',
    separator: "\n",
    tail: () => "</report>",
    file: (index) =>
      `<package name="com/acme/group${index % 50}"><sourcefile name="Module${index}.java">${each(
        NUMBERS,
        (line) =>
          `<line nr="${line}" mi="${hitsOf(line) > 0 ? 0 : 3}" ci="${hitsOf(line) > 0 ? 3 : 0}" mb="${line % 5 === 0 ? 1 : 0}" cb="${line % 5 === 0 ? 1 : 0}"/>`,
      )}<counter type="LINE" missed="50" covered="150"/></sourcefile></package>`,
  },
  clover: {
    head: '<?xml version="1.0"?><coverage generated="1" clover="4.4.1"><project timestamp="1"><package name="a">',
    separator: "\n",
    tail: () => "</package></project></coverage>",
    file: (index) =>
      `<file name="Module${index}.java" path="${pathOf(index, "java")}">${each(NUMBERS, (line) =>
        line % BRANCH_EVERY === 0
          ? `<line num="${line}" type="cond" truecount="${hitsOf(line)}" falsecount="0"/>\n`
          : `<line num="${line}" type="stmt" count="${hitsOf(line)}"/>\n`,
      )}</file>`,
  },
  istanbul: {
    head: "{",
    separator: ",",
    tail: () => "}",
    file: (index) => {
      const path = `/build/acme/${pathOf(index, "js")}`;
      return entry(path, {
        path,
        statementMap: byId(NUMBERS, at),
        fnMap: byId(FUNCTIONS, (line) => ({
          name: `work${line}`,
          decl: at(line),
          loc: at(line),
          line,
        })),
        branchMap: byId(BRANCHES, (line) => ({
          loc: at(line),
          type: "if",
          locations: [at(line), at(line + 1)],
          line,
        })),
        s: byId(NUMBERS, hitsOf),
        f: byId(FUNCTIONS, hitsOf),
        b: byId(BRANCHES, (line) => [hitsOf(line), 0]),
      });
    },
  },
  "istanbul-summary": {
    head: "{",
    separator: ",",
    tail: (files) => {
      const sum = { ...TOTALS, total: files * TOTALS.total, covered: files * TOTALS.covered };
      return `,"total":${json({ lines: sum, statements: sum, functions: sum, branches: sum })}}`;
    },
    file: (index) =>
      entry(`/build/acme/${"deep/".repeat(20)}${pathOf(index, "js")}`, {
        lines: TOTALS,
        functions: TOTALS,
        statements: TOTALS,
        branches: TOTALS,
      }),
  },
  "coverage-py": {
    head: '{"meta":{"format":3,"version":"7.10.0","branch_coverage":true},"files":{',
    separator: ",",
    tail: (files) =>
      `},"totals":${json({ covered_lines: files * 150, num_statements: files * LINES })}}`,
    file: (index) => {
      const executed = NUMBERS.filter((line) => hitsOf(line) > 0);
      const missing = NUMBERS.filter((line) => hitsOf(line) === 0);
      const summary = {
        covered_lines: executed.length,
        num_statements: LINES,
        percent_covered: 66.66666666666667,
        percent_covered_display: "67",
        missing_lines: missing.length,
        excluded_lines: 0,
        percent_statements_covered: 75,
        percent_statements_covered_display: "75",
        num_branches: 80,
        num_partial_branches: 40,
        covered_branches: 40,
        missing_branches: 40,
        percent_branches_covered: 50,
        percent_branches_covered_display: "50",
      };
      const region = {
        executed_lines: executed.slice(0, 7),
        summary,
        missing_lines: missing.slice(0, 3),
        excluded_lines: [],
        start_line: 1,
        executed_branches: [[5, 6]],
        missing_branches: [[5, 7]],
      };
      return entry(pathOf(index, "py"), {
        executed_lines: executed,
        summary,
        missing_lines: missing,
        excluded_lines: [],
        executed_branches: BRANCHES.map((line) => [line, line + 1]),
        missing_branches: BRANCHES.map((line) => [line, -1]),
        functions: Object.fromEntries(FUNCTIONS.map((line) => [`Work.do${line}`, region])),
        classes: { Work: { ...region, executed_lines: executed, missing_lines: missing } },
      });
    },
  },
  "go-cover": {
    head: "mode: atomic\n",
    separator: "",
    tail: () => "",
    file: (index) =>
      each(
        NUMBERS,
        (line) =>
          `example.com/acme/${pathOf(index, "go")}:${line * 4}.12,${line * 4 + 3}.3 2 ${hitsOf(line)}\n`,
      ),
  },
  "llvm-cov": {
    head: '{"type":"llvm.coverage.json.export","version":"2.0.1","data":[{"files":[',
    separator: ",",
    tail: () => '],"functions":[]}]}',
    file: (index) =>
      json({
        filename: `/build/acme/${pathOf(index, "cpp")}`,
        segments: NUMBERS.flatMap((line) => [
          [line * 2, 3, hitsOf(line), true, true, false],
          [line * 2, 40, 0, false, false, false],
        ]),
        branches: BRANCHES.map((line) => [line * 2, 3, line * 2, 9, hitsOf(line), 0, 0, 0, 4]),
        summary: {},
      }),
  },
  simplecov: {
    head: '{"meta":{"schema_version":"1.3"},"coverage":{',
    separator: ",\n",
    tail: () => "}}",
    file: (index) =>
      `${json(pathOf(index, "rb"))}: ${JSON.stringify(
        {
          lines: NUMBERS.map((line) => (line % 3 === 0 ? null : hitsOf(line))),
          branches: BRANCHES.map((line) => ({
            type: "then",
            start_line: line,
            end_line: line,
            coverage: hitsOf(line),
            inline: false,
            report_line: line,
          })),
        },
        undefined,
        2,
      )}`,
  },
  opencover: {
    head: '<?xml version="1.0"?><CoverageSession><Modules>',
    separator: "\n",
    tail: () => "</Modules></CoverageSession>",
    file: (index) =>
      `<Module><Files><File uid="${index}" fullPath="C:\\build\\acme\\${pathOf(index, "cs").replaceAll("/", "\\")}"/></Files><Classes><Class><Methods>${each(
        FUNCTIONS,
        (start) =>
          `<Method visited="true"><Name>System.Void Acme.Module::Work${start}()</Name><FileRef uid="${index}"/><SequencePoints>${each(
            NUMBERS.slice(start - FUNCTION_EVERY, start),
            (line) =>
              `<SequencePoint vc="${hitsOf(line)}" ordinal="${line}" offset="${line}" sl="${line}" sc="9" el="${line}" ec="40" bec="0" bev="0" fileid="${index}"/>\n`,
          )}</SequencePoints><BranchPoints>${each(
            BRANCHES.slice((start / FUNCTION_EVERY - 1) * 4, (start / FUNCTION_EVERY) * 4),
            (line) =>
              `<BranchPoint vc="1" sl="${line}" path="0" offset="${line}" fileid="${index}"/><BranchPoint vc="0" sl="${line}" path="1" offset="${line}" fileid="${index}"/>`,
          )}</BranchPoints></Method>`,
      )}</Methods></Class></Classes></Module>`,
  },
};

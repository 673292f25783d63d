import type { TestCase } from "../../core/model/test-report.ts";
import { cutText } from "./cut-text.ts";
import type { SuiteCase } from "./gather-suites.ts";
import type { GoEvent } from "./go-event.ts";
import { addProperty, propertyLines } from "./properties.ts";
import type { PropertyLines } from "./properties.ts";
import { requirementIds } from "../requirement-ids.ts";

/** As much of what a test printed as a message can show. */
const MAX_OUTPUT = 2048;
/** Lines in which Go tells of its own work. */
const NOTICE = /^(?:=== |\s{0,40}--- |FAIL\b|ok\b|PASS\s*$|coverage: )/;
/** How Go before 1.24 tells, outside of its events, that a package was not built. */
const NOT_BUILT = /^FAIL\t(\S{1,1000}) \[(?:build|setup) failed\]$/;
/** Where `t.Error` was called: `    area_test.go:12: got 3`. */
const ORIGIN = /^\s{1,40}([\w.-]{1,200}\.go):(\d{1,7}): /;

/** Of a benchmark Go tells `bench` where it printed something and did not fail, else often no end at all. */
const BENCHMARK = /^Benchmark/;

/** One run of a test, or of a package as a whole. */
interface Run {
  readonly pack: string;
  readonly test: string | undefined;
  result: "pass" | "fail" | "skip" | undefined;
  output: string;
  origin: { readonly file: string; readonly line: number } | undefined;
  readonly properties: Map<string, string>;
  readonly lines: PropertyLines;
}

/** Takes events one after the other and tells what came of every test. */
export interface GoRun {
  take(event: GoEvent): void;
  /** A line that is no event: what a compiler printed, or that a package was not built. */
  takePlain(line: string): void;
  /** Runs so far, of tests and packages. */
  size(): number;
  cases(): readonly SuiteCase[];
}

/** Gathers the runs of tests; one that is run several times is a case each time. */
export function goRun(): GoRun {
  const runs: Run[] = [];
  const open = new Map<string, Run>();
  const builds = new Map<string, string>();
  let plain = "";

  const runOf = (pack: string, test: string | undefined): Run => {
    const key = JSON.stringify([pack, test]);
    const running = open.get(key);
    if (running !== undefined) return running;
    const properties = new Map<string, string>();
    const run: Run = {
      pack,
      test,
      result: undefined,
      output: "",
      origin: undefined,
      properties,
      lines: propertyLines(properties),
    };
    runs.push(run);
    open.set(key, run);
    return run;
  };

  return {
    take(event) {
      const { Action: action, Package: pack, Test: test, Output: output = "" } = event;
      if (action === "build-output") {
        const target = event.ImportPath ?? "";
        builds.set(target, append(builds.get(target) ?? "", output));
        return;
      }
      if (pack === undefined) return;
      const run = runOf(pack, test);
      if (action === "output") print(run, output);
      else if (action === "attr") addProperty(run.properties, event.Key ?? "", event.Value ?? "");
      else if (action === "bench") run.result = "pass";
      else if (action === "pass" || action === "fail" || action === "skip") {
        run.result = action;
        run.lines.end();
        if (event.FailedBuild !== undefined) run.output += builds.get(event.FailedBuild) ?? "";
        open.delete(JSON.stringify([pack, test]));
      }
    },
    takePlain(line) {
      const [, pack] = NOT_BUILT.exec(line) ?? [];
      if (pack === undefined) {
        plain = append(plain, `${line}\n`);
        return;
      }
      const run = runOf(pack, undefined);
      run.result = "fail";
      run.output = plain || line;
      open.delete(JSON.stringify([pack, undefined]));
    },
    size: () => runs.length,
    cases: () => {
      endBenchmarks(runs);
      const broken = new Set(
        runs.filter((run) => run.test !== undefined && isBad(run)).map(({ pack }) => pack),
      );
      return runs
        .filter((run) => run.test !== undefined || (isBad(run) && !broken.has(run.pack)))
        .map(caseOf);
    },
  };
}

function endBenchmarks(runs: readonly Run[]): void {
  const passed = new Set(
    runs
      .filter(({ test, result }) => test === undefined && result === "pass")
      .map(({ pack }) => pack),
  );
  for (const run of runs) {
    if (BENCHMARK.test(run.test ?? "") && passed.has(run.pack)) run.result ??= "pass";
  }
}

function print(run: Run, output: string): void {
  run.lines.add(output);
  const [, file, line] = ORIGIN.exec(output) ?? [];
  if (file !== undefined) run.origin ??= { file: `${run.pack}/${file}`, line: Number(line) };
  if (!NOTICE.test(output)) run.output = append(run.output, output);
}

function append(text: string, more: string): string {
  return text.length < MAX_OUTPUT ? text + more.slice(0, MAX_OUTPUT) : text;
}

function isBad({ result }: Run): boolean {
  return result === "fail" || result === undefined;
}

function caseOf({ pack, test, result, output, origin, properties }: Run): SuiteCase {
  const name = cutText(test ?? "(package)");
  const className = cutText(pack);
  return {
    suite: className,
    case: {
      name,
      className,
      ...outcome(test, result, cutText(output)),
      properties,
      requirements: requirementIds({ properties, texts: [name] }),
      ...(origin !== undefined && { file: cutText(origin.file), line: origin.line }),
    },
  };
}

function outcome(
  test: string | undefined,
  result: Run["result"],
  said: string,
): Pick<TestCase, "status" | "message"> {
  if (result === undefined) return { status: "error", message: said || "it never ended" };
  if (result === "pass") return { status: "passed", message: "" };
  if (result === "skip") return { status: "skipped", message: said };
  return { status: test === undefined ? "error" : "failed", message: said };
}

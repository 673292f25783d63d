import { parseArgs } from "node:util";
import { type Figure, type Figures, isWithin } from "./figures.ts";

/** What can be measured, each by the module of its name. */
const BENCHMARKS = [
  "requests",
  "storm",
  "events",
  "fairness",
  "tree",
  "coverage",
  "action",
  "start",
  "ingest",
  "sweep",
] as const;

/** A benchmark takes what stands behind its name on the command line. */
interface Benchmark {
  readonly run: (args: readonly string[]) => Promise<Figures>;
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "boolean", default: false } },
});
const [name, ...args] = positionals;
if (BENCHMARKS.some((each) => each === name)) {
  const benchmark = (await import(`./${name}.ts`)) as Benchmark;
  const figures = await benchmark.run(args);
  console.log(values.json ? JSON.stringify(figures, undefined, 2) : table(figures));
  if (!figures.rows.every(isWithin)) process.exitCode = 1;
} else {
  console.error(`usage: npm run -s bench -- <${BENCHMARKS.join("|")}> [--json]`);
  process.exitCode = 2;
}

function table({ name, subject, rows, remarks = [] }: Figures): string {
  const width = Math.max(...rows.map(({ label }) => label.length));
  return [
    `${name}: ${subject}`,
    ...rows.map((row) => line(row, width)),
    ...remarks.map((remark) => `  ${remark}`),
  ].join("\n");
}

function line(row: Figure, width: number): string {
  const value = `${Number(row.value.toPrecision(4))} ${row.unit}`;
  return `  ${row.label.padEnd(width)}  ${value.padStart(12)}${budgetText(row)}`;
}

function budgetText(row: Figure): string {
  if (row.budget === undefined) return "";
  const bound =
    "atMost" in row.budget ? `at most ${row.budget.atMost}` : `at least ${row.budget.atLeast}`;
  return `  ${isWithin(row) ? "within" : "MISSES"} the budget (${bound})`;
}

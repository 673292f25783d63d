import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { parseCoverage } from "../src/evidence/coverage/parse-coverage.ts";

/** What it cost to read one report. */
export interface Parsed {
  readonly files: number;
  readonly seconds: number;
  /** The most that the process held at once, in MB. */
  readonly memory: number;
}

const [path = ""] = process.argv.slice(2);
const bytes = readFileSync(path);
const start = performance.now();
const report = parseCoverage(bytes, path);
const seconds = (performance.now() - start) / 1000;
if (report.state === "unavailable") throw new Error(report.reason);
const parsed: Parsed = {
  files: report.value.files.length,
  seconds,
  memory: process.resourceUsage().maxRSS / 1024,
};
console.log(JSON.stringify(parsed));

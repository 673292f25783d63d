import * as z from "zod";
import { known, unavailable } from "../../core/model/fact.ts";
import type { Fact, Unavailable } from "../../core/model/fact.ts";
import type { JsonValue } from "../../core/model/structured-report.ts";
import { lineIndex } from "../../core/source/line-index.ts";
import type { TestReport } from "../../core/model/test-report.ts";
import { JsonFault, readJson } from "../json.ts";
import { EncodingError, textChunks } from "../text-chunks.ts";
import { ctrfCase, ctrfTestSchema } from "./ctrf-case.ts";
import { gatherSuites } from "./gather-suites.ts";
import type { SuiteCase } from "./gather-suites.ts";

/** Limits on a hostile report. */
export interface CtrfLimits {
  readonly bytes: number;
  readonly cases: number;
}

/** Far above what tools write. */
const LIMITS: CtrfLimits = { bytes: 20 * 1024 * 1024, cases: 500_000 };

const STATUSES = ["passed", "failed", "skipped", "pending", "other"] as const;

/** CTRF 1.0 (`reportFormat`, `specVersion`) and the older files that have `results` alone. */
const reportSchema = z.looseObject({
  reportFormat: z.literal("CTRF").optional(),
  results: z.looseObject({
    summary: z.looseObject({
      tests: z.number(),
      ...Object.fromEntries(STATUSES.map((status) => [status, z.number().default(0)])),
    }),
    tests: z.array(z.unknown()),
  }),
});

/**
 * Reads a report in the Common Test Report Format (ctrf.io, schema 1.0.0 and 0.0.x).
 *
 * Every result is counted anew, and a summary that says otherwise is invalid. A report without tests
 * is empty: nothing was run.
 */
export function parseCtrf(
  bytes: Uint8Array,
  path: string,
  limits: CtrfLimits = LIMITS,
): Fact<TestReport> {
  const invalid = (reason: string, line?: number): Unavailable =>
    unavailable("invalid", reason, { path, ...(line !== undefined && { line }) });
  if (bytes.length > limits.bytes) {
    return invalid(`expected a CTRF report of at most ${limits.bytes} bytes, got ${bytes.length}`);
  }
  const json = parsedJson(bytes);
  if ("reason" in json) return invalid(json.reason, json.line);
  const report = reportSchema.safeParse(json.value);
  if (!report.success) {
    return invalid(`this is no CTRF report: ${firstIssue(report.error, "")}`);
  }
  const { summary, tests } = report.data.results;
  if (tests.length > limits.cases) {
    return invalid(`expected at most ${limits.cases} test cases; split the report`);
  }
  const seen = new Map<string, number>([["tests", tests.length]]);
  const found: SuiteCase[] = [];
  for (const [at, written] of tests.entries()) {
    const test = ctrfTestSchema.safeParse(written);
    if (!test.success) return invalid(firstIssue(test.error, `results.tests[${at}]`));
    seen.set(test.data.status, (seen.get(test.data.status) ?? 0) + 1);
    found.push(ctrfCase(test.data));
  }
  for (const name of ["tests", ...STATUSES]) {
    const claimed = summary[name];
    const shown = seen.get(name) ?? 0;
    if (claimed !== shown) {
      return invalid(
        `the summary claims ${String(claimed)} ${name}, the tests show ${shown}; write the report again, whole`,
      );
    }
  }
  return known({ path, suites: gatherSuites(found) });
}

/** Why a text has no value, and on which line. */
interface Unread {
  readonly reason: string;
  readonly line?: number;
}

/**
 * The value, or why there is none. Keys that stand twice are refused, since the second would hide the first;
 * a NaN, as Python writes it, does no harm where nothing is counted with it.
 */
function parsedJson(bytes: Uint8Array): { readonly value: JsonValue } | Unread {
  let text = "";
  try {
    text = [...textChunks(bytes)].join("");
    return { value: readJson(text) };
  } catch (error) {
    if (error instanceof EncodingError) return { reason: error.message };
    if (!(error instanceof JsonFault)) throw error;
    const { line } = lineIndex(text)(error.offset);
    return { reason: `expected a CTRF report, got no valid JSON: ${error.message}`, line };
  }
}

function firstIssue({ issues }: z.ZodError, within: string): string {
  const [issue] = issues;
  const at = (issue?.path ?? []).reduce<string>(
    (text, key) =>
      typeof key === "number" ? `${text}[${key}]` : `${text}${text && "."}${String(key)}`,
    within,
  );
  return `\`${at}\`: ${issue?.message ?? "not valid"}`;
}

import type { CheckConclusion, CheckRun, CheckStatus, CheckSuite } from "./nouns.ts";

const severity: readonly CheckConclusion[] = [
  "failure",
  "timed_out",
  "cancelled",
  "action_required",
  "stale",
  "success",
  "neutral",
  "skipped",
];

/** Status and conclusion of a suite follow from its latest runs, the worst deciding. */
export function suiteOutcome(suite: CheckSuite): {
  status: CheckStatus;
  conclusion: CheckConclusion | null;
} {
  const runs = latestRuns(suite.runs);
  if (suite.reset || runs.length === 0) return { status: "queued", conclusion: null };
  if (runs.some((run) => run.status !== "completed")) {
    const queued = runs.every((run) => run.status === "queued");
    return { status: queued ? "queued" : "in_progress", conclusion: null };
  }
  const worst = severity.find((conclusion) => runs.some((run) => run.conclusion === conclusion));
  return { status: "completed", conclusion: worst ?? null };
}

/** The newest run of each name. */
export function latestRuns(runs: readonly CheckRun[]): CheckRun[] {
  return [...new Map(runs.map((run) => [run.name, run])).values()];
}

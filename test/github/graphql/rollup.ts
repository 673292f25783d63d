import type { Commit } from "../git/objects.ts";
import { latestRuns } from "../state/check.ts";
import type { Repository } from "../state/nouns.ts";
import { connectionOf } from "./connection.ts";
import type { Arguments } from "./context.ts";

/** All checks and statuses of a commit in one state; null where there are none. */
export function rollup(repository: Repository, commit: Commit) {
  const runs = (repository.suites.get(commit.oid) ?? []).flatMap((suite) => latestRuns(suite.runs));
  const statuses = [
    ...new Map(
      (repository.statuses.get(commit.oid) ?? []).map((one) => [one.context, one]),
    ).values(),
  ];
  if (runs.length + statuses.length === 0) return null;
  const bad = new Set(["failure", "timed_out", "cancelled", "action_required"]);
  const failed =
    runs.some(({ conclusion }) => conclusion !== null && bad.has(conclusion)) ||
    statuses.some(({ state }) => state === "failure" || state === "error");
  const waiting =
    runs.some(({ status }) => status !== "completed") ||
    statuses.some(({ state }) => state === "pending");
  const contexts = [
    ...runs,
    ...statuses.map((one) => ({ ...one, kind: "StatusContext", state: one.state.toUpperCase() })),
  ];
  return {
    kind: "StatusCheckRollup",
    nodeId: `SCR_${commit.oid}`,
    state: failed ? "FAILURE" : waiting ? "PENDING" : "SUCCESS",
    contexts: (input: Arguments) => connectionOf(contexts, input),
  };
}

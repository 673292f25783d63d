import type { CheckRun, Repository, RequiredCheck } from "../state/nouns.ts";

export type RequiredState = "expected" | "failing" | "passing" | "pending";

/** Page "Troubleshooting required status checks": successful, skipped and neutral pass, nothing else does. */
const passing = new Set(["success", "neutral", "skipped"]);

/**
 * How a required check stands on a commit. The latest run of the name decides; where the rule names an
 * App only that App's runs count; a commit status of the same name is required beside a run.
 */
export function requiredState(
  repository: Repository,
  sha: string,
  required: RequiredCheck,
): RequiredState {
  const { integration_id: integration, context } = required;
  const runs = (repository.suites.get(sha) ?? [])
    .filter(({ app }) => integration === undefined || app.id === integration)
    .flatMap((suite) => suite.runs)
    .filter(({ name }) => name === context);
  const status = (repository.statuses.get(sha) ?? []).findLast(
    (one) => one.context === context && (integration === undefined || one.app?.id === integration),
  );
  const states: RequiredState[] = [];
  const latest = runs.toSorted((a, b) => a.id - b.id).at(-1);
  if (latest !== undefined) states.push(stateOfRun(latest));
  if (status !== undefined) {
    states.push(
      status.state === "success" ? "passing" : status.state === "pending" ? "pending" : "failing",
    );
  }
  if (states.length === 0) return "expected";
  if (states.includes("failing")) return "failing";
  return states.includes("pending") ? "pending" : "passing";
}

function stateOfRun(run: CheckRun): RequiredState {
  if (run.status !== "completed" || run.conclusion === null) return "pending";
  return passing.has(run.conclusion) ? "passing" : "failing";
}

/** The line of the merge box about one required check; undefined where it passes. */
export function complaint(state: RequiredState, context: string): string | undefined {
  if (state === "passing") return undefined;
  const wording = { expected: "is expected", failing: "is failing", pending: "is in progress" };
  return `Required status check "${context}" ${wording[state]}.`;
}

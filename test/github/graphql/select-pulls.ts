import type { PullRequest } from "../state/nouns.ts";
import type { Arguments } from "./context.ts";

/** Pull requests by the arguments of `pullRequests`; oldest first unless asked otherwise. */
export function selectPulls(all: readonly PullRequest[], input: Arguments): PullRequest[] {
  const { states, baseRefName, headRefName, orderBy, labels } = input;
  const found = all
    .filter((pull) => !Array.isArray(states) || states.includes(stateOf(pull)))
    .filter((pull) => typeof baseRefName !== "string" || pull.base.ref === baseRefName)
    .filter((pull) => typeof headRefName !== "string" || pull.head.ref === headRefName)
    .filter(
      (pull) =>
        !Array.isArray(labels) || [...pull.labels].some(({ name }) => labels.includes(name)),
    );
  const { field, direction } = (orderBy ?? {}) as { field?: string; direction?: string };
  const ordered =
    field === "UPDATED_AT"
      ? found.toSorted((a, b) => a.updatedAt.localeCompare(b.updatedAt))
      : found;
  return direction === "DESC" ? ordered.toReversed() : ordered;
}

/** GraphQL's third state. */
export function stateOf(pull: PullRequest): "OPEN" | "CLOSED" | "MERGED" {
  if (pull.merged !== null) return "MERGED";
  return pull.state === "open" ? "OPEN" : "CLOSED";
}

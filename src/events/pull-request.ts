import type { AppRequest } from "../core/model/request.ts";
import { type RepositoryPayload, repositoryOf } from "./payload.ts";

export interface PullRequestPayload extends RepositoryPayload {
  readonly number: number;
  readonly pull_request: { readonly base: { readonly ref: string } };
  readonly changes?: { readonly base?: unknown };
}

const JUDGED: ReadonlySet<string> = new Set([
  "opened",
  "reopened",
  "synchronize",
  "ready_for_review",
  "converted_to_draft",
]);

/** A pull request is judged when it opens, moves, changes its base or its draft state. */
export function pullRequest(payload: PullRequestPayload): AppRequest | undefined {
  if (payload.repository.archived) return undefined;
  const rebased = payload.action === "edited" && payload.changes?.base !== undefined;
  return JUDGED.has(payload.action ?? "") || rebased
    ? {
        type: "gate",
        repository: repositoryOf(payload),
        pullRequest: payload.number,
        baseRef: payload.pull_request.base.ref,
      }
    : undefined;
}

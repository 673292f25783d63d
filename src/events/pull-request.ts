import type { AppRequest } from "../core/model/request.ts";
import { type RepositoryPayload, repositoryOf } from "./payload.ts";

export interface PullRequestPayload extends RepositoryPayload {
  readonly number: number;
  readonly pull_request: {
    readonly base: { readonly ref: string };
    readonly head: { readonly sha: string };
    readonly merged?: boolean;
    readonly merged_at?: string | null;
    readonly merge_commit_sha?: string | null;
    readonly merged_by?: { readonly login: string } | null;
  };
  readonly changes?: { readonly base?: unknown };
  /** Of a push: the head that it took the place of. */
  readonly before?: string;
}

const JUDGED: ReadonlySet<string> = new Set([
  "opened",
  "reopened",
  "synchronize",
  "ready_for_review",
  "converted_to_draft",
]);

/**
 * A pull request is judged when it opens, moves, changes its base or its draft state. When it closes, moves or
 * changes its base, others of the same head are: their common verdict was the strictest of all. A merge is put on record.
 */
export function pullRequest(payload: PullRequestPayload): AppRequest | undefined {
  if (payload.repository.archived) return undefined;
  const { base, head } = payload.pull_request;
  const repository = repositoryOf(payload);
  if (payload.action === "closed") {
    const { merged, merged_at: mergedAt, merge_commit_sha: mergeCommit } = payload.pull_request;
    if (merged === true && mergedAt && mergeCommit) {
      const mergedBy = payload.pull_request.merged_by?.login;
      return {
        type: "merged",
        repository,
        number: payload.number,
        mergeCommit,
        mergedAt,
        ...(mergedBy !== undefined && { mergedBy }),
        headSha: head.sha,
        baseRef: base.ref,
      };
    }
    return { type: "gate-commit", repository, sha: head.sha, rewrite: false, left: base.ref };
  }
  const rebased = payload.action === "edited" && payload.changes?.base !== undefined;
  const left = rebased ? head.sha : payload.before;
  return JUDGED.has(payload.action ?? "") || rebased
    ? {
        type: "gate",
        repository,
        pullRequest: payload.number,
        headSha: head.sha,
        baseRef: base.ref,
        ...(left !== undefined && { left }),
      }
    : undefined;
}

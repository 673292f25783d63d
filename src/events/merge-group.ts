import type { AppRequest } from "../core/model/request.ts";
import { type RepositoryPayload, repositoryOf } from "./payload.ts";

export interface MergeGroupPayload extends RepositoryPayload {
  readonly merge_group: {
    readonly head_sha: string;
    readonly head_ref: string;
    readonly base_sha: string;
    readonly base_ref: string;
  };
}

/** A merge queue waits for a verdict on what it made, or has thrown that away. */
export function mergeGroup(payload: MergeGroupPayload): AppRequest | undefined {
  const { action, merge_group: group } = payload;
  if (action !== "checks_requested" && action !== "destroyed") return undefined;
  return {
    type: "gate-group",
    repository: repositoryOf(payload),
    headSha: group.head_sha,
    headRef: group.head_ref,
    baseRef: branchOf(group.base_ref),
    baseSha: group.base_sha,
    ...(action === "destroyed" && { destroyed: true }),
  };
}

function branchOf(ref: string): string {
  return ref.replace(/^refs\/heads\//, "");
}

import type { AppRequest } from "../core/model/request.ts";
import { type RepositoryPayload, repositoryOf } from "./payload.ts";

export interface TagPayload extends RepositoryPayload {
  readonly ref: string;
  readonly before: string;
  readonly created?: boolean;
}

/** A tag was moved or deleted, or pushed anew: that may put one back. */
export function tagPushed(payload: TagPayload): AppRequest | undefined {
  const { ref, before, created, repository, sender } = payload;
  const [, tag] = /^refs\/tags\/(.+)$/.exec(ref) ?? [];
  if (tag === undefined) return undefined;
  return {
    type: "tag-pushed",
    repository: repositoryOf(payload),
    tag,
    by: sender?.login ?? "",
    ...(created !== true && { before }),
    ...(repository.default_branch !== undefined && { defaultBranch: repository.default_branch }),
  };
}

import type { AppRequest } from "../core/model/request.ts";
import { type RepositoryPayload, repositoryOf } from "./payload.ts";

export interface PushPayload extends RepositoryPayload {
  readonly ref: string;
  readonly deleted?: boolean;
  readonly forced?: boolean;
  readonly commits?: readonly PushedCommit[];
}

interface PushedCommit {
  readonly added?: readonly string[];
  readonly modified?: readonly string[];
  readonly removed?: readonly string[];
}

/** GitHub lists at most so many commits of a push; of a longer one the rest is not seen. */
const MAX_LISTED_COMMITS = 2048;

/** The policy of open pull requests may have changed: `.mltrl` changed on the default branch. */
export function push(payload: PushPayload): AppRequest | undefined {
  const { ref, deleted, forced, commits = [], repository } = payload;
  if (deleted || ref !== `refs/heads/${repository.default_branch}`) return undefined;
  const hidden = forced === true || commits.length >= MAX_LISTED_COMMITS;
  return hidden || commits.some(changesPolicy)
    ? { type: "gate-open", repository: repositoryOf(payload) }
    : undefined;
}

function changesPolicy({ added = [], modified = [], removed = [] }: PushedCommit): boolean {
  return [...added, ...modified, ...removed].some((path) => path.startsWith(".mltrl/"));
}

import type { PullRequest } from "./nouns.ts";

/** Base and head in different repositories? */
export function isCrossRepository(pull: PullRequest): boolean {
  return pull.head.repository !== pull.repository;
}

import type { RepositoryRef } from "../../../core/model/change.ts";
import type { TagChange } from "../../../core/model/tag-change.ts";
import { type FoldingQueue, installationOf, repositoryOf } from "./folding-queue.ts";

/** Tags of a repository that were pushed or deleted, in the order in which they came. */
export interface TagsJob {
  readonly repository: RepositoryRef;
  readonly changes: readonly TagChange[];
}

/** One job of a repository at a time, since all of them tell by one issue. */
export const TAGS: FoldingQueue<TagsJob> = {
  name: "tags",
  keyOf: repositoryOf,
  groupOf: installationOf,
  merge: (waiting, next) => ({ ...next, changes: [...waiting.changes, ...next.changes] }),
};

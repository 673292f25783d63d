import type { MergeGroupRequest } from "../../../core/model/merge-group.ts";
import { type FoldingQueue, installationOf } from "./folding-queue.ts";
import { joinOrigins } from "./job-origin.ts";
import type { Waited } from "./waited.ts";

/** After so many tries a merge group has failed: the queue waits for no more. */
export const GROUP_TRIES = 3;

/** A merge group to judge. */
export type GroupJob = Waited<MergeGroupRequest> & {
  /** Something came up that an earlier verdict on it cannot know of. */
  readonly news?: true;
};

/** Merge groups to judge; what one event does not tell of a group an earlier one told. */
export const GROUPS: FoldingQueue<GroupJob> = {
  name: "merge-groups",
  keyOf: ({ repository, headSha }) => `${repository.id}@${headSha}`,
  groupOf: installationOf,
  merge: (waiting, next) => ({ ...waiting, ...next, ...joinOrigins(waiting, next) }),
  retries: { tries: GROUP_TRIES, first: 1_000, most: 4_000 },
};

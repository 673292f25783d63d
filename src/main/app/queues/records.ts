import type { RepositoryRef } from "../../../core/model/change.ts";
import type { MergedRequest } from "../../../core/model/request.ts";
import { type FoldingQueue, installationOf, repositoryOf } from "./folding-queue.ts";

/** Merges of a repository to be put on record, in the order in which they came. */
export interface RecordsJob {
  readonly repository: RepositoryRef;
  readonly merged: readonly MergedRequest[];
}

/** One job of a repository at a time, so that its records come one after the other; merges are kept together. */
export const RECORDS: FoldingQueue<RecordsJob> = {
  name: "records",
  keyOf: repositoryOf,
  groupOf: installationOf,
  merge: (waiting, next) => {
    const known = new Set(waiting.merged.map(({ mergeCommit }) => mergeCommit));
    const more = next.merged.filter(({ mergeCommit }) => !known.has(mergeCommit));
    return { ...next, merged: [...waiting.merged, ...more] };
  },
};

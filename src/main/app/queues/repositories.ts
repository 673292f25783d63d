import type { RepositoryRef } from "../../../core/model/change.ts";
import { moreUrgent, type Priority } from "../../../core/model/priority.ts";
import { earlierSince } from "./earlier-since.ts";
import { type FoldingQueue, installationOf } from "./folding-queue.ts";

/** Repositories whose open pull requests have to be judged, or looked through for missing verdicts. */
export interface RepositoryJob {
  readonly repository: RepositoryRef;
  readonly baseRef?: string;
  /** `all` judges every open pull request again, `missing` those without a verdict. */
  readonly which: "all" | "missing";
  /** As of the pull requests; `usual` where that is not said. */
  readonly priority?: Priority;
  /** Since when merges may be missing, ISO 8601. */
  readonly since?: string;
}

export const REPOSITORIES: FoldingQueue<RepositoryJob> = {
  name: "repositories",
  keyOf: ({ repository: { id }, baseRef = "", which }) =>
    // A space, which no branch's name has.
    which === "missing" ? `${id} missing` : `${id}:${baseRef}`,
  groupOf: installationOf,
  priorityOf: ({ priority }) => priority,
  merge: (waiting, next) => ({
    ...waiting,
    ...next,
    ...earlierSince(waiting, next),
    ...moreUrgent(waiting, next),
  }),
};

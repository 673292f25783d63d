import type { RepositoryRef } from "../../../core/model/change.ts";
import type { RunBranch } from "../../../core/model/ci-report.ts";
import { defaultRetries } from "../../../queue/retry-wait.ts";
import { type FoldingQueue, installationOf } from "./folding-queue.ts";

/** Commits whose pull requests have to be found first. */
export interface CommitJob {
  readonly repository: RepositoryRef;
  readonly sha: string;
  readonly rewrite: boolean;
  /** Something ran for it on this branch, of which later commits may be judged as well. */
  readonly ranOn?: RunBranch;
}

/** So often a commit is tried. */
export const COMMIT_TRIES = defaultRetries.tries;

export const COMMITS: FoldingQueue<CommitJob> = {
  name: "commits",
  keyOf: ({ repository, sha }) => `${repository.id}@${sha}`,
  groupOf: installationOf,
  merge: (waiting, next) => ({ ...waiting, ...next, rewrite: waiting.rewrite || next.rewrite }),
};

import type { RepositoryRef } from "../../../core/model/change.ts";
import { type FoldingQueue, installationOf, repositoryOf } from "./folding-queue.ts";

/** Repositories whose deployed versions are to be looked at. */
export interface DeploymentsJob {
  readonly repository: RepositoryRef;
  /** Whether an issue was left open by the last look; absent where that is not known. */
  readonly issueOpen?: boolean;
}

export const DEPLOYMENTS: FoldingQueue<DeploymentsJob> = {
  name: "deployments",
  keyOf: repositoryOf,
  groupOf: installationOf,
  merge: (waiting, next) => ({ ...waiting, ...next }),
};

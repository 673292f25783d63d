import type { RepositoryRef } from "../../../core/model/change.ts";
import { type FoldingQueue, installationOf, repositoryOf } from "./folding-queue.ts";

/** Repositories whose set-up is to be looked at. */
export interface SetupJob {
  readonly repository: RepositoryRef;
  /** The App has just come to it. */
  readonly isNew: boolean;
}

export const SETUPS: FoldingQueue<SetupJob> = {
  name: "setups",
  keyOf: repositoryOf,
  groupOf: installationOf,
  merge: (waiting, next) => ({ ...next, isNew: waiting.isNew || next.isNew }),
};

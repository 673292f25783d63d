import type { DeploymentRequest } from "../../../core/model/deployment-request.ts";
import { type FoldingQueue, installationOf } from "./folding-queue.ts";

/** After so many tries a deployment is turned down: it would wait for thirty days otherwise. */
export const PROTECTION_TRIES = 5;

/** Deployments that wait for an answer. */
export const PROTECTIONS: FoldingQueue<DeploymentRequest> = {
  name: "protections",
  keyOf: ({ repository, run, environment }) => `${repository.id}!${run} ${environment}`,
  groupOf: installationOf,
  retries: { tries: PROTECTION_TRIES, first: 2_000, most: 30_000 },
};

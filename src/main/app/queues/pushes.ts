import type { PushedRequest } from "../../../core/model/request.ts";
import { type FoldingQueue, installationOf } from "./folding-queue.ts";

/** Commits that branches took in; pushes that follow each other are one. */
export const PUSHES: FoldingQueue<PushedRequest> = {
  name: "pushes",
  keyOf: ({ repository, branch }) => `${repository.id}:${branch}`,
  groupOf: installationOf,
  merge: ({ before, created }, next) => ({ ...next, before, ...(created && { created }) }),
};

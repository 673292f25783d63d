import type { PressRequest } from "../../../core/model/request.ts";
import { type FoldingQueue, installationOf } from "./folding-queue.ts";

/** Buttons that were pressed, whose pull requests may have to be found first. */
export const PRESSES: FoldingQueue<PressRequest> = {
  name: "presses",
  keyOf: ({ repository, sha, actor, body }) => `${repository.id}@${sha} ${actor.id} ${body}`,
  groupOf: installationOf,
};

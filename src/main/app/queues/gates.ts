import type { GateRequest } from "../../../core/model/change.ts";
import { moreUrgent } from "../../../core/model/priority.ts";
import { defaultRetries } from "../../../queue/retry-wait.ts";
import { type FoldingQueue, installationOf } from "./folding-queue.ts";
import { joinOrigins } from "./job-origin.ts";
import type { Waited } from "./waited.ts";

/** Pull requests to judge, one waiting job for each: events fold. A demand to write again is kept. */
export const GATES: FoldingQueue<Waited<GateRequest>> = {
  name: "gates",
  keyOf: ({ repository, pullRequest }) => `${repository.id}#${pullRequest}`,
  groupOf: installationOf,
  priorityOf: ({ priority }) => priority,
  merge: (waiting, next) => ({
    ...waiting,
    ...next,
    ...moreUrgent(waiting, next),
    ...joinOrigins(waiting, next),
  }),
  retries: defaultRetries,
};

/** After so many the last failure stays shown. */
export const GATE_TRIES = defaultRetries.tries;

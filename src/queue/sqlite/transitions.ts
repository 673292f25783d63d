import { createDeadLetters } from "./dead-letters.ts";
import { createDemands } from "./demands.ts";
import { createRuns } from "./runs.ts";
import type { Surroundings } from "./surroundings.ts";

export type Transitions = ReturnType<typeof createTransitions>;

/** All ways in which a job passes from one state to the next. Call them inside a transaction. */
export function createTransitions(surroundings: Surroundings) {
  const letters = createDeadLetters(surroundings);
  return {
    ...createDemands(surroundings, letters),
    ...createRuns(surroundings, letters),
    retry: letters.retry,
    discard: letters.discard,
  };
}

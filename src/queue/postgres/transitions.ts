import type { Pool } from "pg";
import type { PgBoss } from "pg-boss";

import { createChange } from "./change.ts";
import { createDeadLetters } from "./dead-letters.ts";
import { createDemands } from "./demands.ts";
import { createRunEndings } from "./run-endings.ts";

export interface Surroundings {
  readonly pool: Pool;
  readonly boss: PgBoss;
  readonly schema: string;
  /** In [0, 1). */
  readonly random: () => number;
}

export type Transitions = ReturnType<typeof createTransitions>;

/** All ways in which a job passes from one state to the next, but for being added, taken and completed. */
export function createTransitions({ pool, boss, schema, random }: Surroundings) {
  const change = createChange(pool, boss, schema);
  return {
    ...createDemands(change),
    ...createRunEndings(change, random),
    ...createDeadLetters(change),
  };
}

import type { Clock } from "../../ports/clock.ts";
import type { Queue } from "../../ports/job-store.ts";
import type { JobTable } from "./job-table.ts";

/** What the transitions of jobs work with. */
export interface Surroundings {
  readonly table: JobTable;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  /** A queue by its name; undefined where this process was not told of it. */
  readonly queue: (name: string) => Queue<unknown> | undefined;
}

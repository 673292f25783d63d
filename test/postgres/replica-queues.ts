import type { Queue } from "../../src/ports/job-store.ts";

export interface Demand {
  readonly version: number;
  /** For how many milliseconds its handler is busy. */
  readonly takes: number;
}

const retries = { tries: 100, first: 50, most: 200 };

export const deliveries: Queue<string> = { name: "delivery", retries };
export const gates: Queue<Demand> = { name: "gate", retries };

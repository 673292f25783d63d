import { PLANNED } from "../support/planned.ts";

/** What a job store holds. */
export interface StoredJobs {
  /** Names of the queues of jobs in a state, one for each job. */
  readonly active: readonly string[];
  readonly dead: readonly string[];
  readonly waiting: readonly string[];
  /** Of these queues of which nobody waits for a job. */
  readonly planned: readonly string[];
  /** Whether the delivery of a GUID was handled to its end. */
  readonly isDone: (guid: string) => boolean;
}

/** Tells jobs that wait for their turn from those that are only planned. */
export function byPlan(waiting: readonly string[]): Pick<StoredJobs, "waiting" | "planned"> {
  return {
    waiting: waiting.filter((name) => !PLANNED.has(name)),
    planned: waiting.filter((name) => PLANNED.has(name)).toSorted(),
  };
}

/** The store of an App as somebody sees it who is not the App. */
export interface StoreWitness {
  /** Lets one more process in. */
  access(): Promise<StoreAccess>;
  /** What it holds, once its processes are gone or while they rest. */
  stored(): Promise<StoredJobs>;
  /** How many jobs of a queue run, looked at while processes write. */
  running(queue: string): Promise<number>;
  /** Lets go at once of what dead processes ran, as time does; nobody may live. */
  forgetDead(): Promise<void>;
  close(): Promise<void>;
}

/** The way of one process to its store. */
export interface StoreAccess {
  /** Where it may keep files. */
  readonly directory: string;
  /** What it has to be told. */
  readonly environment: Readonly<Record<string, string>>;
  /** Tells of each change of jobs by this process, until what is given back is called. */
  onWrite(tell: () => void): () => void;
  close(): Promise<void>;
}

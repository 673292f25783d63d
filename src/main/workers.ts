import type { Logger } from "pino";
import { waitIn } from "../core/errors.ts";
import type { Handler, JobStore, Queue, WorkOptions } from "../ports/job-store.ts";
import { handleCommand, handlePress } from "./handle-command.ts";
import { handleCommit } from "./handle-commit.ts";
import { handleDeliveryLog, handleRedelivery } from "./handle-delivery-log.ts";
import { handleDeployments } from "./handle-deployments.ts";
import { handleGate } from "./handle-gate.ts";
import { handleGroup } from "./handle-group.ts";
import { handleProtection } from "./handle-protection.ts";
import { handlePush } from "./handle-push.ts";
import { handleMerge, handleRecords } from "./handle-records.ts";
import { handleSetup } from "./handle-setup.ts";
import { handleLook, handleRepository, handleSweep } from "./handle-sweep.ts";
import { handleTags } from "./handle-tags.ts";
import * as handlers from "./job-handlers.ts";
import * as queues from "./job-queues.ts";
import { observedHandler } from "./observed-handler.ts";

/** Who carries out the jobs of a queue. */
interface Worker {
  readonly queue: Queue<unknown>;
  start(store: JobStore, surroundings: handlers.Surroundings): void;
}

/**
 * The limit of a job, in milliseconds: a verdict that takes so long hangs. After the lease another
 * replica takes over what a dead one ran.
 */
const WORK = { lease: 12_000, limit: 60_000 } as const;

type HandlerIn<Data> = (surroundings: handlers.Surroundings) => Handler<Data>;

/** Everybody who works; `concurrency` jobs of a queue run at once, half of them of one installation. */
const WORKERS: readonly Worker[] = [
  receiving(queues.DELIVERIES, 20, handlers.handleDelivery),
  working(queues.GATES, 40, handleGate),
  working(queues.GROUPS, 10, handleGroup),
  working(queues.PROTECTIONS, 5, handleProtection),
  working(queues.COMMITS, 5, handleCommit),
  working(queues.REPOSITORIES, 5, handleRepository),
  working(queues.SWEEPS, 5, handleSweep),
  working(queues.LOOKS, 5, handleLook),
  working(queues.DELIVERY_LOG, 1, handleDeliveryLog),
  working(queues.REDELIVERIES, 2, handleRedelivery),
  working(queues.ORGANIZATIONS, 1, handlers.handleOrganization),
  working(queues.COMMANDS, 5, handleCommand),
  working(queues.PRESSES, 5, handlePress),
  working(queues.DEPLOYMENTS, 2, handleDeployments),
  working(queues.MERGES, 5, handleMerge),
  working(queues.RECORDS, 5, handleRecords),
  working(queues.SETUPS, 2, handleSetup),
  working(queues.PUSHES, 2, handlePush),
  working(queues.TAGS, 2, handleTags),
];

/** Everything the store has to know when it is opened. */
export const QUEUES = WORKERS.map(({ queue }) => queue);

/** Lets everybody work. */
export function startWorkers(store: JobStore, surroundings: handlers.Surroundings): void {
  for (const worker of WORKERS) worker.start(store, surroundings);
}

/** Carries out jobs of ours, and tells of those that failed. */
function working<Data>(queue: Queue<Data>, concurrency: number, handler: HandlerIn<Data>): Worker {
  // An installation that GitHub answers slowly keeps no more than half of the workers from others.
  const options = { concurrency, perGroup: Math.ceil(concurrency / 2) };
  return worker(queue, options, (surroundings) => logged(surroundings.log, handler(surroundings)));
}

/** Carries out what tells of its faults itself, as Probot does. */
function receiving<Data>(
  queue: Queue<Data>,
  concurrency: number,
  handler: HandlerIn<Data>,
): Worker {
  return worker(queue, { concurrency }, handler);
}

function worker<Data>(
  queue: Queue<Data>,
  options: Pick<WorkOptions, "concurrency" | "perGroup">,
  handler: HandlerIn<Data>,
): Worker {
  return {
    queue,
    start(store, surroundings) {
      const observed = observedHandler(queue.name, handler(surroundings), surroundings.telemetry);
      store.work(queue, { ...WORK, ...options }, observed);
    },
  };
}

/** The store tries a failed job again; people who run the App want to see why it failed. */
function logged<Data>(log: Logger, handler: Handler<Data>): Handler<Data> {
  return async (job, signal) => {
    try {
      await handler(job, signal);
    } catch (error) {
      const wait = waitIn(error);
      if (wait === undefined) log.warn({ err: error }, "a job failed and is tried again");
      // Nobody can do anything about it, and an installation at its limit has many.
      else log.debug({ wait, err: error }, "a job waits for GitHub's limits");
      throw error;
    }
  };
}

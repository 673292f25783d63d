import type { Handler, JobStore, Queue, WorkOptions } from "../../ports/job-store.ts";
import { handleCommand, handlePress } from "./handlers/handle-command.ts";
import { handleCommit } from "./handlers/handle-commit.ts";
import { handleDeliveryLog, handleRedelivery } from "./handlers/handle-delivery-log.ts";
import { handleDelivery } from "./handlers/handle-delivery.ts";
import { handleDeployments } from "./handlers/handle-deployments.ts";
import { handleGate } from "./handlers/handle-gate.ts";
import { handleGroup } from "./handlers/handle-group.ts";
import { handleLook } from "./handlers/handle-look.ts";
import { handleOrganization } from "./handlers/handle-organization.ts";
import { handleProtection } from "./handlers/handle-protection.ts";
import { handlePush } from "./handlers/handle-push.ts";
import { handleMerge, handleRecords } from "./handlers/handle-records.ts";
import { handleQueues } from "./handlers/handle-queues.ts";
import { handleRepository } from "./handlers/handle-repository.ts";
import { handleSetup } from "./handlers/handle-setup.ts";
import { handleSweep } from "./handlers/handle-sweep.ts";
import { handleTags } from "./handlers/handle-tags.ts";
import type { Surroundings } from "./handlers/surroundings.ts";
import { loggedHandler } from "./handlers/logged-handler.ts";
import { observedHandler } from "./observed-handler.ts";
import { COMMANDS } from "./queues/commands.ts";
import { COMMITS } from "./queues/commits.ts";
import { DELIVERIES } from "./queues/deliveries.ts";
import { DELIVERY_LOG } from "./queues/delivery-log.ts";
import { DEPLOYMENTS } from "./queues/deployments.ts";
import { GATES } from "./queues/gates.ts";
import { LOOKS } from "./queues/looks.ts";
import { GROUPS } from "./queues/merge-groups.ts";
import { QUEUE_LOOKS } from "./queues/merge-queues.ts";
import { MERGES } from "./queues/merges.ts";
import { ORGANIZATIONS } from "./queues/organizations.ts";
import { PRESSES } from "./queues/presses.ts";
import { PROTECTIONS } from "./queues/protections.ts";
import { PUSHES } from "./queues/pushes.ts";
import { RECORDS } from "./queues/records.ts";
import { REDELIVERIES } from "./queues/redeliveries.ts";
import { REPOSITORIES } from "./queues/repositories.ts";
import { SETUPS } from "./queues/setups.ts";
import { SWEEPS } from "./queues/sweeps.ts";
import { TAGS } from "./queues/tags.ts";

/** Who carries out the jobs of a queue. */
interface Worker {
  readonly queue: Queue<unknown>;
  start(store: JobStore, surroundings: Surroundings): void;
}

/**
 * The limit of a job, in milliseconds: a verdict that takes so long hangs. After the lease another
 * replica takes over what a dead one ran.
 */
const WORK = { lease: 12_000, limit: 60_000 } as const;

type HandlerIn<Data> = (surroundings: Surroundings) => Handler<Data>;

/** Everybody who works; `concurrency` jobs of a queue run at once, half of them of one installation. */
const WORKERS: readonly Worker[] = [
  receiving(DELIVERIES, 20, handleDelivery),
  working(GATES, 40, handleGate),
  working(GROUPS, 10, handleGroup),
  working(PROTECTIONS, 5, handleProtection),
  working(COMMITS, 5, handleCommit),
  working(REPOSITORIES, 5, handleRepository),
  working(SWEEPS, 5, handleSweep),
  working(LOOKS, 5, handleLook),
  working(QUEUE_LOOKS, 5, handleQueues),
  working(DELIVERY_LOG, 1, handleDeliveryLog),
  working(REDELIVERIES, 2, handleRedelivery),
  working(ORGANIZATIONS, 1, handleOrganization),
  working(COMMANDS, 5, handleCommand),
  working(PRESSES, 5, handlePress),
  working(DEPLOYMENTS, 2, handleDeployments),
  working(MERGES, 5, handleMerge),
  working(RECORDS, 5, handleRecords),
  working(SETUPS, 2, handleSetup),
  working(PUSHES, 2, handlePush),
  working(TAGS, 2, handleTags),
];

/** Everything the store has to know when it is opened. */
export const QUEUES = WORKERS.map(({ queue }) => queue);

/** Lets everybody work. */
export function startWorkers(store: JobStore, surroundings: Surroundings): void {
  for (const worker of WORKERS) worker.start(store, surroundings);
}

/** Carries out jobs of ours, and tells of those that failed. */
function working<Data>(queue: Queue<Data>, concurrency: number, handler: HandlerIn<Data>): Worker {
  // An installation that GitHub answers slowly keeps no more than half of the workers from others.
  const options = { concurrency, perGroup: Math.ceil(concurrency / 2) };
  return worker(queue, options, (surroundings) =>
    loggedHandler(queue, surroundings.log, handler(surroundings)),
  );
}

/** Carries out what tells of its faults itself, knowing more of whom they concern; of one installation as many as there are. */
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

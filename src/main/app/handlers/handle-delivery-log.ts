import type { DeliveryAttempt } from "../../../ports/delivery-log.ts";
import type { Handler, JobStore } from "../../../ports/job-store.ts";
import { missedDeliveries } from "../../../use-cases/missed-deliveries.ts";
import { putJob } from "../queues/folding-queue.ts";
import type { Surroundings } from "./surroundings.ts";
import { DELIVERY_LOG, type DeliveryLogJob } from "../queues/delivery-log.ts";
import { REDELIVERIES, type RedeliveryJob } from "../queues/redeliveries.ts";
import { isToldOnce, mayAskFor } from "../webhook-routes.ts";

/** An attempt may show in the log so many milliseconds late. */
const SHOWN_AFTER = 10 * 60_000;

/** Five thousand attempts: about as many as a job has time for. */
const PAGES = 50;

/**
 * So often is asked for what only its event tells of, once a look: looks are five minutes apart. All else is
 * asked for once, as the sweep finds it.
 */
const TRIES = 12;

/**
 * Finds what GitHub could not deliver, and asks for it: an event is known by its GUID, and remembered as done
 * like any job. The job of the next look carries from when on the log is unread.
 */
export function handleDeliveryLog({
  store,
  deliveryLog,
  clock,
  log,
  sweepEvery,
  logKeptFor,
}: Pick<
  Surroundings,
  "clock" | "deliveryLog" | "log" | "logKeptFor" | "store" | "sweepEvery"
>): Handler<DeliveryLogJob> {
  return async ({ data: { since } }) => {
    const started = clock.now();
    const from = since === undefined ? started - logKeptFor : Date.parse(since) - SHOWN_AFTER;
    const missed = await missedDeliveries(deliveryLog, {
      since: new Date(from).toISOString(),
      pages: PAGES,
      isHandled: mayAskFor,
    });
    let asked = 0;
    for (const attempt of missed) if (await askFor(attempt, store)) asked += 1;
    if (asked > 0) log.info({ deliveries: asked }, "deliveries were missed and are asked for");
    const next = { since: new Date(started).toISOString() };
    await putJob(store, DELIVERY_LOG, next, started + sweepEvery);
  };
}

/** False where it was asked for as often as it may be. */
async function askFor(
  { id, guid, event, action }: DeliveryAttempt,
  store: Pick<JobStore, "add">,
): Promise<boolean> {
  const tries = isToldOnce(event, action) ? TRIES : 1;
  for (let tried = 0; tried < tries; tried += 1) {
    const job = { id: tried === 0 ? guid : `${guid} ${tried}`, data: { attempt: id } };
    if ((await store.add(REDELIVERIES, job)) === "added") return true;
  }
  return false;
}

/** Asks GitHub to deliver something again. */
export function handleRedelivery({
  deliveryLog,
}: Pick<Surroundings, "deliveryLog">): Handler<RedeliveryJob> {
  return ({ data }) => deliveryLog.repeat(data.attempt);
}

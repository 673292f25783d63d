import type { Handler } from "../../../ports/job-store.ts";
import { missedDeliveries } from "../../../use-cases/missed-deliveries.ts";
import { putJob } from "../queues/folding-queue.ts";
import type { Surroundings } from "./surroundings.ts";
import { DELIVERY_LOG, type DeliveryLogJob } from "../queues/delivery-log.ts";
import { REDELIVERIES, type RedeliveryJob } from "../queues/redeliveries.ts";
import { mayAskFor } from "../webhook-routes.ts";

/** An attempt may show in the log so many milliseconds late. */
const SHOWN_AFTER = 10 * 60_000;

/** Five thousand attempts: about as many as a job has time for. */
const PAGES = 50;

/**
 * Finds what GitHub could not deliver, and asks for it once: an event is known by its GUID, and remembered
 * as done like any job. The job of the next look carries from when on the log is unread.
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
    for (const { guid, id } of missed) {
      await store.add(REDELIVERIES, { id: guid, data: { attempt: id } });
    }
    if (missed.length > 0) log.info({ deliveries: missed.length }, "deliveries were missed");
    const next = { since: new Date(started).toISOString() };
    await putJob(store, DELIVERY_LOG, next, started + sweepEvery);
  };
}

/** Asks GitHub to deliver something again. */
export function handleRedelivery({
  deliveryLog,
}: Pick<Surroundings, "deliveryLog">): Handler<RedeliveryJob> {
  return ({ data }) => deliveryLog.repeat(data.attempt);
}

import { rankOf } from "../../core/model/priority.ts";
import type { Delivery } from "../../github/webhooks/receive-webhook.ts";
import type { NewJob } from "../../ports/job-store.ts";
import type { DeliveryJob } from "./queues/deliveries.ts";

/**
 * A webhook as a job of the installation that it is about, so that a flood from one holds up no other's; of
 * one installation those that a merge queue waits for go first.
 */
export function deliveryJob(
  { id, event, payload }: Delivery,
  receivedAt: number,
): NewJob<DeliveryJob> {
  const priority = URGENT.has(event) ? { priority: rankOf("queue") } : {};
  return { id, group: installationIn(payload), ...priority, data: { event, payload, receivedAt } };
}

const URGENT: ReadonlySet<string> = new Set(["merge_group", "deployment_protection_rule"]);

const MARK = '"installation":{"id":';

/**
 * GitHub writes the installation at the end, and reading the whole payload takes longer than keeping it. What
 * people write cannot look like this: the quotation marks in it are escaped.
 */
function installationIn(payload: string): string | undefined {
  const at = payload.lastIndexOf(MARK);
  if (at < 0) return undefined;
  const [id] = /^\d+/.exec(payload.slice(at + MARK.length, at + MARK.length + 20)) ?? [];
  return id;
}

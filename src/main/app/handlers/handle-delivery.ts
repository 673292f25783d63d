import type { Probot } from "probot";
import type { Handler } from "../../../ports/job-store.ts";
import { inJob } from "../../../telemetry/job-context.ts";
import { DELIVERIES, type DeliveryJob } from "../queues/deliveries.ts";
import type { Surroundings } from "./surroundings.ts";

/** Hands a delivery to Probot, which calls the event's handler. */
export function handleDelivery({ probot }: Surroundings): Handler<DeliveryJob> {
  return async ({ id = "", attempt, data: { event, payload: text, receivedAt } }) => {
    const payload = JSON.parse(text) as Concerning;
    const delivery = { id, name: event, payload } as Parameters<Probot["receive"]>[0];
    const { installation, repository, pull_request: pull } = payload;
    const context = {
      queue: DELIVERIES.name,
      attempt,
      delivery: id,
      askedAt: receivedAt,
      event,
      ...(installation && { installation: installation.id }),
      ...(repository && { repository: repository.id }),
      ...(pull && { pullRequest: pull.number }),
    };
    await inJob(context, () => probot.receive(delivery));
  };
}

/** What nearly every payload says of whom it is about. */
interface Concerning {
  readonly installation?: { readonly id: number };
  readonly repository?: { readonly id: number };
  readonly pull_request?: { readonly number: number };
}

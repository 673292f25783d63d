import type { Probot } from "probot";
import type { Handler } from "../../../ports/job-store.ts";
import { inJob } from "../../../telemetry/job-context.ts";
import { loggedHandler } from "./logged-handler.ts";
import { DELIVERIES, type DeliveryJob } from "../queues/deliveries.ts";
import type { Surroundings } from "./surroundings.ts";

/** Hands a delivery to Probot, which calls the event's handler. */
export function handleDelivery({ probot, log }: Surroundings): Handler<DeliveryJob> {
  return (job, signal) => {
    const { id = "", attempt, data } = job;
    const { event, payload: text, receivedAt } = data;
    const read = parsed(text);
    const { installation, repository, pull_request: pull } = read.payload ?? {};
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
    const receive = loggedHandler(DELIVERIES, log, async () => {
      if (read.payload === undefined) throw read.fault;
      const delivery = { id, name: event, payload: read.payload };
      await probot.receive(delivery as Parameters<Probot["receive"]>[0]).catch(throwItsOwn);
    });
    return inJob(context, () => receive(job, signal));
  };
}

type Read =
  | { readonly payload: Concerning }
  | { readonly payload?: undefined; readonly fault: unknown };

function parsed(text: string): Read {
  try {
    return { payload: JSON.parse(text) as Concerning };
  } catch {
    // The words of the parser have a piece of the webhook in them, which is never told.
    return { fault: new Error("the body of the webhook is no JSON") };
  }
}

/** Probot wraps what an event's one handler threw, with the webhook beside it. */
function throwItsOwn(error: unknown): never {
  const [own = error] = error instanceof AggregateError ? error.errors : [];
  throw own;
}

/** What nearly every payload says of whom it is about. */
interface Concerning {
  readonly installation?: { readonly id: number };
  readonly repository?: { readonly id: number };
  readonly pull_request?: { readonly number: number };
}

import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Faults } from "../faults.ts";
import type { Happening } from "../state/nouns.ts";
import type { World } from "../state/world.ts";
import type { Delivery } from "./delivery.ts";
import { payloadOf } from "./payload.ts";
import { receivers } from "./receivers.ts";
import { deliveryHeaders, send } from "./send.ts";
import { noteTrigger } from "./triggers.ts";

export type Dispatcher = {
  readonly deliveries: () => readonly Delivery[];
  /** Sends an old delivery again under its GUID. */
  readonly redeliver: (delivery: Delivery) => void;
  readonly pause: () => void;
  readonly resume: () => void;
  /** Resolves once nothing is queued or on its way. */
  readonly settled: () => Promise<void>;
  readonly clear: () => void;
};

/** Sends what the world publishes: in order of occurrence, without one waiting for the other. */
export function createDispatcher(world: World, faults: Faults): Dispatcher {
  let log: Delivery[] = [];
  let paused = false;
  let queue: Delivery[] = [];
  let held: Delivery[] = []; // by `reorder-webhook`, until the next one has gone
  const underWay = new Set<Promise<void>>();
  // Redelivery ids must not clash with others and are large numbers on GitHub.
  let lastId = 12_345_678_900;

  const start = (delivery: Delivery, delay = 0): void => {
    const url = delivery.app.hook.url;
    if (url === null) return;
    delivery.url = url;
    delivery.requestHeaders = deliveryHeaders(delivery);
    delivery.deliveredAt = world.clock.now().toISOString();
    log.push(delivery);
    const sending = (delay > 0 ? sleep(delay) : Promise.resolve()).then(async () => send(delivery));
    underWay.add(sending);
    void sending.finally(() => underWay.delete(sending));
  };

  const startWithFaults = (delivery: Delivery): void => {
    const fault = faults.meetsWebhook(delivery.event, delivery.action ?? undefined);
    if (fault?.kind === "drop-webhook") return;
    if (fault?.kind === "reorder-webhook") {
      held.push(delivery);
      return;
    }
    start(delivery, fault?.kind === "delay-webhook" ? (fault.milliseconds ?? 1000) : 0);
    if (fault?.kind === "duplicate-webhook") start({ ...delivery, id: (lastId += 1) });
    const after = held;
    held = [];
    for (const late of after) start(late, 20);
  };

  const enqueue = (delivery: Delivery): void => {
    if (paused) queue.push(delivery);
    else startWithFaults(delivery);
  };

  world.publish = (happening: Happening) => {
    noteTrigger(world, happening);
    for (const installation of receivers(world, happening)) {
      if (installation.app.hook.url === null) continue;
      enqueue({
        id: (lastId += 1),
        guid: randomUUID(),
        event: happening.event,
        action: happening.action ?? null,
        app: installation.app,
        installation,
        repositoryId: happening.repository?.id ?? null,
        redelivery: false,
        payload: payloadOf(world, happening, installation),
        ...notSent(),
      });
    }
  };

  return {
    deliveries: () => log,
    redeliver: (delivery) =>
      enqueue({ ...delivery, ...notSent(), id: (lastId += 1), redelivery: true }),
    pause: () => {
      paused = true;
    },
    resume: () => {
      paused = false;
      const waiting = queue;
      queue = [];
      for (const delivery of waiting) startWithFaults(delivery);
    },
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    clear: () => {
      log = [];
    },
  };
}

function notSent() {
  return {
    url: "",
    requestHeaders: {},
    deliveredAt: "",
    duration: 0,
    statusCode: 0,
    status: "pending",
    response: { headers: {}, payload: "" },
  };
}

import { watch } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { KillableApp, Moment } from "./killable-app.ts";
import { storedJobs, watchQueue } from "./stored-jobs.ts";
import type { Passing } from "./tapped-line.ts";

/** Long enough for a slow machine. */
const PATIENCE = 45_000;

/** The App dies when the nth request of a sort is about to be asked: it never gets there. */
export function beforeRequest(fits: (passing: Passing) => boolean, nth: number): Moment {
  return (world) =>
    dying(world, (die) => {
      let left = nth;
      world.tapRequests({
        asked: (passing) => {
          if (!fits(passing)) return undefined;
          left -= 1;
          if (left <= 0) die();
          return left <= 0 ? "lost" : undefined;
        },
      });
    });
}

/** The App dies when GitHub has done the nth request of a sort: the answer comes too late. */
export function afterRequest(fits: (passing: Passing) => boolean, nth: number): Moment {
  return (world) =>
    dying(world, (die) => {
      let left = nth;
      world.tapRequests({
        answered: (passing) => {
          if (!fits(passing)) return undefined;
          left -= 1;
          if (left <= 0) die();
          return left <= 0 ? "lost" : undefined;
        },
      });
    });
}

/**
 * The App dies as it writes to its store once it has heard that the nth request of a sort is done: it is
 * about to note that a job is.
 */
export function asItNotesTheEnd(fits: (passing: Passing) => boolean, nth: number): Moment {
  return async (world) => {
    const log = watch(world.directory);
    await dying(world, (die) => {
      let left = nth;
      world.tapRequests({
        answered: (passing) => {
          if (fits(passing)) left -= 1;
          if (left !== 0) return undefined;
          left -= 1;
          setImmediate(() => log.on("change", (_, name) => name === "jobs.sqlite-wal" && die()));
          return undefined;
        },
      });
    });
    log.close();
  };
}

/** The App dies as the nth webhook goes out to it. */
export function asWebhookArrives(nth: number): Moment {
  return (world) =>
    dying(world, (die) => {
      let left = nth;
      world.tapWebhooks({
        asked: () => {
          left -= 1;
          if (left === 0) setImmediate(die); // the bytes are under way
          return undefined;
        },
      });
    });
}

/** The App dies when it has acknowledged the nth webhook, which GitHub still gets to hear. */
export function asWebhookIsAcknowledged(nth: number): Moment {
  return (world) =>
    dying(world, (die) => {
      let left = nth;
      world.tapWebhooks({
        answered: (_, status) => {
          if (status === 202) left -= 1;
          if (left === 0) die();
          return undefined;
        },
      });
    });
}

/**
 * The App dies while it handles deliveries: it is stopped, looked at, and killed if it is still so. A
 * delivery is handled in a few milliseconds, so that once the first of the load is there further
 * webhooks keep it handling some. What counts is what the next process will find: the look from
 * outside may see a delivery whose end is already on its way to the disk.
 */
export const whileItHandlesDeliveries: Moment = async (world) => {
  const { promise: arrived, resolve } = Promise.withResolvers<undefined>();
  world.tapWebhooks({
    answered: () => {
      resolve(undefined);
      return undefined;
    },
  });
  await arrived;
  const endFlood = keepSending(world);
  const watched = watchQueue(world.directory, "deliveries");
  try {
    for (const end = Date.now() + PATIENCE; Date.now() < end;) {
      await sleep(1); // the App needs the processor more than we do
      if (watched.active() === 0) continue;
      world.app().freeze();
      await sleep(1); // it stops at the end of what it has asked of the kernel
      if (storedJobs(world.directory).active.includes("deliveries")) break;
      world.app().thaw();
    }
  } finally {
    watched.close();
    world.app().kill();
    await world.app().ended;
    await endFlood();
  }
};

/** Sends noise, some at once, until the returned function is called. */
function keepSending(world: KillableApp): () => Promise<unknown> {
  const end = new AbortController();
  const sender = async (): Promise<void> => {
    while (!end.signal.aborted) {
      // Whoever is frozen or dead does not answer.
      await world.sendNoise().catch(() => sleep(5));
    }
  };
  const senders = Promise.all(Array.from({ length: 10 }, sender));
  return () => {
    end.abort();
    return senders;
  };
}

/** The App is started and dies as it first writes to its store, where it takes up what it was at. */
export const asItTakesUp: Moment = async (world) => {
  const log = watch(world.directory);
  const death = dying(world, (die) => {
    log.on("change", (_, name) => {
      if (name === "jobs.sqlite-wal") die();
    });
  });
  world.start();
  await death;
  log.close();
};

/** The App is started and dies as it says that it listens. */
export const asItListens: Moment = async (world) => {
  const app = world.start();
  await app.listening;
  app.kill();
  await app.ended;
};

/** The App is started and dies as it first asks GitHub something. */
export const asItAsks: Moment = async (world) => {
  const death = beforeRequest(() => true, 1)(world);
  world.start();
  await death;
};

async function dying(world: KillableApp, arm: (die: () => void) => void): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  let dead = false;
  arm(() => {
    if (dead) return;
    dead = true;
    world.app().kill();
    world.app().ended.then(() => resolve(undefined), resolve);
  });
  await promise;
}

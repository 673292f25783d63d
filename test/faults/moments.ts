import { setTimeout as sleep } from "node:timers/promises";
import type { Moment } from "./killable-app.ts";
import type { Replica } from "./replica.ts";
import type { Passing } from "./tapped-line.ts";

/** Long enough for a slow machine. */
const PATIENCE = 45_000;

/** A replica dies when the nth request of a sort is about to be asked: it never gets there. */
export function beforeRequest(fits: (passing: Passing) => boolean, nth: number): Moment {
  return (world) =>
    dying((kill) => {
      const strikes = atNth(nth, kill);
      world.tapRequests((replica) => ({
        asked: (passing) => (fits(passing) && strikes(replica) ? "lost" : undefined),
      }));
    });
}

/** A replica dies when GitHub has done the nth request of a sort: the answer comes too late. */
export function afterRequest(fits: (passing: Passing) => boolean, nth: number): Moment {
  return (world) =>
    dying((kill) => {
      const strikes = atNth(nth, kill);
      world.tapRequests((replica) => ({
        answered: (passing) => (fits(passing) && strikes(replica) ? "lost" : undefined),
      }));
    });
}

/**
 * A replica dies as it writes to its store once it has heard that the nth request of a sort is done: it is
 * about to note that a job is.
 */
export function asItNotesTheEnd(fits: (passing: Passing) => boolean, nth: number): Moment {
  return async (world) => {
    const watches: (() => void)[] = [];
    await dying((kill) => {
      let left = nth;
      world.tapRequests((replica) => ({
        answered: (passing) => {
          if (fits(passing)) left -= 1;
          if (left !== 0) return undefined;
          left -= 1;
          setImmediate(() => watches.push(replica.onWrite(() => kill(replica))));
          return undefined;
        },
      }));
    });
    for (const end of watches) end();
  };
}

/** A replica dies as the nth webhook goes out to it. */
export function asWebhookArrives(nth: number): Moment {
  return (world) =>
    dying((kill) => {
      let left = nth;
      world.tapWebhooks((replica) => ({
        asked: () => {
          left -= 1;
          if (left === 0) setImmediate(() => kill(replica)); // the bytes are under way
          return undefined;
        },
      }));
    });
}

/** A replica dies when it has acknowledged the nth webhook, which GitHub still gets to hear. */
export function asWebhookIsAcknowledged(nth: number): Moment {
  return (world) =>
    dying((kill) => {
      let left = nth;
      world.tapWebhooks((replica) => ({
        answered: (_, status) => {
          if (status === 202) left -= 1;
          if (left === 0) kill(replica);
          return undefined;
        },
      }));
    });
}

/** What others were at when a replica stopped is over by then, in milliseconds: a delivery takes a few. */
const MOMENT = 20;

/**
 * A replica dies while it handles deliveries: it is stopped, looked at, and killed if it is still so. A
 * delivery is handled in a few milliseconds, so that once the first of the load is there further
 * webhooks keep it handling some. What counts is what the next process will find: the look from
 * outside may see a delivery whose end is already on its way to the disk.
 */
export const whileItHandlesDeliveries: Moment = async (world) => {
  const { promise: arrived, resolve } = Promise.withResolvers<Replica>();
  world.tapWebhooks((replica) => ({
    answered: () => {
      resolve(replica);
      return undefined;
    },
  }));
  const victim = await arrived;
  const endFlood = keepSending(victim);
  try {
    for (const end = Date.now() + PATIENCE; Date.now() < end;) {
      await sleep(1); // the App needs the processor more than we do
      if ((await world.store.running("deliveries")) === 0) continue;
      victim.app().freeze();
      await sleep(MOMENT);
      if ((await world.store.stored()).active.includes("deliveries")) break;
      victim.app().thaw();
    }
  } finally {
    victim.app().kill();
    await victim.app().ended;
    await endFlood();
  }
};

/** Sends noise, some at once, until the returned function is called. */
function keepSending(replica: Replica): () => Promise<unknown> {
  const end = new AbortController();
  const sender = async (): Promise<void> => {
    while (!end.signal.aborted) {
      // Whoever is frozen or dead does not answer.
      await replica.sendNoise().catch(() => sleep(5));
    }
  };
  const senders = Promise.all(Array.from({ length: 10 }, sender));
  return () => {
    end.abort();
    return senders;
  };
}

/** The replica that is dead is started and dies as it first writes to its store, where it takes up what it was at. */
export const asItTakesUp: Moment = async (world) => {
  const replica = world.fallen();
  const watches: (() => void)[] = [];
  const death = dying((kill) => {
    watches.push(replica.onWrite(() => kill(replica)));
  });
  replica.start();
  await death;
  for (const end of watches) end();
};

/** The replica that is dead is started and dies as it says that it listens. */
export const asItListens: Moment = async (world) => {
  const app = world.fallen().start();
  await app.listening;
  app.kill();
  await app.ended;
};

/** The replica that is dead is started and dies as it first asks GitHub something. */
export const asItAsks: Moment = async (world) => {
  const replica = world.fallen();
  const death = beforeRequest(() => true, 1)(world);
  replica.start();
  await death;
};

type Kill = (victim: Replica) => void;

/** Resolves when the first that is killed is dead; the others live on. */
async function dying(arm: (kill: Kill) => void): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  let dead = false;
  arm((victim) => {
    if (dead) return;
    dead = true;
    victim.app().kill();
    victim.app().ended.then(() => resolve(undefined), resolve);
  });
  await promise;
}

/** Whether a replica dies at what it does just now, the nth of all: whatever it does after that counts as well. */
function atNth(nth: number, kill: Kill): (replica: Replica) => boolean {
  let left = nth;
  let victim: Replica | undefined;
  return (replica) => {
    if (victim !== undefined) return victim === replica;
    left -= 1;
    if (left > 0) return false;
    victim = replica;
    kill(replica);
    return true;
  };
}

import { setTimeout as sleep } from "node:timers/promises";
import type { CutProxy } from "../support/cut-proxy.ts";
import type { KillableApp } from "./killable-app.ts";
import type { Load } from "./load.ts";
import type { Step } from "./steps.ts";

/** Something that goes wrong in a round of a load. */
export interface Disturbance {
  readonly name: string;
  /** Lets the round happen and it go wrong; in the end all is mended, and what GitHub could not deliver delivered. */
  readonly befall: (world: KillableApp, load: Load, round: number) => Promise<void>;
}

/** Disturbs each round of a load; they take turns. */
export async function disturb(
  world: KillableApp,
  load: Load,
  disturbances: readonly Disturbance[],
): Promise<void> {
  for (const round of load.rounds.keys()) {
    await load.ready();
    await disturbances[round % disturbances.length]?.befall(world, load, round);
  }
}

/** A replica is killed at a step of a webhook's way, and started again. */
export function killed({ name, at }: Step): Disturbance {
  return {
    name: `killed ${name}`,
    async befall(world, load, round) {
      const death = world.killedAt(at(round));
      await load.rounds[round]?.();
      await death;
      await world.startUp();
      await world.deliverLost();
    },
  };
}

/** After so many webhooks of a round the network is cut: some are at work by then, others are to come. */
const CUT_AFTER = 3;

/** Which lines are cut, how, and for how many milliseconds. */
export interface Cut {
  readonly name: string;
  readonly lines: readonly CutProxy[];
  readonly how: "refuse" | "silence";
  readonly lasts: number;
}

/** The network between replicas and their database is cut for a while. */
export function cut({ name, lines, how, lasts }: Cut): Disturbance {
  return {
    name,
    async befall(world, load, round) {
      const { promise: isCut, resolve } = Promise.withResolvers<undefined>();
      let left = CUT_AFTER;
      world.tapWebhooks(() => ({
        answered: (_, status) => {
          if (status === 202) left -= 1;
          if (left !== 0) return undefined;
          left -= 1;
          for (const line of lines) line[how]();
          resolve(undefined);
          return undefined;
        },
      }));
      await load.rounds[round]?.();
      await isCut;
      await sleep(lasts);
      for (const line of lines) line.mend();
      world.tapWebhooks(() => ({}));
      // The first that use connections of before the cut may fail.
      while ((await world.deliverLost()) > 0) await sleep(100);
    },
  };
}

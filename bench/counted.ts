import { setTimeout as sleep } from "node:timers/promises";
import { INSTALLATION, type World } from "../test/support/gated-world.ts";

/** What something costs, by the stand-in's ledger. */
export interface Count {
  readonly requests: number;
  readonly writes: number;
  /** By REST. */
  readonly reads: number;
  /** Of GraphQL's primary limit. */
  readonly points: number;
  readonly webhooks: number;
}

/** Counts what the App asks of GitHub from an act on, until all that it caused has ended. */
export async function counted(world: World, act: () => Promise<unknown>): Promise<Count> {
  await world.github.clearLedger();
  const before = (await world.github.deliveries({})).length;
  await act();
  await quiet(world);
  const entries = await world.github.ledger({ installation: INSTALLATION });
  return {
    requests: entries.length,
    reads: entries.filter(({ kind }) => kind === "rest-read").length,
    writes: entries.filter(({ kind }) => kind === "rest-write").length,
    points: entries.reduce((sum, { points }) => sum + (points ?? 0), 0),
    webhooks: (await world.github.deliveries({})).length - before,
  };
}

/** Waits until webhooks are delivered and what they caused has ended. */
export async function quiet({ github }: World): Promise<void> {
  for (let before = -1, now = 0; before !== now;) {
    before = now;
    await github.settled();
    await sleep(700);
    now = (await github.ledger({})).length;
  }
}

import type { KillableApp } from "./killable-app.ts";
import type { FinalCheck, Load } from "./load.ts";

/** What a load left behind once the App had nothing to do any more. */
export interface Aftermath {
  /** Queues of jobs that are left, one for each job. */
  readonly active: readonly string[];
  readonly dead: readonly string[];
  readonly waiting: readonly string[];
  /** Deliveries that were acknowledged and never handled to their end. */
  readonly lost: readonly string[];
  /** Deliveries that were never acknowledged. */
  readonly refused: readonly string[];
  readonly postedTwice: readonly string[];
  readonly checks: readonly FinalCheck[];
}

/** Waits for the App to come to rest, and looks at what there is. */
export async function aftermath(world: KillableApp, load: Load): Promise<Aftermath> {
  await world.quiet();
  const { active, dead, waiting, isDone } = await world.store.stored();
  const { acknowledged, refused } = await world.deliveries();
  return {
    active,
    dead,
    waiting,
    lost: acknowledged.filter((guid) => !isDone(guid)),
    refused,
    postedTwice: await load.postedTwice(),
    checks: await load.finalChecks(),
  };
}

/** No job is left, no acknowledged delivery is lost, and it looks as if nothing had been. */
export function asUndisturbed(checks: readonly FinalCheck[]): Aftermath {
  const none = { active: [], dead: [], waiting: [], lost: [], refused: [], postedTwice: [] };
  return { ...none, checks };
}

import { type KillableApp, startKillableApp } from "./killable-app.ts";
import { createLoad, type FinalCheck } from "./load.ts";
import type { StoreWitness } from "./store-witness.ts";

/** Starts an App over a store, and looks at what comes of a load that nothing disturbs. */
export async function startUndisturbed(
  store: StoreWitness,
  count = 1,
): Promise<{ readonly world: KillableApp; readonly undisturbed: readonly FinalCheck[] }> {
  const world = await startKillableApp({ store, count });
  const load = await createLoad("undisturbed", world.github);
  for (const happen of load.rounds) await happen();
  await world.quiet();
  return { world, undisturbed: await load.finalChecks() };
}

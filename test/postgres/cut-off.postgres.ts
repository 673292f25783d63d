import { expect, jest, test } from "@jest/globals";
import { aftermath, asUndisturbed } from "../faults/aftermath.ts";
import { cut, disturb } from "../faults/disturbances.ts";
import { createLoad } from "../faults/load.ts";
import { postgresWitness } from "../faults/postgres-witness.ts";
import { startUndisturbed } from "../faults/undisturbed.ts";
import { APP_ID } from "../support/gated-world.ts";
import { createDatabase } from "./own-database.ts";

jest.setTimeout(240_000);

test("replicas refuse what they cannot store while the database is cut off, and do what they acknowledged once it is back", async () => {
  const database = await createDatabase();
  const store = await postgresWitness(database.url);
  const { world, undisturbed } = await startUndisturbed(store, 2);
  try {
    const load = await createLoad("cut", world.github);
    const { lines } = store;
    await disturb(world, load, [
      // Longer than a lease: another one takes over what the first runs.
      cut({ name: "one", lines: lines.slice(0, 1), how: "silence", lasts: 14_000 }),
      cut({ name: "all", lines, how: "silence", lasts: 6_000 }),
      cut({ name: "all", lines, how: "refuse", lasts: 3_000 }),
    ]);
    expect(await aftermath(world, load)).toEqual(asUndisturbed(undisturbed));
    const all = await world.github.deliveries({ app: APP_ID });
    // Some are known already, as deliveries are sent again.
    expect(all.filter(({ statusCode }) => ![200, 202, 503].includes(statusCode))).toEqual([]);
    expect(all.filter(({ statusCode }) => statusCode === 503)).not.toEqual([]);
  } finally {
    await world.close();
  }
  await database.drop();
});

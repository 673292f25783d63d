import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { aftermath, asUndisturbed } from "../faults/aftermath.ts";
import { disturb, killed } from "../faults/disturbances.ts";
import { createLoad } from "../faults/load.ts";
import { postgresWitness } from "../faults/postgres-witness.ts";
import { STEPS } from "../faults/steps.ts";
import { startUndisturbed } from "../faults/undisturbed.ts";
import { createDatabase } from "./own-database.ts";

jest.setTimeout(240_000);

let database: Awaited<ReturnType<typeof createDatabase>>;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

describe("replicas of the App of which one after the other is killed come to the verdicts of those that are not", () => {
  const ofTwo = ["as a webhook is acknowledged", "while a verdict is being read", "after a check run was created"]; // prettier-ignore
  const ofThree = ["while a delivery is handled", "after a check run was updated", "before a verdict is noted as done"]; // prettier-ignore
  test.each([
    [2, ofTwo],
    [3, ofThree],
  ])("%i replicas", async (count, names) => {
    const deaths = STEPS.filter(({ name }) => names.includes(name)).map((step) => killed(step));
    expect(deaths.length).toBe(3);
    const { world, undisturbed } = await startUndisturbed(
      await postgresWitness(database.url),
      count,
    );
    try {
      const load = await createLoad("killed", world.github);
      await disturb(world, load, deaths);
      expect(await aftermath(world, load)).toEqual(asUndisturbed(undisturbed));
    } finally {
      await world.close();
    }
  });
});

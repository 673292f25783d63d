import { afterAll, jest } from "@jest/globals";
import { describeKills } from "../faults/kill-contract.ts";
import { postgresWitness } from "../faults/postgres-witness.ts";
import { createDatabase } from "./own-database.ts";

jest.setTimeout(240_000);

let database: Awaited<ReturnType<typeof createDatabase>>;
describeKills(async () => {
  database = await createDatabase();
  return postgresWitness(database.url);
});
afterAll(() => database.drop());

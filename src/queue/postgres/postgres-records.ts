import { createHash } from "node:crypto";

import type { Pool } from "pg";

import { messageOf } from "../../core/errors.ts";
import { type Fact, known, unavailable } from "../../core/model/fact.ts";
import type { RecordListing, RecordStore } from "../../ports/record-store.ts";
import { migrate } from "./migrate.ts";
import { inTransaction } from "./transaction.ts";

export interface PostgresRecordsOptions {
  /** Closed by whoever opened it. */
  readonly pool: Pool;
  /** The schema in which everything stands; it exists. */
  readonly schema: string;
}

/** Records of repositories that the App may not write to, in the database that replicas share. */
export async function openPostgresRecords({
  pool,
  schema,
}: PostgresRecordsOptions): Promise<(repository: number) => RecordStore> {
  await migrate(pool, { schema, part: "records", steps: recordSteps(schema) });
  const table = `${schema}.mltrl_record`;
  return (repository) => ({
    list: () =>
      attempt(async (): Promise<RecordListing> => {
        const { rows } = await pool.query<{ readonly name: string; readonly id: string }>(
          `SELECT name, id FROM ${table} WHERE repository = $1 ORDER BY name`,
          [repository],
        );
        return { tip: rows.at(-1)?.name, records: rows };
      }),
    text: ({ name }) =>
      attempt(async () => {
        const { rows } = await pool.query<{ readonly bytes: Buffer }>(
          `SELECT bytes FROM ${table} WHERE repository = $1 AND name = $2`,
          [repository, name],
        );
        const [found] = rows;
        if (found === undefined) throw new Error(`there is none of the name ${name}`);
        return found.bytes.toString("utf8");
      }),
    append: ({ name, text }, after) =>
      attempt(() =>
        inTransaction(pool, async (client) => {
          // One after the other: nobody appends between looking and writing.
          await client.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [
            `${schema} records ${repository}`,
          ]);
          const { rows } = await client.query<{ readonly tip: string | null }>(
            `SELECT max(name) AS tip FROM ${table} WHERE repository = $1`,
            [repository],
          );
          if ((rows[0]?.tip ?? undefined) !== after) return "moved";
          const bytes = Buffer.from(text, "utf8");
          const id = createHash("sha256").update(bytes).digest("hex");
          await client.query(`INSERT INTO ${table} VALUES ($1, $2, $3, $4)`, [
            repository,
            name,
            id,
            bytes,
          ]);
          return "appended";
        }),
      ),
  });
}

async function attempt<T>(work: () => Promise<T>): Promise<Fact<T>> {
  try {
    return known(await work());
  } catch (error) {
    const detail = messageOf(error);
    return unavailable("upstream", `the records in the database: ${detail}`);
  }
}

/** Steps from each version to the next; what was released is never changed. */
const recordSteps = (name: string): readonly string[] => [
  `
  CREATE TABLE ${name}.mltrl_record (
    repository bigint NOT NULL,
    name text COLLATE "C" NOT NULL,
    id text NOT NULL,
    bytes bytea NOT NULL,
    PRIMARY KEY (repository, name)
  );
`,
];

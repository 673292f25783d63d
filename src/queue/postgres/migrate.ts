import type { Pool } from "pg";

import { inTransaction } from "./transaction.ts";

/** Steps to a part of the schema, of which each version adds some. */
export interface SchemaPart {
  /** The schema that all parts stand in; it exists. */
  readonly schema: string;
  readonly part: string;
  readonly steps: readonly string[];
}

/**
 * Brings a part of the schema up to what this version knows: all steps at once or none. Replicas that
 * start together wait for each other. Never goes back: a newer schema is refused.
 */
export async function migrate(pool: Pool, { schema, part, steps }: SchemaPart): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [
      `mltrl-gate schema ${schema}`,
    ]);
    await client.query(
      `CREATE TABLE IF NOT EXISTS ${schema}.mltrl_version (
         part text PRIMARY KEY, version integer NOT NULL)`,
    );
    const { rows } = await client.query<{ readonly version: number }>(
      `SELECT version FROM ${schema}.mltrl_version WHERE part = $1`,
      [part],
    );
    const found = rows[0]?.version ?? 0;
    refuseNewer({ schema, part, found, known: steps.length });
    for (const step of steps.slice(found)) await client.query(step);
    await client.query(
      `INSERT INTO ${schema}.mltrl_version VALUES ($1, $2)
       ON CONFLICT (part) DO UPDATE SET version = excluded.version`,
      [part, steps.length],
    );
  });
}

/** What a newer version has written an older one would misread. */
export function refuseNewer({
  schema,
  part,
  found,
  known,
}: Pick<SchemaPart, "schema" | "part"> & { readonly found: number; readonly known: number }): void {
  if (found > known)
    throw new Error(
      `The schema ${schema} of the database has version ${found} of its ${part}; ` +
        `this version of mltrl-gate reads up to ${known}. Start the newer version again.`,
    );
}

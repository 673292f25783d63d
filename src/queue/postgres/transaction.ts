import type { Pool, PoolClient } from "pg";

/**
 * Runs `steps` in one transaction. A connection on which something went wrong is not used again: an
 * answer that comes late would be taken for that of the next question.
 */
export async function inTransaction<Result>(
  pool: Pool,
  steps: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  client.on("error", ignore);
  let failure: unknown;
  try {
    await client.query("BEGIN");
    const result = await steps(client);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    failure = error;
    throw error;
  } finally {
    client.off("error", ignore);
    client.release(failure !== undefined);
  }
}

/** A connection that breaks between two questions fails the next one; nobody else need hear of it. */
function ignore(): void {}

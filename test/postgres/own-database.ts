import { Client } from "pg";

import { databaseUrl, freshSchema } from "./schema.ts";

/** A database of a test's own, since the App's schema has one name. */
export async function createDatabase(): Promise<{
  readonly url: string;
  readonly drop: () => Promise<void>;
}> {
  const name = freshSchema();
  await administer(`CREATE DATABASE ${name}`);
  const own = new URL(databaseUrl());
  own.pathname = `/${name}`;
  return { url: own.href, drop: () => administer(`DROP DATABASE ${name}`) };
}

async function administer(statement: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl() });
  await client.connect();
  await client.query(statement);
  await client.end();
}

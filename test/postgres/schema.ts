import { randomUUID } from "node:crypto";

/** The server that `npm run test:postgres` has started. */
export function databaseUrl(): string {
  const url = process.env["DATABASE_URL"];
  if (url === undefined) throw new Error("DATABASE_URL is not set: run npm run test:postgres");
  return url;
}

/** The name of a schema that no other test has, though test files share a process. */
export function freshSchema(): string {
  return `test_${randomUUID().replaceAll("-", "")}`;
}

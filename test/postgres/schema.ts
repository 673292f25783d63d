/** The server that `npm run test:postgres` has started. */
export function databaseUrl(): string {
  const url = process.env["DATABASE_URL"];
  if (url === undefined) throw new Error("DATABASE_URL is not set: run npm run test:postgres");
  return url;
}

let count = 0;
/** The name of a schema that no other test has. */
export function freshSchema(): string {
  count += 1;
  return `test_${process.pid}_${count}`;
}

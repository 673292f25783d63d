import type { CacheStore } from "../../ports/cache-store.ts";
import type { Clock } from "../../ports/clock.ts";
import { everySoMany, SLACK } from "../every-so-many.ts";
import { openDatabase } from "./open-database.ts";

/** A cache in a file of its own, of which a loss of power may take the latest. */
export function openSqliteCacheStore(
  file: string,
  mostBytes: number,
  clock: Clock,
): CacheStore & { readonly close: () => void } {
  const database = openDatabase(file, steps);
  database.exec("PRAGMA synchronous = OFF");
  const latest = database.prepare(
    `SELECT seq, key, bytes, until FROM (
       SELECT seq, key, bytes, until, sum(length(bytes)) OVER (ORDER BY seq DESC) AS total
       FROM entry WHERE "group" = ?1 AND seq > ?2 AND (until IS NULL OR until > ?3))
     WHERE total <= ?4 ORDER BY seq`,
  );
  const use = database.prepare('UPDATE used SET at = ? WHERE "group" = ?');
  const dropOver = database.prepare(
    'DELETE FROM entry WHERE "group" = ? AND until <= ? RETURNING length(bytes) AS size',
  );
  const put = database.prepare(
    'INSERT INTO entry ("group", key, bytes, until) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const grow = database.prepare(
    "INSERT INTO used VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET at = ?2, size = size + ?3",
  );
  const dropLeastUsed = database.prepare(
    `DELETE FROM used WHERE "group" IN (
       SELECT "group" FROM (SELECT "group", sum(size) OVER (ORDER BY at DESC, "group") AS total FROM used)
       WHERE total > ?) RETURNING "group"`,
  );
  const drop = database.prepare('DELETE FROM entry WHERE "group" = ?');
  const isTimeToEvict = everySoMany(mostBytes * SLACK);
  const evict = (): void => {
    for (const { group } of dropLeastUsed.all(mostBytes)) drop.run(String(group));
  };
  return {
    read: (group, after, most) =>
      attempt(() => {
        const now = clock.now();
        const rows = latest.all(group, after, now, most);
        if (rows.length > 0) use.run(now, group);
        return {
          entries: rows.map(({ key, bytes, until }) => ({
            key: String(key),
            bytes: bytes as Uint8Array,
            ...(until !== null && { lasts: Number(until) - now }),
          })),
          mark: Number(rows.at(-1)?.["seq"] ?? after),
        };
      }),
    keep: (group, entries) =>
      attempt(() => {
        database.exec("BEGIN IMMEDIATE");
        try {
          const now = clock.now();
          let grown = 0;
          for (const { size } of dropOver.all(group, now)) grown -= Number(size);
          for (const { key, bytes, lasts } of entries) {
            const until = lasts === undefined ? null : now + lasts;
            if (put.run(group, key, bytes, until).changes > 0) grown += bytes.length;
          }
          grow.run(group, now, grown);
          if (isTimeToEvict(grown)) evict();
          database.exec("COMMIT");
        } catch (error) {
          database.exec("ROLLBACK");
          throw error;
        }
      }),
    close: () => database.close(),
  };
}

/** What SQLite throws at once is what a promise of ours was rejected with. */
function attempt<Result>(work: () => Result): Promise<Result> {
  return new Promise((resolve) => resolve(work()));
}

/** Steps from each version to the next; what was released is never changed. */
const steps: readonly string[] = [
  `
  CREATE TABLE entry (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    "group" TEXT NOT NULL,
    key TEXT NOT NULL,
    bytes BLOB NOT NULL,
    UNIQUE ("group", key)
  ) STRICT;
  CREATE INDEX entry_group ON entry ("group", seq);
  CREATE TABLE used ("group" TEXT PRIMARY KEY, at REAL NOT NULL, size INTEGER NOT NULL) STRICT;
`,
  `
  ALTER TABLE entry ADD COLUMN until REAL;
  CREATE INDEX entry_until ON entry ("group", until) WHERE until IS NOT NULL;
`,
];

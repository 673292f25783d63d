import type { CacheStore } from "../ports/cache-store.ts";
import type { Clock } from "../ports/clock.ts";
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
    `SELECT seq, key, bytes FROM (
       SELECT seq, key, bytes, sum(length(bytes)) OVER (ORDER BY seq DESC) AS total
       FROM entry WHERE "group" = ? AND seq > ?)
     WHERE total <= ? ORDER BY seq`,
  );
  const use = database.prepare('UPDATE used SET at = ? WHERE "group" = ?');
  const put = database.prepare(
    'INSERT INTO entry ("group", key, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const grow = database.prepare(
    "INSERT INTO used VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET at = ?2, size = size + ?3",
  );
  const total = database.prepare("SELECT sum(size) AS size FROM used");
  const oldest = database.prepare('SELECT "group" FROM used ORDER BY at LIMIT 1');
  const dropUsed = database.prepare('DELETE FROM used WHERE "group" = ?');
  const drop = database.prepare('DELETE FROM entry WHERE "group" = ?');
  const evict = (): void => {
    while (Number(total.get()?.["size"] ?? 0) > mostBytes) {
      const group = String(oldest.get()?.["group"]);
      dropUsed.run(group);
      drop.run(group);
    }
  };
  return {
    read: (group, after, most) =>
      attempt(() => {
        const rows = latest.all(group, after, most);
        if (rows.length > 0) use.run(clock.now(), group);
        return {
          entries: rows.map(({ key, bytes }) => ({
            key: String(key),
            bytes: bytes as Uint8Array,
          })),
          mark: Number(rows.at(-1)?.["seq"] ?? after),
        };
      }),
    keep: (group, entries) =>
      attempt(() => {
        database.exec("BEGIN IMMEDIATE");
        try {
          let size = 0;
          for (const { key, bytes } of entries) {
            if (put.run(group, key, bytes).changes > 0) size += bytes.length;
          }
          grow.run(group, clock.now(), size);
          evict();
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
];

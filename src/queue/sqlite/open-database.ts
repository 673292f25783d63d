import { DatabaseSync } from "node:sqlite";

/**
 * Opens a database of ours, making it where there is none and bringing an older one up.
 *
 * @param steps what leads from each version to the next
 */
export function openDatabase(file: string, steps: readonly string[]): DatabaseSync {
  try {
    return opened(file, steps);
  } catch (cause) {
    if ((cause as { readonly code?: string }).code !== "ERR_SQLITE_ERROR") throw cause;
    // SQLite names no file.
    const { message, errcode = 0 } = cause as Error & { readonly errcode?: number };
    if (!DAMAGED.has(errcode)) {
      throw Object.assign(new Error(`${file}: ${message}`, { cause }), {
        code: "ERR_SQLITE_ERROR",
      });
    }
    throw new Error(
      `${file}: ${message}. Put a copy of it back, or move it away to begin with an empty one.`,
      { cause },
    );
  }
}

/** SQLite's own numbers of "malformed" and "not a database". */
const DAMAGED = new Set([11, 26]);

function opened(file: string, steps: readonly string[]): DatabaseSync {
  const database = new DatabaseSync(file);
  try {
    // FULL: a commit is on the disk when it returns. The size limit gives back what a burst took.
    database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA foreign_keys = ON;
      PRAGMA journal_size_limit = 67108864;
    `);
    migrate(database, file, steps);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** All steps at once or none: a process that ends between two of them has changed nothing. */
function migrate(database: DatabaseSync, file: string, all: readonly string[]): void {
  const found = Number(database.prepare("PRAGMA user_version").get()?.["user_version"]);
  const known = all.length;
  if (found > known)
    throw new Error(
      `${file} has schema version ${found}; this version of mltrl-gate reads up to ${known}. ` +
        "Start the newer version again, or move the file away to begin with an empty one.",
    );
  if (found === known) return;
  const steps = all.slice(found).join("");
  database.exec(`BEGIN IMMEDIATE; ${steps} PRAGMA user_version = ${known}; COMMIT;`);
}

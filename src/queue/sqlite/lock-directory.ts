import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** SQLite's number of "somebody else holds it". */
const BUSY = 5;

/**
 * Makes this process the one owner of a directory until `release` is called or the process ends,
 * however it ends: the operating system drops the lock.
 */
export function lockDirectory(directory: string): { readonly release: () => void } {
  const database = new DatabaseSync(join(directory, "lock.sqlite"), { timeout: 0 });
  try {
    database.exec("BEGIN EXCLUSIVE");
  } catch (cause) {
    database.close();
    if ((cause as { readonly errcode?: number }).errcode !== BUSY) throw cause;
    throw new Error(
      `${directory} is in use by another process of mltrl-gate. ` +
        "One process at a time may own it: stop the other one, or give this one a directory of its own.",
      { cause },
    );
  }
  return { release: () => database.close() };
}

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { CacheStore } from "../../ports/cache-store.ts";
import type { JobStore, Queue } from "../../ports/job-store.ts";
import type { NoteStore } from "../../ports/note-store.ts";
import type { RecordStore } from "../../ports/record-store.ts";
import { openSqliteCacheStore } from "../../queue/sqlite-cache-store.ts";
import { openSqliteNoteStore } from "../../queue/sqlite-note-store.ts";
import { openSqliteJobStore } from "../../queue/sqlite-job-store.ts";
import { systemClock } from "../../queue/system-clock.ts";
import { folderRecords } from "../../records/folder-records.ts";

export interface StoresOptions {
  /** Where the stores of a single process lie. */
  readonly dataDirectory: string;
  /** Of the PostgreSQL database that replicas share; without it everything lies in the directory. */
  readonly databaseUrl?: string | undefined;
  /** Every queue that will be used. */
  readonly queues: readonly Queue<unknown>[];
  /** Told of failures that no caller is waiting for. */
  readonly report: (error: unknown) => void;
}

/** What outlives the process. */
export interface Stores {
  readonly jobs: JobStore;
  readonly notes: NoteStore;
  readonly cache: CacheStore;
  /** Records of merges to a repository that does not take them, by its number. */
  readonly recordsOf: (repository: number) => RecordStore;
  /** Lets the workers end what they do, for so many milliseconds, then lets go of everything. */
  close(within?: number): Promise<void>;
}

/** What GitHub would have to be asked for again takes no more than so many bytes. */
const CACHE_AT_MOST = 512 * 1024 * 1024;

/** The schema of the database in which everything of ours stands. */
const SCHEMA = "mltrl";

/** Opens what outlives the process, in the database or in the directory. */
export async function openStores(options: StoresOptions): Promise<Stores> {
  const { dataDirectory, databaseUrl } = options;
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 }); // payloads of private repositories
  return databaseUrl === undefined ? openFiles(options) : openDatabase(databaseUrl, options);
}

/** Files that this process alone owns. */
async function openFiles({ dataDirectory, queues, report }: StoresOptions): Promise<Stores> {
  const jobs = openSqliteJobStore({
    directory: dataDirectory,
    queues,
    clock: systemClock,
    random: Math.random,
    report,
  });
  try {
    const notes = openSqliteNoteStore(join(dataDirectory, "notes.sqlite"), systemClock);
    const file = join(dataDirectory, "cache.sqlite");
    const cache = openSqliteCacheStore(file, CACHE_AT_MOST, systemClock);
    return {
      jobs,
      notes,
      cache,
      recordsOf: (repository) => folderRecords(join(dataDirectory, "records", String(repository))),
      close: async (within) => {
        await jobs.close(within);
        notes.close();
        cache.close();
      },
    };
  } catch (error) {
    await jobs.close();
    throw error;
  }
}

/** A database that any number of replicas share. */
async function openDatabase(url: string, { queues, report }: StoresOptions): Promise<Stores> {
  // They take a while to be read, which who keeps files need not wait for.
  const [
    { openPool },
    { openPostgresJobStore },
    { openPostgresNoteStore },
    { openPostgresRecords },
    { openPostgresCacheStore },
  ] = await Promise.all([
    import("../../queue/postgres/open-pool.ts"),
    import("../../queue/postgres/postgres-job-store.ts"),
    import("../../queue/postgres/postgres-note-store.ts"),
    import("../../queue/postgres/postgres-records.ts"),
    import("../../queue/postgres/postgres-cache-store.ts"),
  ]);
  const pool = openPool({ url, report });
  try {
    const jobs = await openPostgresJobStore({
      pool,
      schema: SCHEMA,
      queues,
      clock: systemClock,
      random: Math.random,
      report,
    });
    const notes = await openPostgresNoteStore({ pool, schema: SCHEMA, clock: systemClock });
    const recordsOf = await openPostgresRecords({ pool, schema: SCHEMA });
    return {
      jobs,
      notes,
      cache: await openPostgresCacheStore({ pool, schema: SCHEMA, mostBytes: CACHE_AT_MOST }),
      recordsOf,
      close: async (within) => {
        await jobs.close(within);
        await pool.end();
      },
    };
  } catch (cause) {
    await pool.end();
    const why = Error.isError(cause) ? cause.message : String(cause);
    throw new Error(`The database that DATABASE_URL names cannot be used: ${why}`, { cause });
  }
}

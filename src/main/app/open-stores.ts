import { join } from "node:path";
import type { CacheStore } from "../../ports/cache-store.ts";
import type { JobStore, Queue } from "../../ports/job-store.ts";
import type { NoteStore } from "../../ports/note-store.ts";
import type { RecordStore } from "../../ports/record-store.ts";
import { openSqliteCacheStore } from "../../queue/sqlite/sqlite-cache-store.ts";
import { openSqliteNoteStore } from "../../queue/sqlite/sqlite-note-store.ts";
import { openSqliteJobStore } from "../../queue/sqlite/sqlite-job-store.ts";
import { systemClock } from "../../queue/system-clock.ts";
import { folderRecords } from "../../records/folder-records.ts";
import { inDataDirectory, makeDataDirectory } from "./data-directory.ts";
import { orNotStarted } from "./not-started.ts";

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
  await makeDataDirectory(dataDirectory);
  return databaseUrl === undefined
    ? inDataDirectory(dataDirectory, () => openFiles(options))
    : orNotStarted(() => openDatabase(databaseUrl, options), unusableDatabase);
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
  } catch (error) {
    await pool.end();
    throw error;
  }
}

const AT_ITS_PLACE = "see that PostgreSQL runs at its host and port, and can be reached from here";
const WHO_MAY =
  "see that user and password are right; what is special in them is written with a percent sign, as `%40` for `@`";

/** What helps, by the codes of Node and PostgreSQL. */
const MENDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: AT_ITS_PLACE,
  ENOTFOUND: AT_ITS_PLACE,
  ETIMEDOUT: AT_ITS_PLACE,
  "28000": WHO_MAY,
  "28P01": WHO_MAY,
  "3D000": "make that database, or name another",
  "42501": `the user has to be able to make the schema ${SCHEMA}: GRANT CREATE ON DATABASE`,
};

function unusableDatabase(why: string, code = ""): string {
  const mend = MENDS[code];
  const said = `The database that DATABASE_URL names cannot be used: ${why}`;
  return mend === undefined ? said : `${said}. Mend it: ${mend}`;
}

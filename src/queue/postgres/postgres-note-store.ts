import type { Pool } from "pg";

import type { Clock } from "../../ports/clock.ts";
import type { Notes, NoteStore } from "../../ports/note-store.ts";
import { migrate } from "./migrate.ts";

export interface PostgresNotesOptions {
  /** Closed by whoever opened it. */
  readonly pool: Pool;
  /** The schema in which everything stands; it exists. */
  readonly schema: string;
  readonly clock: Clock;
}

interface Row {
  readonly turn: number;
  readonly names: readonly string[];
  readonly values: readonly string[];
}

/** Notes in the database that replicas share. */
export async function openPostgresNoteStore({
  pool,
  schema,
  clock,
}: PostgresNotesOptions): Promise<NoteStore> {
  await migrate(pool, { schema, part: "notes", steps: noteSteps(schema) });
  /** PostgreSQL takes no NUL and no half of a character; as JSON every name is a text without them. */
  const key = JSON.stringify;
  const write = async (subject: string, notes: Notes): Promise<void> => {
    // Always in the same order: two that write the same names must not wait for each other.
    const entries = Object.entries(notes).toSorted(([a], [b]) => (a < b ? -1 : 1));
    const put = entries.flatMap(([name, note]) => (note === undefined ? [] : [{ name, ...note }]));
    const off = entries.flatMap(([name, note]) => (note === undefined ? [key(name)] : []));
    await pool.query(
      `WITH gone AS (
         DELETE FROM ${schema}.mltrl_note WHERE subject = $1 AND name = ANY ($2::text[]))
       INSERT INTO ${schema}.mltrl_note
         SELECT $1, * FROM unnest($3::text[], $4::text[], $5::float8[])
         ON CONFLICT (subject, name) DO UPDATE SET value = excluded.value, until = excluded.until`,
      [
        key(subject),
        off,
        put.map(({ name }) => key(name)),
        put.map(({ value }) => JSON.stringify(value)),
        put.map(({ until = null }) => until),
      ],
    );
  };
  return {
    async read(subjects) {
      const { rows } = await pool.query<Row>(
        `SELECT coalesce(t.turn, 0)::float8 AS turn,
           coalesce(n.names, '{}') AS names, coalesce(n.values, '{}') AS values
         FROM unnest($1::text[]) WITH ORDINALITY AS s (subject, place)
           LEFT JOIN ${schema}.mltrl_turn t ON t.subject = s.subject
           CROSS JOIN LATERAL (
             SELECT array_agg(name) AS names, array_agg(value) AS values FROM ${schema}.mltrl_note
             WHERE subject = s.subject AND (until IS NULL OR until > $2)) AS n
         ORDER BY s.place`,
        [subjects.map((subject) => key(subject)), clock.now()],
      );
      return rows.map(({ turn, names, values }) => ({
        turn,
        notes: new Map(
          names.map((name, i) => [
            JSON.parse(name) as string,
            JSON.parse(values[i] ?? "null") as unknown,
          ]),
        ),
      }));
    },
    write,
    // Waiting for the disk stops nobody else here, and writes of many replicas share it.
    jot: write,
    async turn(subject) {
      await pool.query(
        `INSERT INTO ${schema}.mltrl_turn AS t VALUES ($1, 1)
         ON CONFLICT (subject) DO UPDATE SET turn = t.turn + 1`,
        [key(subject)],
      );
    },
    async tidy() {
      await pool.query(`DELETE FROM ${schema}.mltrl_note WHERE until <= $1`, [clock.now()]);
    },
  };
}

/** Steps from each version to the next; what was released is never changed. */
const noteSteps = (name: string): readonly string[] => [
  `
  CREATE TABLE ${name}.mltrl_note (
    subject text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    value text NOT NULL,
    until float8,
    PRIMARY KEY (subject, name)
  );
  CREATE INDEX mltrl_note_until ON ${name}.mltrl_note (until) WHERE until IS NOT NULL;
  CREATE TABLE ${name}.mltrl_turn (subject text COLLATE "C" PRIMARY KEY, turn bigint NOT NULL);
`,
];

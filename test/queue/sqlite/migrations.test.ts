import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";

import { openDatabase } from "../../../src/queue/sqlite/open-database.ts";
import { migrations } from "../../../src/queue/sqlite/schema.ts";
import { openSqliteJobStore } from "../../../src/queue/sqlite/sqlite-job-store.ts";
import { deliveries, gates, random } from "../../ports/job-store-contract.ts";
import { createManualClock } from "../manual-clock.ts";
import { releasedSchemas } from "./released-schemas.ts";

let directory: string;
let file: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "mltrl-queue-"));
  file = join(directory, "jobs.sqlite");
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

/** A file as the released version left it: a delivery and a gate wait, one delivery is done, one is dead. */
function leaveFile(schema: string, version: number): void {
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA journal_mode = WAL; ${schema} PRAGMA user_version = ${version};`);
  database.exec(`
    INSERT INTO job (seq, queue, id, key, "group", state, tries, runs, wanted, held, due, lease, error, ended)
    VALUES (4, 'delivery', 'waits', NULL, '7', 'waiting', 0, 0, 5, 0, 5, 0, NULL, NULL),
           (5, 'gate', NULL, 'o/r#1', '', 'active', 1, 1, 5, 0, 5, 99, NULL, NULL),
           (6, 'delivery', 'dead', NULL, '', 'dead', 3, 3, 5, 0, 5, 0, 'no', 9);
    INSERT INTO payload VALUES (4, '"a"'), (5, '{"head":"1"}'), (6, '"c"');
    INSERT INTO done VALUES ('delivery', 'done', 8);
  `);
  database.close();
}

/** What the file's tables and indexes consist of, without the way in which it was written down. */
function shape(database: DatabaseSync): unknown {
  const columns = database.prepare(
    `SELECT t.name AS owner, c.name, c.type, c."notnull", c.dflt_value, c.pk
     FROM pragma_table_list AS t, pragma_table_xinfo(t.name) AS c
     WHERE t.schema = 'main' ORDER BY t.name, c.name`,
  );
  const indexes = database.prepare(
    `SELECT i.name AS owner, c.seqno, c.name, c.desc, c.key
     FROM pragma_table_list AS t, pragma_index_list(t.name) AS i, pragma_index_xinfo(i.name) AS c
     WHERE t.schema = 'main' ORDER BY i.name, c.seqno`,
  );
  return { columns: columns.all(), indexes: indexes.all() };
}

describe("the job store's file of an earlier version", () => {
  test("is known for each version that was released", () => {
    expect(releasedSchemas.length).toBe(migrations.length - 1);
  });

  test.each(releasedSchemas.map((schema, index) => [index + 1, schema] as const))(
    "%i is brought up with all that it holds",
    async (version, schema) => {
      leaveFile(schema, version);
      const store = openSqliteJobStore({
        directory,
        queues: [deliveries, gates],
        clock: createManualClock(),
        random: () => random,
        report: () => undefined,
      });
      expect(await store.counts()).toMatchObject([
        { queue: "delivery", due: 1, dead: 1 },
        { queue: "gate", due: 1, active: 0 },
      ]);
      expect(await store.dead(deliveries)).toMatchObject([{ id: "dead", error: "no", tries: 3 }]);
      expect(await store.add(deliveries, { id: "done", data: "x" })).toBe("duplicate");
      expect(await store.add(deliveries, { id: "waits", data: "x" })).toBe("duplicate");
      expect(await store.add(deliveries, { id: "new", data: "x", priority: 3 })).toBe("added");
      await store.close();
    },
  );

  test.each(releasedSchemas.map((schema, index) => [index + 1, schema] as const))(
    "%i has afterwards the schema of a new one",
    (version, schema) => {
      leaveFile(schema, version);
      const [old, fresh] = [openDatabase(file, migrations), openDatabase(":memory:", migrations)];
      expect(shape(old)).toEqual(shape(fresh));
      expect(old.prepare("PRAGMA user_version").get()).toEqual({
        user_version: migrations.length,
      });
      old.close();
      fresh.close();
    },
  );

  test("is left as it was where a step fails", () => {
    leaveFile(releasedSchemas[0], 1);
    const database = new DatabaseSync(file);
    database.exec("DROP INDEX job_ready"); // the step wants to drop it
    database.close();
    expect(() => openDatabase(file, migrations)).toThrow("no such index");
    const after = new DatabaseSync(file);
    expect(after.prepare("PRAGMA user_version").get()).toEqual({ user_version: 1 });
    expect(after.prepare("SELECT * FROM job LIMIT 1").get()).not.toHaveProperty("priority");
    after.close();
  });
});

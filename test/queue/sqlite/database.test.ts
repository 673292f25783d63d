import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";

import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";

import { createGroupCommit } from "../../../src/queue/sqlite/group-commit.ts";
import { createInspection } from "../../../src/queue/sqlite/inspection.ts";
import { createJobTable } from "../../../src/queue/sqlite/job-table.ts";
import { openDatabase } from "../../../src/queue/sqlite/open-database.ts";
import { migrations } from "../../../src/queue/sqlite/schema.ts";
import { createTaker } from "../../../src/queue/sqlite/take-jobs.ts";
import { createTransitions } from "../../../src/queue/sqlite/transitions.ts";
import { createManualClock } from "../manual-clock.ts";

let directory: string;
let database: DatabaseSync;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "mltrl-queue-"));
  database = openDatabase(join(directory, "jobs.sqlite"), migrations);
});
afterEach(() => {
  if (database.isOpen) database.close();
  rmSync(directory, { recursive: true });
});

const insert = (id: string) => () =>
  database.prepare("INSERT INTO done VALUES ('q', ?, 0)").run(id).changes;
const ids = () =>
  database
    .prepare("SELECT id FROM done ORDER BY id")
    .all()
    .map((row) => row["id"]);

describe("the database", () => {
  test("waits for the disk at every commit", () => {
    expect(database.prepare("PRAGMA journal_mode").get()).toEqual({ journal_mode: "wal" });
    expect(database.prepare("PRAGMA synchronous").get()).toEqual({ synchronous: 2 });
  });

  test("finds the next job without reading those in between", () => {
    const prepare = database.prepare.bind(database);
    const statements: string[] = [];
    database.prepare = (sql) => {
      statements.push(sql);
      return prepare(sql);
    };
    const table = createJobTable(database);
    const surroundings = { table, clock: createManualClock(), random: () => 0 };
    createInspection(database, table, surroundings.clock);
    createTaker(database, table, createTransitions({ ...surroundings, queue: () => undefined }));
    const steps = statements
      .filter((sql) => !sql.startsWith("INSERT"))
      .flatMap((sql) => prepare(`EXPLAIN QUERY PLAN ${sql}`).all())
      .map((step) => String(step["detail"]));
    expect(steps.length).toBeGreaterThan(15);
    // Counting is the one thing that reads all, and it reads an index.
    expect(steps.filter((step) => step.startsWith("SCAN"))).toEqual([
      "SCAN job USING COVERING INDEX job_state",
      "SCAN job USING COVERING INDEX job_dead",
    ]);
    expect(steps).toContain("SEARCH j USING INDEX job_ready (queue=? AND group=?)");
    expect(steps.filter((step) => step.includes("TEMP B-TREE"))).toEqual([]);
  });
});

describe("a group commit", () => {
  const commands: string[] = [];
  const spied = (): DatabaseSync => {
    const exec = database.exec.bind(database);
    commands.length = 0;
    database.exec = (sql) => {
      commands.push(sql);
      exec(sql);
    };
    return database;
  };
  test("is one transaction for all that one turn writes, and done when they are told", async () => {
    const commit = createGroupCommit(spied());
    const writes = Array.from({ length: 200 }, (_, index) =>
      commit.run(insert(`id-${index}`)).then(() => commands.at(-1)),
    );
    expect(commands).toEqual([]);
    expect(new Set(await Promise.all(writes))).toEqual(new Set(["COMMIT"]));
    expect(commands).toEqual(["PRAGMA synchronous = FULL; BEGIN", "COMMIT"]);
    expect(ids().length).toBe(200);
  });

  test("waits for the disk only where something has to survive the loss of power", async () => {
    const commit = createGroupCommit(spied());
    await commit.runInOrder(insert("progress"));
    await Promise.all([commit.runInOrder(insert("more")), commit.run(insert("acknowledged"))]);
    expect(commands).toEqual([
      "PRAGMA synchronous = NORMAL; BEGIN",
      "COMMIT",
      "PRAGMA synchronous = FULL; BEGIN",
      "COMMIT",
    ]);
  });

  test("waits for the disk once for writes that come one after the other while it has just waited", async () => {
    const commit = createGroupCommit(spied());
    await commit.run(insert("first"));
    const later: Promise<unknown>[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      later.push(commit.run(insert(`later-${turn}`)));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all(later);
    // Two where the machine keeps pace, as many as writes where nobody waits for the others.
    expect(commands.filter((sql) => sql.includes("FULL")).length).toBeLessThan(4);
    expect(ids()).toEqual(["first", "later-0", "later-1", "later-2"]);
  });

  test("does not let one bad write spoil the others", async () => {
    const commit = createGroupCommit(spied());
    const outcomes = await Promise.allSettled(
      ["a", "b", "a", "c"].map((id) => commit.run(insert(id))),
    );
    expect(outcomes.map(({ status }) => status)).toEqual([
      "fulfilled",
      "fulfilled",
      "rejected",
      "fulfilled",
    ]);
    expect(ids()).toEqual(["a", "b", "c"]);
  });

  test("tells every writer when the disk fails, and goes on when it is back", async () => {
    const commit = createGroupCommit(database);
    const exec = database.exec.bind(database);
    database.exec = (sql) => {
      if (sql === "COMMIT") throw new Error("disk I/O error");
      exec(sql);
    };
    const outcomes = await Promise.allSettled(["a", "b"].map((id) => commit.run(insert(id))));
    expect(outcomes).toMatchObject([
      { reason: { message: "disk I/O error" } },
      { reason: { message: "disk I/O error" } },
    ]);
    database.exec = exec;
    await commit.run(insert("a"));
    expect(ids()).toEqual(["a"]);
  });

  test("writes what is pending when it is closed, and refuses what comes after", async () => {
    const commit = createGroupCommit(database);
    const written = commit.run(insert("a"));
    commit.close();
    expect(ids()).toEqual(["a"]);
    expect(await written).toBe(1);
    await expect(commit.run(insert("b"))).rejects.toThrow("the store is closed");
  });
});

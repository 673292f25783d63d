import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { Pool } from "pg";

import type { JobStore } from "../../src/ports/job-store.ts";
import { openPool } from "../../src/queue/postgres/open-pool.ts";
import { openPostgresJobStore } from "../../src/queue/postgres/postgres-job-store.ts";
import { systemClock } from "../../src/queue/system-clock.ts";
import { type CutProxy, startCutProxy } from "../support/cut-proxy.ts";
import { deliveries, gates } from "./replica-queues.ts";
import { databaseUrl, freshSchema } from "./schema.ts";

interface Note {
  readonly what: string;
  readonly replica: string;
  readonly about: string;
  readonly detail: string;
}

let directory: string;
let file: string;
let schema: string;
let pool: Pool;
let store: JobStore;
let replicas: ChildProcess[];
let proxy: CutProxy | undefined;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "mltrl-replicas-"));
  file = join(directory, "notes");
  schema = freshSchema();
  pool = openPool({ url: databaseUrl(), report: () => undefined });
  store = await openStore(pool);
  replicas = [];
});
afterEach(async () => {
  await Promise.all(replicas.map((replica) => stop(replica, "SIGTERM")));
  await store.close();
  await pool.query(`DROP SCHEMA ${schema} CASCADE`);
  await pool.end();
  await proxy?.close();
  proxy = undefined;
  rmSync(directory, { recursive: true });
});

function openStore(of: Pool): Promise<JobStore> {
  return openPostgresJobStore({
    pool: of,
    schema,
    queues: [deliveries, gates],
    clock: systemClock,
    random: Math.random,
    report: () => undefined,
  });
}

/** Notes in the order in which they were made, whoever made them. */
function notes(): readonly Note[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const [what = "", replica = "", about = "", detail = ""] = line.split(" ");
      return { what, replica, about, detail };
    });
}

const noted = (what: string): readonly Note[] => notes().filter((each) => each.what === what);

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await holds())) {
    if (Date.now() > deadline)
      throw new Error(`within 30 seconds it did not come to this: ${what}`);
    await sleep(50);
  }
}

async function start(names: readonly string[], url = databaseUrl()): Promise<void> {
  const program = fileURLToPath(new URL("./replica.ts", import.meta.url));
  for (const name of names)
    replicas.push(
      spawn(process.execPath, [program, url, schema, name, file], { stdio: "inherit" }),
    );
  await until("all replicas are ready", () => noted("ready").length === replicas.length);
}

async function stop(replica: ChildProcess, signal: "SIGTERM" | "SIGKILL"): Promise<void> {
  if (replica.exitCode !== null || replica.signalCode !== null) return;
  const exit = once(replica, "exit");
  replica.kill(signal);
  await exit;
}

async function nothingLeft(): Promise<boolean> {
  const counts = await store.counts();
  return counts.every(({ due, later, active }) => due + later + active === 0);
}

/** Demands of several keys, each newer than the one before it, while deliveries come in. */
async function demand(rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const keys = Array.from({ length: 8 }, (_, key) => `o/r#${key}`);
    await Promise.all([
      ...keys.map((key) => store.put(gates, { key, data: { version: round, takes: 15 } })),
      ...keys.map((key) => store.add(deliveries, { id: `${round}:${key}`, data: key, group: key })),
    ]);
    await sleep(20);
  }
}

/** Keys of which a run began while another one went on. */
function overlaps(): readonly string[] {
  const running = new Map<string, string>();
  const found: string[] = [];
  for (const { what, replica, about } of notes()) {
    if (what === "begin") {
      if (running.has(about)) found.push(about);
      running.set(about, replica);
    } else if (what === "end" || what === "broken-off") running.delete(about);
    else if (what === "killed")
      for (const [key, of] of running) if (of === replica) running.delete(key);
  }
  return found;
}

/** The version that the last run of each key saw. */
function lastSeen(): Readonly<Record<string, string>> {
  const ends = noted("end").filter(({ about }) => about.startsWith("o/r#"));
  return Object.fromEntries(ends.map(({ about, detail }) => [about, detail]));
}

const allKeysAt = (version: number): Readonly<Record<string, string>> =>
  Object.fromEntries(Array.from({ length: 8 }, (_, key) => [`o/r#${key}`, String(version)]));

const deliveriesDone = (): readonly string[] =>
  noted("end")
    .map(({ about }) => about)
    .filter((about) => about.includes(":"));

describe.each([[["a", "b"]], [["a", "b", "c"]]])("the replicas %j over one database", (names) => {
  test("share the work, one run of a key at a time, and end with the last demand", async () => {
    await start(names);
    await demand(30);
    await until("nothing is left", nothingLeft);
    expect(deliveriesDone().toSorted()).toEqual([...new Set(deliveriesDone())].toSorted()); // once each
    expect(deliveriesDone().length).toBe(30 * 8);
    expect(lastSeen()).toEqual(allKeysAt(29));
    expect(overlaps()).toEqual([]);
    expect(new Set(noted("begin").map(({ replica }) => replica))).toEqual(new Set(names));
    expect(noted("trouble")).toEqual([]);
    expect(await store.dead(gates)).toEqual([]);
  });

  test("take over what a killed one ran, soon, and lose nothing", async () => {
    await start(names);
    const [first] = replicas;
    const pushing = demand(60);
    await until("the first one works", () => noted("begin").some(({ replica }) => replica === "a"));
    await store.put(gates, { key: "long", data: { version: 1, takes: 2_000 } });
    await until("the long one runs", () => noted("begin").some(({ about }) => about === "long"));
    const runsAt = noted("begin").findLast(({ about }) => about === "long")?.replica;
    const victim = replicas[names.indexOf(runsAt ?? "")] ?? first;
    if (victim === undefined) throw new Error("there is no replica");
    await stop(victim, "SIGKILL");
    appendFileSync(file, `killed ${runsAt}\n`);
    const killed = Date.now();
    await until("the long one runs elsewhere", () =>
      noted("begin").some(({ about, replica }) => about === "long" && replica !== runsAt),
    );
    expect(Date.now() - killed).toBeLessThan(15_000);
    await pushing;
    await until("nothing is left", nothingLeft);
    expect(new Set(deliveriesDone()).size).toBe(60 * 8);
    expect(lastSeen()).toEqual(allKeysAt(59));
    expect(overlaps()).toEqual([]);
    expect(await store.dead(gates)).toEqual([]);
  });

  test.each(["refuse", "silence"] as const)(
    "come back by themselves when the network was cut for a while (%s)",
    async (how) => {
      const url = new URL(databaseUrl());
      proxy = await startCutProxy(Number(url.port));
      url.port = String(proxy.port);
      await start(names, url.href);
      const pushing = demand(150); // from this side, which is not cut off
      await until(
        "all work",
        () => new Set(noted("begin").map(({ replica }) => replica)).size === names.length,
      );
      await store.put(gates, { key: "long", data: { version: 1, takes: 6_000 } });
      await until("the long one runs", () => noted("begin").some(({ about }) => about === "long"));
      proxy[how]();
      await sleep(7_000); // longer than the lease
      proxy.mend();
      await pushing;
      await until("nothing is left", nothingLeft);
      expect(new Set(deliveriesDone()).size).toBe(150 * 8);
      expect(lastSeen()).toEqual(allKeysAt(149));
      expect(overlaps()).toEqual([]);
      expect(noted("broken-off").map(({ about }) => about)).toContain("long");
      expect(noted("end").filter(({ about }) => about === "long").length).toBe(1);
      expect(await store.dead(gates)).toEqual([]);
    },
  );
});

describe("a store whose database is out of reach", () => {
  test.each(["refuse", "silence"] as const)(
    "refuses within GitHub's ten seconds, and takes again when it is back (%s)",
    async (how) => {
      const url = new URL(databaseUrl());
      proxy = await startCutProxy(Number(url.port));
      url.port = String(proxy.port);
      const cut = openPool({ url: url.href, report: () => undefined });
      const behind = await openStore(cut);
      await behind.add(deliveries, { id: "before", data: "x" });
      proxy[how]();
      const asked = Date.now();
      const refused = await Promise.allSettled([
        behind.add(deliveries, { id: "a", data: "x" }),
        behind.add(deliveries, { id: "b", data: "x" }),
        behind.put(gates, { key: "k", data: { version: 1, takes: 1 } }),
        behind.counts(),
      ]);
      expect(refused.map(({ status }) => status)).toEqual(Array(4).fill("rejected"));
      const second = await Promise.allSettled([behind.add(deliveries, { id: "c", data: "x" })]);
      expect(second[0]?.status).toBe("rejected");
      expect((Date.now() - asked) / 2).toBeLessThan(9_000);
      proxy.mend();
      expect(await behind.add(deliveries, { id: "a", data: "x" })).toBe("added");
      expect(await behind.add(deliveries, { id: "before", data: "x" })).toBe("duplicate");
      await behind.close();
      await cut.end();
    },
  );
});

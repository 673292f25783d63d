import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { createAdminDesk } from "../../../src/main/app/admin-desk.ts";
import {
  type OperationsServer,
  startOperationsServer,
} from "../../../src/main/app/operations-server.ts";
import type { JobStore, Queue } from "../../../src/ports/job-store.ts";
import { openSqliteJobStore } from "../../../src/queue/sqlite/sqlite-job-store.ts";
import { systemClock } from "../../../src/queue/system-clock.ts";
import { mltrl } from "../../cli/command-line.ts";

const TOKEN = "a-token-for-orders";
const JOBS: Queue<string> = { name: "jobs", retries: { tries: 1, first: 1, most: 1 } };

let folder: string;
let store: JobStore;
let server: OperationsServer;
let asked: string[];
let mended: boolean;
let failures: string[];

async function start(token: string | undefined): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), "mltrl-operations-"));
  asked = [];
  failures = [];
  mended = false;
  store = openSqliteJobStore({
    directory: folder,
    queues: [JOBS],
    clock: systemClock,
    random: () => 0.5,
    report: () => undefined,
  });
  const desk = createAdminDesk({
    store,
    queues: [JOBS],
    memory: { forgetUngated: () => Promise.resolve() },
    find: (owner, name) => {
      asked.push(`${owner}/${name}`);
      return Promise.reject(new Error("GitHub is away"));
    },
  });
  server = await startOperationsServer({
    host: "127.0.0.1",
    port: 0,
    token,
    metrics: { contentType: "text/plain", text: () => Promise.resolve("a_number 1\n") },
    desk,
    log: {
      info: (fields) => asked.push(JSON.stringify(fields)),
      error: (_, message) => failures.push(message),
    },
  });
}

/** Jobs that fail for good, until they are mended. */
async function fail(...keys: readonly string[]): Promise<void> {
  store.work(
    JOBS,
    { concurrency: 1, lease: 30_000, limit: 30_000 },
    ({ key }) =>
    mended ? Promise.resolve() : Promise.reject(new Error(`${key} cannot be done`, { cause: new Error("a disk is full") })), // prettier-ignore
  );
  for (const key of keys) await store.put(JOBS, { key, data: "x", group: "77" });
  while ((await store.dead(JOBS)).length < keys.length) await sleep(5);
}

function admin(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  return mltrl(folder, ["admin", ...args, "--url", `http://127.0.0.1:${server.port}`], {
    environment: { ADMIN_TOKEN: TOKEN, ...environment },
  });
}

function ask(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`http://127.0.0.1:${server.port}${path}`, init);
}

beforeEach(() => start(TOKEN));
afterEach(async () => {
  await server.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("mltrl admin", () => {
  test("lists jobs that failed for good, and shows one in full", async () => {
    await fail("5#7");
    const [letter] = await store.dead(JOBS);
    const { out, code } = await admin(["list"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^1 {2}20\d\d-[\d-]+T[\d:]+Z {2}jobs {2}5#7 {2}1 try {2}5#7 cannot be done\n$/); // prettier-ignore
    const shown = await admin(["show", letter?.deadId ?? ""]);
    expect(shown.out.replaceAll(/20\S+Z/g, "<instant>")).toBe(
      [
        "id        1",
        "queue     jobs",
        "key       5#7",
        "group     77",
        "tries     1",
        "given up  <instant>",
        "",
        "5#7 cannot be done",
        "caused by: a disk is full",
        "",
      ].join("\n"),
    );
  });

  test("prints them as data", async () => {
    await fail("5#7");
    const [letter] = await store.dead(JOBS);
    const buried = { ...letter, queue: "jobs" };
    const listed = await admin(["list", "--json"]);
    expect(JSON.parse(listed.out)).toEqual({ version: 1, deadLetters: [buried] });
    expect(JSON.parse((await admin(["show", "1", "--json"])).out)).toEqual({
      version: 1,
      ...buried,
    });
  });

  test("runs one again, whose fault is mended by now", async () => {
    await fail("5#7");
    mended = true;
    expect(await admin(["redrive", "1"])).toEqual({ code: 0, out: "1 redriven\n", err: "" });
    expect(await store.dead(JOBS)).toEqual([]);
    expect(asked).toEqual(['{"order":"POST /admin/dead-letters/1/redrive","status":200}']);
    expect(await admin(["redrive", "1"])).toEqual({
      code: 1,
      out: "",
      err: "mltrl: 1: there is no dead letter of this id\n",
    });
  });

  test("gives up one, or all", async () => {
    await fail("5#7", "5#8", "5#9");
    expect((await admin(["discard", "2", "nonsense"])).code).toBe(1);
    const left = new Set((await store.dead(JOBS)).map(({ key }) => key));
    expect(left).toEqual(new Set(["5#7", "5#9"]));
    expect((await admin(["discard", "--all"])).out.split("\n").toSorted()).toEqual([
      "",
      "1 discarded",
      "3 discarded",
    ]);
    expect(await admin(["discard", "--all"])).toMatchObject({
      code: 0,
      out: "No job has failed for good.\n",
    });
  });

  test("takes the token from a file", async () => {
    writeFileSync(join(folder, "token"), `${TOKEN}\n`);
    const found = await admin(["list"], { ADMIN_TOKEN: "", ADMIN_TOKEN_FILE: "token" });
    expect(found).toMatchObject({ code: 0, err: "" });
  });

  test.each<[string, readonly string[], Readonly<Record<string, string>>, string]>([
    ["another token", ["list"], { ADMIN_TOKEN: "another-token-at-all" }, "answers 401: the token is missing, or not the App's ADMIN_TOKEN"], // prettier-ignore
    ["no token", ["list"], { ADMIN_TOKEN: "" }, "set ADMIN_TOKEN or ADMIN_TOKEN_FILE to the token of the App"], // prettier-ignore
    ["a file that is not there", ["list"], { ADMIN_TOKEN: "", ADMIN_TOKEN_FILE: "gone" }, "gone could not be opened: there is no such file"], // prettier-ignore
    ["another order", ["bury"], {}, "there is no order bury; there are: list, show, redrive, discard, judge"], // prettier-ignore
    ["no id", ["redrive"], {}, "redrive: expected <id>... or --all"],
    ["more than is shown", ["show", "1", "2"], {}, "show: unexpected argument 2"],
    ["some and all", ["discard", "1", "--all"], {}, "discard: unexpected argument 1"],
    ["all where there is one", ["show", "--all"], {}, "show: unexpected --all"],
    ["what is not asked for", ["list", "1"], {}, "list: unexpected argument 1"],
    ["two repositories", ["judge", "acme/a", "acme/b"], {}, "judge: unexpected argument acme/b"],
    ["no repository", ["judge", "scanner"], {}, "expected <owner>/<repository>; got scanner"],
    ["a fault of the App's", ["judge", "acme/scanner"], {}, "answers 500: it failed; the log of the App says why"], // prettier-ignore
  ])("is refused with %s", async (_, args, environment, why) => {
    const { code, out, err } = await admin(args, environment);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(why);
  });

  test("brings the token nowhere that it could be read on the way", async () => {
    const found = await mltrl(folder, ["admin", "list", "--url", "http://mltrl.acme.example"], {
      environment: { ADMIN_TOKEN: TOKEN },
    });
    expect(found.code).toBe(2);
    expect(found.err).toContain("expected https://, or http:// on this machine");
  });

  test("says where it looked for the App", async () => {
    const found = await mltrl(folder, ["admin", "list"], {
      environment: { ADMIN_TOKEN: TOKEN, METRICS_PORT: "9" },
    });
    expect(found.code).toBe(2);
    expect(found.err).toContain("there is no App at http://127.0.0.1:9");
  });
});

describe("the port for those who run the App", () => {
  const authorized = { headers: { authorization: `Bearer ${TOKEN}` } };

  test("shows numbers to everybody who gets there", async () => {
    expect(await (await ask("/metrics")).text()).toBe("a_number 1\n");
  });

  test.each([
    ["another path", "/", {}, 404],
    ["an order without a token", "/admin/dead-letters", {}, 401],
    ["an order that there is not", "/admin/shutdown", authorized, 404],
    ["an order as a question", "/admin/dead-letters/1/redrive", authorized, 404],
    ["an id with half a character", "/admin/dead-letters/%zz", authorized, 404],
    ["a path that is no address", "//", {}, 404],
    ["a look at the numbers' head", "/metrics?all", { method: "HEAD" }, 200],
    ["numbers that are brought", "/metrics", { method: "POST" }, 405],
  ])("answers %s", async (_, path, init, status) => {
    expect((await ask(path, init)).status).toBe(status);
    expect(failures).toEqual([]);
  });

  test("takes no orders at all where no token is set", async () => {
    await server.close();
    await store.close();
    await start(undefined);
    const answer = await ask("/admin/dead-letters", { headers: { authorization: "Bearer " } });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toEqual({
      error: "this App takes no orders: set ADMIN_TOKEN where it runs, and start it again",
    });
  });
});

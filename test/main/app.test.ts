import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { generateAppKey } from "../github/start-github.ts";
import { storedJobs } from "../faults/stored-jobs.ts";
import { type AppProcess, freePort, startAppProcess } from "../support/app-process.ts";

jest.setTimeout(60_000);

const KEY = generateAppKey();
const MAIN = join(import.meta.dirname, "..", "..", "src", "main", "app.ts");

test("an environment with faults is refused with all of them, and nothing is opened", () => {
  const directory = join(tmpdir(), "mltrl-never-made");
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN], {
    encoding: "utf8",
    env: { APP_ID: "one", WEBHOOK_SECRET: "development", PORT: "-1", DATA_DIRECTORY: directory },
  });
  expect(status).toBe(2);
  expect(stdout).toBe("");
  const [title, ...lines] = stderr.trimEnd().split("\n");
  expect(title).toBe("Not started: the environment has to be mended.");
  expect(lines.map((line) => line.trim().split(":")[0])).toEqual([
    "APP_ID",
    "PRIVATE_KEY or PRIVATE_KEY_FILE",
    "WEBHOOK_SECRET",
    "PORT",
  ]);
});

describe("what whoever runs it can mend is said in words alone", () => {
  let directory: string;
  let taken: Server;
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), "mltrl-in-vain-"));
    taken = createServer();
    taken.listen(0, "127.0.0.1");
    await once(taken, "listening");
  });
  afterEach(() => {
    taken.close();
    rmSync(directory, { recursive: true, force: true });
  });
  const port = (): string => String((taken.address() as AddressInfo).port);
  const refusal = (environment: Readonly<Record<string, string>>): string => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["--disable-warning=ExperimentalWarning", MAIN],
      {
        encoding: "utf8",
        env: {
          APP_ID: "1",
          PRIVATE_KEY: KEY,
          WEBHOOK_SECRET: "a secret",
          GITHUB_API_URL: `http://127.0.0.1:${port()}`,
          DATA_DIRECTORY: join(directory, "data"),
          PORT: "0",
          ...environment,
        },
      },
    );
    expect(status).toBe(1);
    expect(stdout).toBe("");
    const [title, line = "", ...more] = stderr.trimEnd().split("\n");
    expect(title).toBe("Not started.");
    expect(more).toEqual([]);
    return line;
  };

  test("a port that somebody has", () => {
    expect(refusal({ PORT: port() })).toBe(
      `  HOST and PORT: nothing can listen at 127.0.0.1 and ${port()}: listen EADDRINUSE: address already in use 127.0.0.1:${port()}. Mend it: stop what listens there, or give an address of this machine and a free port`,
    );
    expect(refusal({ METRICS_PORT: port() })).toContain("  METRICS_HOST and METRICS_PORT: nothing");
  });

  test("a data directory that is none, or holds what is no database of ours", () => {
    const file = join(directory, "file");
    writeFileSync(file, "");
    expect(refusal({ DATA_DIRECTORY: file })).toMatch(
      /^ {2}DATA_DIRECTORY: ".*file" cannot be used: EEXIST.*It has to be a folder on a local disk/,
    );
    mkdirSync(join(directory, "data"));
    writeFileSync(join(directory, "data", "jobs.sqlite"), "x".repeat(5000));
    expect(refusal({})).toMatch(/^ {2}DATA_DIRECTORY: .*jobs\.sqlite: file is not a database\. Put a copy of it back[^.]*\.$/); // prettier-ignore
  });

  test("a database that cannot be reached, at any address of its host", () => {
    const said = refusal({ DATABASE_URL: "postgres://mltrl:s3cr3t@localhost:1/mltrl" });
    expect(said).toMatch(/cannot be used: connect ECONNREFUSED .*:1.*Mend it: see that PostgreSQL/);
    expect(said).not.toContain("s3cr3t");
  });
});

test("what it writes others cannot read, even in a directory that they may look into", async () => {
  const directory = mkdtempSync(join(tmpdir(), "mltrl-modes-"));
  chmodSync(directory, 0o755);
  const environment = { APP_ID: "1", PRIVATE_KEY: KEY, WEBHOOK_SECRET: "a secret", GITHUB_API_URL: "http://127.0.0.1:9" }; // prettier-ignore
  const app = startAppProcess({ directory, port: await freePort(), environment });
  await app.listening;
  const open = readdirSync(directory).filter(
    (name) => (statSync(join(directory, name)).mode & 0o077) !== 0,
  );
  await app.stop();
  rmSync(directory, { recursive: true });
  expect(open).toEqual([]);
});

describe("a process that is asked to stop", () => {
  let directory: string;
  let github: Server;
  let asked: Promise<unknown>;
  /** What every start begins with. */
  const LOOKS = ["delivery-log", "sweeps"];
  let app: AppProcess;

  /** A GitHub that never answers, so that the first jobs run until they are stopped. */
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), "mltrl-stopped-"));
    github = createServer();
    github.listen(0, "127.0.0.1");
    await once(github, "listening");
    asked = once(github, "request");
  });
  afterEach(async () => {
    app.kill();
    await app.ended;
    github.closeAllConnections();
    github.close();
    rmSync(directory, { recursive: true, force: true });
  });
  const start = async (seconds: string): Promise<void> => {
    const { port } = github.address() as AddressInfo;
    app = startAppProcess({
      directory,
      port: await freePort(),
      environment: {
        APP_ID: "1",
        PRIVATE_KEY: KEY,
        WEBHOOK_SECRET: "a secret",
        GITHUB_API_URL: `http://127.0.0.1:${port}`,
        STOP_SECONDS: seconds,
      },
    });
    await app.listening;
    await asked;
  };

  test.each(["SIGTERM", "SIGINT"] as const)(
    "by %s gives back what runs, and ends well",
    async (signal) => {
      await start("1");
      app.signal(signal);
      expect(await app.code).toBe(0);
      expect(storedJobs(directory)).toMatchObject({ active: [], planned: LOOKS });
      const log = app.said().split("\n").filter((line) => line.includes('"msg"')).map((line) => (JSON.parse(line) as { msg: string }).msg); // prettier-ignore
      expect([log[0], ...log.slice(-2)]).toEqual(["started", "stops: takes no more webhooks, lets jobs end", "stopped"]); // prettier-ignore
    },
  );

  test("twice ends at once; what ran runs again after the next start", async () => {
    await start("600");
    app.signal("SIGTERM");
    await sleep(200);
    app.signal("SIGTERM");
    expect(await app.code).toBe(130);
    expect(storedJobs(directory).active.toSorted()).toEqual(LOOKS);
  });
});

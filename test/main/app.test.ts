import { mkdtempSync, rmSync } from "node:fs";
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

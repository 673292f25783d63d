import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { pino } from "pino";
import { UpstreamError } from "../../../src/core/errors.ts";
import { createQueueMemory } from "../../../src/main/app/memory/queue-memory.ts";
import { createRepositoryMemory } from "../../../src/main/app/memory/repository-memory.ts";
import type { Surroundings } from "../../../src/main/app/handlers/surroundings.ts";
import { GATES } from "../../../src/main/app/queues/gates.ts";
import { GROUP_TRIES, GROUPS } from "../../../src/main/app/queues/merge-groups.ts";
import { putJob } from "../../../src/main/app/queues/folding-queue.ts";
import { QUEUES, startWorkers } from "../../../src/main/app/workers.ts";
import { createNoteMemory } from "../../../src/queue/note-memory.ts";
import { openSqliteJobStore } from "../../../src/queue/sqlite/sqlite-job-store.ts";
import { systemClock } from "../../../src/queue/system-clock.ts";
import { NO_TELEMETRY } from "../../../src/telemetry/no-telemetry.ts";
import { createManualClock } from "../../queue/manual-clock.ts";
import { ENGINE } from "../../support/fake-engine.ts";

const SLOW = 77;
const OTHER = 78;

/** Workers over a real store, with what asking for ports of a pull request comes to. */
async function working(
  portsOf: (installation: number) => Promise<never>,
  act: (ask: (installation: number, count: number) => Promise<void>) => Promise<void>,
): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "mltrl-workers-"));
  const store = openSqliteJobStore({
    directory,
    queues: QUEUES,
    clock: systemClock,
    random: Math.random,
    report: () => undefined,
  });
  const surroundings = {
    store,
    memory: createRepositoryMemory(createNoteMemory(systemClock), systemClock),
    clock: systemClock,
    engine: ENGINE,
    log: pino({ level: "silent" }),
    telemetry: NO_TELEMETRY,
    ports: { ofPullRequest: ({ installation }: { installation: number }) => portsOf(installation) },
  } as unknown as Surroundings;
  startWorkers(store, surroundings);
  try {
    await act(async (installation, count) => {
      for (let pullRequest = 1; pullRequest <= count; pullRequest += 1) {
        const repository = { id: installation, owner: "acme", name: "scanner", installation };
        await putJob(store, GATES, { repository, pullRequest });
      }
    });
  } finally {
    await store.close(0);
    rmSync(directory, { recursive: true });
  }
}

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error("what was waited for never came");
    await sleep(5);
  }
}

test("an installation that GitHub answers slowly leaves workers to others", async () => {
  const asked: number[] = [];
  await working(
    (installation) => {
      asked.push(installation);
      return new Promise(() => undefined);
    },
    async (ask) => {
      await ask(SLOW, 60);
      await until(() => asked.length === 20);
      await sleep(50);
      expect(asked).toHaveLength(20);
      await ask(OTHER, 3);
      await until(() => asked.filter((each) => each === OTHER).length === 3);
    },
  );
});

test("an installation at its limit keeps no worker, however many jobs it has", async () => {
  const asked: number[] = [];
  await working(
    (installation) => {
      asked.push(installation);
      return installation === SLOW
        ? Promise.reject(new UpstreamError("used up", { retryAfter: 3_600_000 }))
        : new Promise(() => undefined);
    },
    async (ask) => {
      await ask(SLOW, 200);
      await until(() => asked.length === 200);
      await ask(OTHER, 20);
      await until(() => asked.length === 220);
      await sleep(50);
      // None of those that were put back comes again before its time.
      expect(asked).toHaveLength(220);
    },
  );
});

test("a job that fails is told of, and whether it is tried again", async () => {
  const lines: { readonly level: number; readonly msg: string }[] = [];
  const log = pino({}, { write: (line: string) => lines.push(JSON.parse(line)) });
  const directory = mkdtempSync(join(tmpdir(), "mltrl-workers-"));
  const clock = createManualClock();
  const store = openSqliteJobStore({ directory, queues: QUEUES, clock, random: () => 0.5, report: () => undefined }); // prettier-ignore
  const ports = { ofGroup: () => Promise.reject(new Error("no such group")) };
  const memory = createRepositoryMemory(createNoteMemory(clock), clock);
  const surroundings = {
    store,
    memory,
    queueMemory: createQueueMemory(createNoteMemory(clock), clock),
    clock,
    engine: ENGINE,
    log,
    telemetry: NO_TELEMETRY,
    ports,
  };
  startWorkers(store, surroundings as unknown as Surroundings);
  const repository = { id: 1, owner: "acme", name: "scanner", installation: 1 };
  await putJob(store, GROUPS, { repository, headSha: "abc", headRef: "q", baseRef: "main" });
  for (let tried = 1; tried <= GROUP_TRIES; tried += 1) {
    await until(() => lines.length === tried);
    await sleep(20);
    clock.advance(10_000);
  }
  expect(lines.map(({ level, msg }) => [level, msg])).toEqual([
    [40, "a job failed and is tried again"],
    [40, "a job failed and is tried again"],
    [50, "a job failed at its last try and is put aside as a dead letter"],
  ]);
  expect(await store.dead(GROUPS)).toHaveLength(1);
  await store.close(0);
  rmSync(directory, { recursive: true });
});

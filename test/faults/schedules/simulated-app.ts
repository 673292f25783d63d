import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { pino } from "pino";
import { UpstreamError } from "../../../src/core/errors.ts";
import { acceptRequest } from "../../../src/main/app/accept-request.ts";
import { handleCommit } from "../../../src/main/app/handlers/handle-commit.ts";
import { handleRepository } from "../../../src/main/app/handlers/handle-repository.ts";
import { handleGate } from "../../../src/main/app/handlers/handle-gate.ts";
import { handleDelivery } from "../../../src/main/app/handlers/handle-delivery.ts";
import type { Surroundings } from "../../../src/main/app/handlers/surroundings.ts";
import { COMMITS } from "../../../src/main/app/queues/commits.ts";
import { DELIVERIES } from "../../../src/main/app/queues/deliveries.ts";
import { GATES } from "../../../src/main/app/queues/gates.ts";
import { REPOSITORIES } from "../../../src/main/app/queues/repositories.ts";
import { createRepositoryMemory } from "../../../src/main/app/memory/repository-memory.ts";
import { registerEvents } from "../../../src/main/app/webhook-routes.ts";
import { QUEUES } from "../../../src/main/app/workers.ts";
import type { RepositoryRef } from "../../../src/core/model/change.ts";
import type { Handler, JobStore, Queue } from "../../../src/ports/job-store.ts";
import { createNoteMemory } from "../../../src/queue/note-memory.ts";
import { openSqliteJobStore } from "../../../src/queue/sqlite/sqlite-job-store.ts";
import { NO_TELEMETRY } from "../../../src/telemetry/no-telemetry.ts";
import type { GatePorts } from "../../../src/use-cases/gate.ts";
import { createManualClock } from "../../queue/manual-clock.ts";
import { ENGINE } from "../../support/fake-engine.ts";
import type { Defect } from "./defects.ts";
import { APP_ID, type ModelledGithub, type Webhook } from "./modelled-github.ts";

/** How GitHub answers the App. */
export interface Manner {
  /** How long an answer takes, in milliseconds: what happens meanwhile is not in it. */
  readonly latency: number;
  /** Which of its answers are faults, by their turn. */
  readonly faults: readonly number[];
}

/** The App without network or processes: its parsers, its store, its workers and its use cases, on a clock that is moved. */
export interface SimulatedApp {
  now(): number;
  /** From now on a repository of GitHub's answers in this manner. */
  serve(id: number, github: ModelledGithub, manner: Manner): void;
  deliver(guid: string, webhook: Webhook): Promise<void>;
  advance(milliseconds: number): Promise<void>;
  /** Lets time pass until there is nothing to do. */
  rest(): Promise<void>;
  /** What failed for good. */
  dead(): Promise<number>;
  close(): Promise<void>;
}

/** Turns of the event loop in which everything is done that waits for no time. */
const TURNS = 25;
const STEP = 500;
/** More than all tries of a job together take. */
const LONGEST = 2 * 3_600_000;

function same(store: JobStore): JobStore {
  return store;
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) await nextTurn();
}

/** @param defect what is wrong with it; nothing unless given */
export function startSimulatedApp(
  directory: string,
  { idOf = (guid) => guid, store: broken = same, handler: made = (_, handler) => handler, ports: given = (_, __, ports) => ports }: Defect = {}, // prettier-ignore
): SimulatedApp {
  const own = mkdtempSync(join(directory, "mltrl-simulated-"));
  const clock = createManualClock(Date.parse("2026-06-01T12:00:00Z"));
  const failures: unknown[] = [];
  const sound = openSqliteJobStore({
    directory: own,
    queues: QUEUES,
    clock,
    random: () => 0.5,
    report: (error) => failures.push(error),
  });
  const store = broken(sound);
  const served = new Map<number, { github: ModelledGithub; manner: Manner; asked: number }>();
  const at = (id: number) => {
    const found = served.get(id);
    if (found === undefined) throw new Error(`there is no repository ${id}`);
    return found;
  };
  const answered = async (id: number): Promise<void> => {
    const { manner } = at(id);
    const turn = (at(id).asked += 1);
    if (manner.latency > 0) {
      await new Promise<void>((resolve) => clock.after(manner.latency, resolve));
    }
    if (manner.faults.includes(turn)) throw new UpstreamError("GitHub did not answer");
  };
  const memory = createRepositoryMemory(createNoteMemory(clock), clock);
  const listeners = new Map<string, (event: { payload: unknown }) => Promise<void>>();
  const surroundings = {
    store,
    memory,
    clock,
    engine: ENGINE,
    log: pino({ level: "silent" }),
    telemetry: NO_TELEMETRY,
    probot: {
      on: (name: string, listen: (event: { payload: unknown }) => Promise<void>) =>
        listeners.set(name, listen),
      receive: ({ name, payload }: { name: string; payload: unknown }) =>
        listeners.get(name)?.({ payload }),
    },
    pullRequests: {
      open: (repository: RepositoryRef) => at(repository.id).github.pullRequests.open(repository),
      look: (repository: RepositoryRef, since: string) =>
        at(repository.id).github.pullRequests.look(repository, since),
      withHead: (repository: RepositoryRef, sha: string) =>
        at(repository.id).github.pullRequests.withHead(repository, sha),
    },
    ports: {
      ofPullRequest: async ({ id }: RepositoryRef, pull: number): Promise<GatePorts> => {
        const ports = at(id).github.portsOf(pull);
        await answered(id);
        return given(id, pull, {
          ...ports,
          publisher: {
            check: async (report, previous) => {
              await answered(id);
              await ports.publisher.check(report, previous);
            },
          },
        });
      },
    },
    lookEvery: 86_400_000,
    waitFirst: 86_400_000,
    apart: 0,
  } as unknown as Surroundings;
  registerEvents(
    surroundings.probot,
    { appId: APP_ID },
    acceptRequest({
      store,
      memory,
      clock,
      properties: { forget: () => Promise.resolve() },
      people: { forget: () => Promise.resolve() },
      greetUpTo: 0,
      expected: { expect: () => undefined },
    }),
  );
  const work = { concurrency: 20, lease: 30_000, limit: 60_000 };
  const working = <Data>(queue: Queue<Data>, handler: Handler<Data>): void =>
    void store.work(queue, work, made(queue, handler));
  working(DELIVERIES, handleDelivery(surroundings));
  working(GATES, handleGate(surroundings));
  working(COMMITS, handleCommit(surroundings));
  working(REPOSITORIES, handleRepository(surroundings));
  const worked = new Set([DELIVERIES, GATES, COMMITS, REPOSITORIES].map(({ name }) => name));

  const counts = async () => (await store.counts()).filter(({ queue }) => worked.has(queue));
  const advance = async (milliseconds: number): Promise<void> => {
    for (const end = clock.now() + milliseconds; clock.now() < end;) {
      clock.advance(
        Math.min(end - clock.now(), ...clock.alarms().map((wait) => Math.max(wait, 1))),
      );
      await settle();
    }
  };
  return {
    now: () => clock.now(),
    serve: (id, github, manner) => void served.set(id, { github, manner, asked: 0 }),
    async deliver(guid, webhook) {
      const id = idOf(guid, webhook);
      if (id === undefined) return;
      const { event, payload } = webhook;
      const data = { event, payload: JSON.stringify(payload), receivedAt: clock.now() };
      await store.add(DELIVERIES, { id, data });
    },
    advance,
    async rest() {
      for (const end = clock.now() + LONGEST; clock.now() < end;) {
        const busy = (await counts()).some(({ due, later, active }) => due + later + active > 0);
        if (!busy) return;
        await advance(STEP);
      }
      throw new Error(`the App is still at work: ${JSON.stringify(await counts())}`);
    },
    dead: async () => (await counts()).reduce((sum, { dead }) => sum + dead, 0),
    async close() {
      const closing = store.close();
      await settle();
      clock.advance(20_000);
      await closing;
      rmSync(own, { recursive: true });
      if (failures.length > 0) throw new AggregateError(failures, "the store failed");
    },
  };
}

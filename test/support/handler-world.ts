import { pino } from "pino";
import { Probot } from "probot";
import type { Surroundings } from "../../src/main/app/handlers/surroundings.ts";
import { createQueueMemory } from "../../src/main/app/memory/queue-memory.ts";
import { createRepositoryMemory } from "../../src/main/app/memory/repository-memory.ts";
import { createSweepMemory } from "../../src/main/app/memory/sweep-memory.ts";
import { createNoteMemory } from "../../src/queue/note-memory.ts";
import { NO_TELEMETRY } from "../../src/telemetry/no-telemetry.ts";
import { fakeChange, type FakeChangeDescription } from "./fake-change.ts";
import { fakeCommandPorts } from "./fake-command-ports.ts";
import { ENGINE } from "./fake-engine.ts";
import { fakeJobStore } from "./fake-job-store.ts";

export const REPOSITORY = { id: 5, owner: "acme", name: "scanner", installation: 77 };
const CONFIG = `version: 1
checks: { main: { branches: [main], enforcement: warn, block-from: 2026-07-01 } }
components: { a: { paths: [a/**] } }
`;
const BASE = { ".mltrl/config.yml": CONFIG };

/** A job as the store hands it out. */
export function job<Data>(data: Data, id?: string) {
  return { id, key: undefined, group: undefined, data, attempt: 1 };
}

function absent(): never {
  throw new Error("nobody asks for it in this world");
}

/** What handlers work with, over one pull request of a fake repository; what a test needs more of it says. */
export function handlerWorld(
  description: Partial<FakeChangeDescription> = {},
  changes: Partial<Surroundings> = {},
) {
  const store = fakeJobStore();
  const clock = { now: () => 0 };
  const ports = fakeCommandPorts(
    fakeChange({ base: BASE, head: { ...BASE, "a/x": "1" }, ...description }),
  );
  const surroundings: Surroundings = {
    store,
    clock,
    memory: createRepositoryMemory(createNoteMemory(clock), clock),
    queueMemory: createQueueMemory(createNoteMemory(clock), clock),
    engine: ENGINE,
    log: pino({ level: "silent" }),
    telemetry: NO_TELEMETRY,
    probot: new Probot({ appId: 4242, privateKey: "unused", secret: "x", logLevel: "fatal" }),
    pullRequests: {
      open: absent,
      look: absent,
      withHead: (_, sha, branch) =>
        Promise.resolve(sha === "abc" ? [7, 8] : branch === undefined ? [] : [9]),
    },
    installations: {
      ids: absent,
      repositories: absent,
    },
    overview: { standing: absent, look: absent, changed: absent, queues: absent },
    sweepMemory: createSweepMemory(),
    deliveryLog: { attempts: absent, repeat: absent },
    ports: {
      ofPullRequest: () => Promise.resolve(ports),
      ofCommand: () => Promise.resolve(ports),
      ofProtection: absent,
      ofGroup: absent,
      ofDeployments: absent,
      ofCommits: absent,
      ofMerged: absent,
      ofPush: absent,
      ofTags: absent,
      ofSetup: absent,
    },
    grantsOf: absent,
    appId: 4242,
    sweepEvery: 300_000,
    logKeptFor: 86_400_000,
    lookEvery: 86_400_000,
    waitFirst: 300_000,
    apart: 2_000,
    ...changes,
  };
  return { surroundings, store, ports };
}

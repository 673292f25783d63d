import { describe, expect, test } from "@jest/globals";
import { pino } from "pino";
import { Probot } from "probot";
import { UpstreamError } from "../../../../src/core/errors.ts";
import type { AppRequest } from "../../../../src/core/model/request.ts";
import { handleCommand, handlePress } from "../../../../src/main/app/handlers/handle-command.ts";
import { handleCommit } from "../../../../src/main/app/handlers/handle-commit.ts";
import { handleGate } from "../../../../src/main/app/handlers/handle-gate.ts";
import { handleRepository } from "../../../../src/main/app/handlers/handle-repository.ts";
import { handleDelivery } from "../../../../src/main/app/handlers/handle-delivery.ts";
import { handleOrganization } from "../../../../src/main/app/handlers/handle-organization.ts";
import type { Surroundings } from "../../../../src/main/app/handlers/surroundings.ts";
import { createQueueMemory } from "../../../../src/main/app/memory/queue-memory.ts";
import { createRepositoryMemory } from "../../../../src/main/app/memory/repository-memory.ts";
import { createNoteMemory } from "../../../../src/queue/note-memory.ts";
import { createSweepMemory } from "../../../../src/main/app/memory/sweep-memory.ts";
import { registerEvents } from "../../../../src/main/app/webhook-routes.ts";
import { NO_TELEMETRY } from "../../../../src/telemetry/no-telemetry.ts";
import { fakeChange, type FakeChangeDescription } from "../../../support/fake-change.ts";
import { fakeCommandPorts } from "../../../support/fake-command-ports.ts";
import { ENGINE } from "../../../support/fake-engine.ts";
import { fakeJobStore } from "../../../support/fake-job-store.ts";

const REPOSITORY = { id: 5, owner: "acme", name: "scanner", installation: 77 };
const CONFIG = `version: 1
checks: { main: { branches: [main], enforcement: warn, block-from: 2026-07-01 } }
components: { a: { paths: [a/**] } }
`;
const BASE = { ".mltrl/config.yml": CONFIG };

function job<Data>(data: Data, id?: string) {
  return { id, key: undefined, group: undefined, data, attempt: 1 };
}

const { signal } = new AbortController();

function open(number: number) {
  const updatedAt = "2026-06-01T00:00:00Z";
  return { number, baseRef: "main", headSha: "h", hasQueue: false, updatedAt, judgedAt: undefined };
}

function absent(): never {
  throw new Error("nobody asks for it in this world");
}

function world(
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

/** A world in which reading files fails. */
function failing(fault: Error) {
  const { ports } = world();
  const files = async (): Promise<never> => {
    await Promise.resolve();
    throw fault;
  };
  const broken = { ...ports, repository: { ...ports.repository, files } };
  const { surroundings: sound } = world();
  const surroundings = {
    ...sound,
    ports: { ...sound.ports, ofPullRequest: () => Promise.resolve(broken) },
  };
  return { surroundings, shown: ports.publisher.shown };
}

describe("a pull request", () => {
  const request = job({ repository: REPOSITORY, pullRequest: 7 });

  test("is judged, remembered, and looked at again when the verdict changes by itself", async () => {
    const { surroundings, store, ports } = world();
    await handleGate(surroundings)(request, signal);
    expect(ports.publisher.shown).toHaveLength(1);
    expect(await surroundings.memory.judgedAt(5, [7])).toEqual(
      new Map([[7, "2026-06-01T12:00:00.000Z"]]),
    );
    expect((await surroundings.memory.of(5)).isUngated("main")).toBe(false);
    expect(store.kept).toEqual([
      {
        queue: "gates",
        job: {
          key: "5#7",
          group: "77",
          data: { repository: REPOSITORY, pullRequest: 7 },
          notBefore: Date.parse("2026-07-01"),
        },
      },
    ]);
  });

  test("without a date to come is left alone", async () => {
    const { surroundings, store } = world({ change: { now: "2026-08-01T00:00:00.000Z" } });
    await handleGate(surroundings)(request, signal);
    expect(store.kept).toEqual([]);
  });

  test("to a branch that no check covers is remembered so", async () => {
    const { surroundings, store, ports } = world({ change: { baseRef: "topic" } });
    await handleGate(surroundings)(request, signal);
    expect((await surroundings.memory.of(5)).isUngated("topic")).toBe(true);
    expect(await surroundings.memory.judgedAt(5, [7])).toEqual(new Map());
    expect([ports.publisher.shown, store.kept]).toEqual([[], []]);
  });

  test("that is closed leaves its branch gated", async () => {
    const { surroundings } = world({ change: { state: "closed" } });
    await handleGate(surroundings)(request, signal);
    expect((await surroundings.memory.of(5)).isUngated("main")).toBe(false);
    expect(await surroundings.memory.judgedAt(5, [7])).toEqual(new Map());
  });

  const github = new UpstreamError("GitHub did not answer");
  const limited = new UpstreamError("used up", { retryAfter: 60_000 });

  test.each<[string, Error, number, number]>([
    ["a mistake of ours closes the checks at once", new Error("no such row"), 1, 1],
    ["a fault of GitHub's is given time", github, 2, 0],
    ["a fault of GitHub's that lasts closes the checks", github, 3, 1],
    ["what GitHub refuses is a fault of GitHub's", Object.assign(new Error("no"), { status: 422 }), 2, 0], // prettier-ignore
    ["where GitHub bids us wait nothing is written", limited, 5, 0],
  ])("%s", async (_, error, attempt, times) => {
    const { surroundings, shown } = failing(error);
    const touching = { ...request, attempt };
    await expect(handleGate(surroundings)(touching, signal)).rejects.toBe(error);
    expect(shown).toHaveLength(times);
  });

  test.each([
    ["ours", new Error("no such row"), "Not judged: an error of mltrl-gate"],
    [
      "GitHub's",
      Object.assign(new Error("no"), { status: 403 }),
      "Not judged: GitHub did not answer",
    ],
  ])("says whose fault it was: %s", async (_, error, title) => {
    const { surroundings, shown } = failing(error);
    await expect(handleGate(surroundings)({ ...request, attempt: 3 }, signal)).rejects.toBe(error);
    expect(shown.map(({ report }) => report.title)).toEqual([title]);
  });

  test("that nobody waits for any more writes nothing", async () => {
    const { surroundings, ports } = world();
    await expect(handleGate(surroundings)(request, AbortSignal.abort())).rejects.toThrow("aborted");
    expect(ports.publisher.shown).toEqual([]);
  });
});

describe("a commit", () => {
  test.each([
    [true, { rewrite: { headSha: "abc" } }],
    [false, {}],
  ])("leads to its pull requests (write again: %s)", async (rewrite, more) => {
    const { surroundings, store } = world();
    await handleCommit(surroundings)(job({ repository: REPOSITORY, sha: "abc", rewrite }), signal);
    expect(store.kept.map((each) => each.job)).toEqual(
      [7, 8].map((pullRequest) => ({
        key: `5#${pullRequest}`,
        group: "77",
        data: { repository: REPOSITORY, pullRequest, ...more },
      })),
    );
  });

  test("leads to what followed it on the branch that something ran on", async () => {
    const { surroundings, store } = world();
    const ranOn = { name: "topic", repository: 5 };
    const commit = job({ repository: REPOSITORY, sha: "def", rewrite: false, ranOn });
    await handleCommit(surroundings)(commit, signal);
    expect(store.kept.map((each) => each.job)).toMatchObject([{ key: "5#9" }]);
  });

  test("of nobody leads nowhere", async () => {
    const { surroundings, store } = world();
    const other = job({ repository: REPOSITORY, sha: "def", rewrite: false });
    await handleCommit(surroundings)(other, signal);
    expect(store.kept).toEqual([]);
  });
});

test.each<[string, readonly number[]]>([
  ["told by GitHub", [7]],
  ["found by the commit", []],
])("a button is carried out on the pull requests %s", async (_, pullRequests) => {
  const { surroundings, ports } = world();
  const actor = { id: 3, login: "a", bot: false };
  const data = { repository: REPOSITORY, sha: "abc", pullRequests, actor, body: "/mltrl help" };
  await handlePress(surroundings)(job(data), signal);
  expect(ports.acknowledged).toEqual([]);
  expect(ports.said.size).toBe(1);
});

test("a command is carried out", async () => {
  const { surroundings, ports } = world();
  const data = {
    repository: REPOSITORY,
    number: 7,
    onPullRequest: true,
    comment: { id: 9, node: "IC_9" },
    actor: { id: 3, login: "a", bot: false },
    body: "/mltrl help",
  };
  await handleCommand(surroundings)(job(data), signal);
  expect(ports.acknowledged).toEqual([9]);
  expect(ports.said.size).toBe(1);
});

async function delivered(event: string, body: object): Promise<AppRequest[]> {
  const { surroundings } = world();
  const asked: AppRequest[] = [];
  registerEvents(surroundings.probot, { appId: 4242 }, (request) => {
    asked.push(request);
    return Promise.resolve();
  });
  const data = { event, payload: JSON.stringify(body), receivedAt: 0 };
  await handleDelivery(surroundings)(job(data, "guid"), signal);
  return asked;
}

describe("a delivery", () => {
  const payload = {
    action: "opened",
    number: 7,
    installation: { id: 77 },
    repository: { id: 5, name: "scanner", owner: { login: "acme" } },
    pull_request: { base: { ref: "main" }, head: { sha: "abc" } },
  };
  test("reaches the handler of its event", async () => {
    expect(await delivered("pull_request", payload)).toEqual([
      { type: "gate", repository: REPOSITORY, pullRequest: 7, headSha: "abc", baseRef: "main" },
    ]);
  });

  test.each([
    ["pull_request", { ...payload, action: "labeled" }],
    ["star", payload],
  ])("of %s that asks for nothing ends there", async (event, body) => {
    expect(await delivered(event, body)).toEqual([]);
  });
});

test("the repositories of an organisation are judged again one after the other", async () => {
  const repositories = [1, 2, 3].map((id) => ({ ...REPOSITORY, id }));
  const installations = {
    ids: () => Promise.resolve([77]),
    repositories: () =>
      Promise.resolve(
        repositories.map((repository) => ({ repository, node: "", openIssues: 0, pushedAt: "" })),
      ),
  };
  const { surroundings, store } = world({}, { installations });
  await handleOrganization(surroundings)(job({ installation: 77 }), signal);
  const start = surroundings.clock.now();
  expect(store.kept).toEqual(
    repositories.map((repository, i) => ({
      queue: "repositories",
      job: {
        key: `${repository.id}:`,
        group: "77",
        data: { repository, which: "all", priority: "later" },
        notBefore: start + i * 2_000,
        priority: -1,
      },
    })),
  );
});

/** The pull requests that jobs are about, each with its priority. */
const inOrder = (store: ReturnType<typeof fakeJobStore>) =>
  store.kept.map(({ job: { data, priority } }) => [(data as { pullRequest: number }).pullRequest, priority]); // prettier-ignore

describe("a pull request into a branch that is released from", () => {
  const RELEASE = `version: 1
checks: { release: { branches: [main], enforcement: block, minimum-level: 2 } }
components: { a: { paths: [a/**] } }
`;
  const files = { ".mltrl/config.yml": RELEASE };
  const request = { repository: REPOSITORY, pullRequest: 7 };

  async function released() {
    const asked: unknown[] = [];
    const made = world({ base: files, head: { ...files, "a/x": "1" } });
    const { ports } = made;
    const surroundings: Surroundings = {
      ...made.surroundings,
      ports: {
        ...made.surroundings.ports,
        ofPullRequest: (...of) => {
          asked.push(of.slice(1));
          return Promise.resolve(ports);
        },
      },
    };
    await handleGate(surroundings)(job(request), signal);
    return { surroundings, store: made.store, asked };
  }

  test("is known after its first verdict, and goes before others whatever asks for it", async () => {
    const { surroundings, store } = await released();
    expect((await surroundings.memory.of(5)).isReleasedFrom("main")).toBe(true);
    await handleCommit(surroundings)(job({ repository: REPOSITORY, sha: "abc", rewrite: false }), signal); // prettier-ignore
    expect(inOrder(store)).toEqual([
      [7, 1],
      [8, undefined],
    ]);
  });

  test("goes before others in a sweep, which comes last", async () => {
    const { surroundings, store } = await released();
    const pullRequests = {
      ...surroundings.pullRequests,
      look: () =>
        Promise.resolve({ open: [open(7), open(8)], merged: [], hasRecords: true, now: "1970-01-01T00:01:00.000Z" }), // prettier-ignore
    };
    const sweep = handleRepository({ ...surroundings, pullRequests });
    await sweep(job({ repository: REPOSITORY, which: "missing" }), signal);
    expect(inOrder(store).filter(([number]) => number === 7)).toEqual([[7, 1]]);
    expect(inOrder(store).filter(([number]) => number === 8)).toEqual([[8, -1]]);
  });

  test("has a client of its own priority", async () => {
    const { surroundings, asked } = await released();
    await handleGate(surroundings)(job({ ...request, priority: "release" }), signal);
    expect(asked).toEqual([
      [7, undefined],
      [7, "release"],
    ]);
  });
});

test("what is judged because of a whole organisation comes after everything else", async () => {
  const { surroundings, store } = world();
  const pullRequests = {
    ...surroundings.pullRequests,
    open: () => Promise.resolve([open(1), open(2)]),
  };
  const repository = { repository: REPOSITORY, which: "all", priority: "later" } as const;
  await handleRepository({ ...surroundings, pullRequests })(job(repository), signal);
  expect(store.kept.map(({ job: { priority } }) => priority)).toEqual([-1, -1]);
});

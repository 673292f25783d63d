import { describe, expect, test } from "@jest/globals";
import { handleLook } from "../../../../src/main/app/handlers/handle-look.ts";
import { handleQueues } from "../../../../src/main/app/handlers/handle-queues.ts";
import { handleRepository } from "../../../../src/main/app/handlers/handle-repository.ts";
import { handleSweep } from "../../../../src/main/app/handlers/handle-sweep.ts";
import { LOOKS } from "../../../../src/main/app/queues/looks.ts";
import { REPOSITORIES } from "../../../../src/main/app/queues/repositories.ts";
import { SWEEPS } from "../../../../src/main/app/queues/sweeps.ts";
import { createQueueMemory } from "../../../../src/main/app/memory/queue-memory.ts";
import { createRepositoryMemory } from "../../../../src/main/app/memory/repository-memory.ts";
import { createSweepMemory } from "../../../../src/main/app/memory/sweep-memory.ts";
import { createNoteMemory } from "../../../../src/queue/note-memory.ts";
import type { MergeQueueRef } from "../../../../src/core/model/merge-group.ts";
import type { ListedRepository } from "../../../../src/ports/installations.ts";
import type { Looked, LookedQueue, Overview, Standing } from "../../../../src/ports/overview.ts";
import type { Swept } from "../../../../src/ports/pull-requests.ts";
import { fakeJobStore } from "../../../support/fake-job-store.ts";
import { learnBranch } from "../../../support/learnt.ts";

const NOW = Date.parse("2026-06-01T12:00:00Z");
const SINCE = "2026-06-01T11:00:00.000Z";
const { signal } = new AbortController();

function job<Data>(data: Data) {
  return { id: undefined, key: undefined, group: undefined, data, attempt: 1 };
}

const ref = (id: number) => ({ id, owner: "acme", name: `r${id}`, installation: 77 });

function listed(id: number, changes: Partial<ListedRepository> = {}): ListedRepository {
  return {
    repository: ref(id),
    node: `R_${id}`,
    openIssues: 1,
    pushedAt: "2020-01-01T00:00:00Z",
    ...changes,
  };
}

const open = (number: number, judgedAt?: string) => ({
  number,
  baseRef: "main",
  headSha: "h",
  hasQueue: false,
  updatedAt: "2026-06-01T10:00:00Z",
  judgedAt,
});

const merged = (number: number, mergedAt: string) => ({
  number,
  baseRef: "main",
  mergeCommit: `m${number}`,
  mergedAt,
});

function swept(changes: Partial<Swept> = {}): Swept {
  return { open: [], merged: [], hasRecords: true, now: "2026-06-01T12:00:00Z", ...changes };
}

const standing = (each: ListedRepository, changes: Partial<Standing> = {}): Standing => ({
  listed: each,
  basis: "tree",
  hasRecords: true,
  open: 1,
  touchedAt: "2026-06-01T10:00:00Z",
  mergedAt: undefined,
  ...changes,
});

const looked = (id: number, changes: Partial<Looked> = {}): Looked => ({
  repository: ref(id),
  more: false,
  ...swept(),
  ...changes,
});

/** Whatever a test does not give is not asked for. */
function world({
  repositories = [],
  alone = swept(),
  ...overview
}: Partial<Overview> & {
  readonly repositories?: readonly ListedRepository[];
  readonly alone?: Swept;
} = {}) {
  const store = fakeJobStore();
  const clock = { now: () => NOW };
  const asked: string[] = [];
  const surroundings = {
    store,
    clock,
    lookEvery: 86_400_000,
    sweepEvery: 300_000,
    memory: createRepositoryMemory(createNoteMemory(clock), clock),
    queueMemory: createQueueMemory(createNoteMemory(clock), clock),
    sweepMemory: createSweepMemory(),
    installations: {
      ids: () => Promise.resolve([77, 78]),
      repositories: () => Promise.resolve(repositories),
    },
    pullRequests: {
      open: (_: unknown, baseRef?: string) =>
        Promise.resolve(baseRef === undefined ? [open(1), open(2)] : [open(3)]),
      look: (_: unknown, since: string) => {
        asked.push(since);
        return Promise.resolve(alone);
      },
      withHead: () => Promise.resolve([]),
    },
    overview: {
      standing: absent,
      changed: absent,
      look: absent,
      queues: absent,
      ...overview,
    },
  };
  const planned = () =>
    store.kept.map((each) => [each.queue, "key" in each.job ? each.job.key : each.job.id]);
  return { surroundings, store, asked, planned };
}

function absent(): never {
  throw new Error("this is not asked for");
}

/** What a sweep of all plans, with how long it waits. */
const sweptAll = async (data: object) => {
  const { surroundings, store } = world();
  await handleSweep(surroundings)(job({ installation: 0, ...data }), signal);
  return store.kept.map((each) => ({ ...(each.job.data as object), ...("notBefore" in each.job && each.job.notBefore !== undefined && { at: each.job.notBefore - NOW }) })); // prettier-ignore
};

describe("a sweep of all installations", () => {
  const now = "2026-06-01T12:00:00.000Z";

  test("is a full one where nothing is known, and plans the next", async () => {
    expect(await sweptAll({})).toEqual([
      { installation: 77, full: true },
      { installation: 78, full: true },
      { installation: 0, since: now, fullAt: now, at: 300_000 },
    ]);
  });

  test("asks for what changed since the last one, with a full one every hour", async () => {
    const fullAt = "2026-06-01T11:30:00.000Z";
    expect((await sweptAll({ since: SINCE, fullAt }))[0]).toEqual({
      installation: 77,
      since: SINCE,
    });
    expect((await sweptAll({ since: SINCE, fullAt })).at(-1)).toMatchObject({ since: now, fullAt });
    const long = await sweptAll({ since: SINCE, fullAt: "2026-06-01T11:00:00.000Z" });
    expect(long[0]).toEqual({ installation: 77, full: true, since: SINCE });
  });
});

describe("a full sweep of an installation", () => {
  test("looks at what has open issues or was pushed to, five hundred at a time", async () => {
    const repositories = [
      ...Array.from({ length: 550 }, (_, i) => listed(i + 1)),
      listed(900, { openIssues: 0 }),
      listed(901, { openIssues: 0, pushedAt: "2026-06-01T10:55:00Z" }),
    ];
    const { surroundings, store, planned } = world({ repositories });
    await handleSweep(surroundings)(job({ installation: 77, full: true, since: SINCE }), signal);
    const looks = store.kept.filter(({ queue }) => queue === "looks");
    expect(looks.map(({ job: { data } }) => (data as { repositories: object[] }).repositories.length)).toEqual([500, 51]); // prettier-ignore
    expect(planned().slice(0, 2)).toEqual([["looks", "1"], ["looks", "501"]]); // prettier-ignore
    expect(planned().filter(([queue]) => queue === "deployments")).toHaveLength(552);
    expect(surroundings.sweepMemory.listed(77)).toHaveLength(552);
  });
});

/** What GitHub finds to have changed. */
const changed = (complete: boolean, elsewhere: readonly number[] = []) => ({
  changed: (_: unknown, since: string) => {
    expect(since).toBe("2026-06-01T10:50:00.000Z");
    return Promise.resolve({ complete, elsewhere, looked: [looked(5, { open: [open(1)] })] });
  },
});

describe("a sweep in between", () => {
  const data = { installation: 77, since: SINCE };
  test("judges what changed and has no verdict", async () => {
    const { surroundings, planned } = world(changed(true));
    surroundings.sweepMemory.list(77, [ref(5)]);
    await handleSweep(surroundings)(job(data), signal);
    expect(planned()).toEqual([
      ["gates", "5#1"],
      ["merge-queues", "77"],
    ]);
  });

  test("that finds something in another repository is a full one, the first time", async () => {
    const { surroundings, planned } = world({ ...changed(true, [9]), repositories: [listed(5)] });
    surroundings.sweepMemory.list(77, [ref(5)]);
    await handleSweep(surroundings)(job(data), signal);
    expect(planned()[0]).toEqual(["looks", "5"]);
    await handleSweep(surroundings)(job(data), signal);
    expect(planned().slice(-2)).toEqual([["gates", "5#1"], ["merge-queues", "77"]]); // prettier-ignore
  });

  test.each<[string, boolean]>([
    ["where more changed than can be searched for", true],
    ["where no list is known", false],
  ])("is a full one %s", async (_, known) => {
    const { surroundings, planned } = world({ ...changed(false), repositories: [listed(5)] });
    if (known) surroundings.sweepMemory.list(77, [ref(5)]);
    await handleSweep(surroundings)(job(data), signal);
    expect(planned()).toEqual([["looks", "5"], ["deployments", "5"], ["merge-queues", "77"]]); // prettier-ignore
  });
});

describe("a look at repositories", () => {
  const data = { repositories: [listed(5)], since: SINCE };
  const found = (each: Looked) => ({
    standing: () => Promise.resolve([standing(listed(5))]),
    look: () => Promise.resolve([each]),
  });

  test("plans verdicts and merges that are missing, and comes again", async () => {
    const each = looked(5, {
      open: [open(1), open(2, "2026-06-01T11:00:00Z")],
      merged: [merged(4, "2026-06-01T11:30:00Z"), merged(3, "2026-06-01T10:55:00Z")],
    });
    const { surroundings, planned } = world(found(each));
    await handleLook(surroundings)(job(data), signal);
    expect(planned()).toEqual([["gates", "5#1"], ["merges", "5#3@m3"], ["merges", "5#4@m4"]]); // prettier-ignore
    expect(surroundings.sweepMemory.settled(5)).toBeUndefined();
  });

  test("that finds nothing is the last until something happens", async () => {
    const { surroundings, planned } = world(found(looked(5)));
    await handleLook(surroundings)(job(data), signal);
    const basis = "tree";
    expect(surroundings.sweepMemory.settled(5)).toEqual({ at: "2026-06-01T12:00:00Z", basis });
    const again = { ...surroundings, overview: { ...surroundings.overview, look: (all: readonly Standing[]) => Promise.resolve(all.map(absent)) } }; // prettier-ignore
    await handleLook(again)(job(data), signal);
    expect(planned()).toEqual([]);
  });

  test("of another policy asks about every branch again", async () => {
    const { surroundings } = world(found(looked(5)));
    await learnBranch(surroundings.memory, 5, "main", false);
    await handleLook(surroundings)(job(data), signal);
    expect((await surroundings.memory.of(5)).isUngated("main")).toBe(true);
    surroundings.sweepMemory.settle(5, { at: "2026-06-01T12:00:00Z", basis: "other" });
    await handleLook(surroundings)(job(data), signal);
    expect((await surroundings.memory.of(5)).isUngated("main")).toBe(false);
  });

  test("leaves those to the next job that ten requests do not tell of", async () => {
    // Six of them with twenty pull requests each are as much as a request asks for.
    const repositories = Array.from({ length: 70 }, (_, i) => listed(i + 1));
    const asked: number[] = [];
    const { surroundings, store } = world({
      standing: (all) => Promise.resolve(all.map((each) => standing(each, { open: 20 }))),
      look: (all) => {
        asked.push(all.length);
        return Promise.resolve([]);
      },
    });
    await handleLook(surroundings)(job({ repositories, since: SINCE }), signal);
    expect(asked).toEqual([60]);
    const data = { repositories: repositories.slice(60), since: SINCE };
    expect(store.kept).toMatchObject([{ queue: "looks", job: { key: "61", data } }]);
  });

  test("leaves those with more than it reads to a job of their own", async () => {
    const { surroundings, planned } = world({
      standing: () => Promise.resolve([standing(listed(5)), standing(listed(6), { open: 21 })]),
      look: (all: readonly Standing[]) => {
        expect(all.map(({ listed: { repository } }) => repository.id)).toEqual([5]);
        return Promise.resolve([looked(5, { more: true, open: [open(1)] })]);
      },
    });
    await handleLook(surroundings)(job(data), signal);
    expect(planned()).toEqual([["repositories", "6 missing"], ["repositories", "5 missing"]]); // prettier-ignore
  });
});

const queue = (branch: string) => ({ repository: ref(5), branch });
const group = (headSha: string, madeAt = "2026-06-01T11:00:00Z") => ({
  headSha,
  headRef: `refs/heads/gh-readonly-queue/main/${headSha}`,
  madeAt,
});

const lookedQueue = (groups: LookedQueue["groups"], branch = "main"): LookedQueue => ({
  queue: queue(branch),
  groups,
  now: "2026-06-01T12:00:00Z",
});

describe("merge queues", () => {
  test("are known by a pull request to their branch, and looked at, once for all of them", async () => {
    const each = looked(5, {
      open: [
        { ...open(1, "2026-06-01T11:00:00Z"), hasQueue: true },
        { ...open(2, "2026-06-01T11:00:00Z"), hasQueue: true, baseRef: "next" },
        { ...open(3, "2026-06-01T11:00:00Z"), baseRef: "topic" },
      ],
    });
    const { surroundings, planned } = world({
      standing: () => Promise.resolve([standing(listed(5))]),
      look: () => Promise.resolve([each]),
    });
    const look = () =>
      handleLook(surroundings)(job({ repositories: [listed(5)], since: SINCE }), signal);
    await look();
    expect(planned()).toEqual([["merge-queues", "77"]]);
    expect(await surroundings.queueMemory.of(77)).toEqual([queue("main"), queue("next")]);
    surroundings.sweepMemory.settle(5, undefined);
    await look();
    expect(planned()).toHaveLength(1);
  });

  test("that no check covers are not asked about", async () => {
    const asked: string[] = [];
    const queues = (all: readonly MergeQueueRef[]) => {
      asked.push(...all.map(({ branch }) => branch));
      return Promise.resolve([]);
    };
    const { surroundings } = world({ queues });
    await surroundings.queueMemory.know(ref(5), ["main", "next"]);
    await learnBranch(surroundings.memory, 5, "next", false);
    await handleQueues(surroundings)(job({ installation: 77 }), signal);
    expect(asked).toEqual(["main"]);
  });

  test("have those groups judged that nobody was asked about for a minute", async () => {
    const groups = [
      group("lost"),
      group("judged"),
      group("lost-too", "2026-06-01T11:59:00Z"),
      group("new", "2026-06-01T11:59:01Z"),
    ];
    const { surroundings, store } = world({ queues: () => Promise.resolve([lookedQueue(groups)]) });
    await surroundings.queueMemory.judged({ repository: ref(5), headSha: "judged" });
    await handleQueues(surroundings)(job({ installation: 77 }), signal);
    expect(store.kept.map(({ job: { data } }) => data)).toEqual([
      {
        repository: ref(5),
        headSha: "lost",
        headRef: "refs/heads/gh-readonly-queue/main/lost",
        baseRef: "main",
      },
      expect.objectContaining({ headSha: "lost-too" }),
    ]);
  });

  test("that are gone are forgotten", async () => {
    const { surroundings, planned } = world({
      queues: () => Promise.resolve([lookedQueue(undefined), lookedQueue([], "next")]),
    });
    await surroundings.queueMemory.know(ref(5), ["main", "next"]);
    await handleQueues(surroundings)(job({ installation: 77 }), signal);
    expect(await surroundings.queueMemory.of(77)).toEqual([queue("next")]);
    expect(planned()).toEqual([]);
  });
});

describe("a repository", () => {
  test.each([
    [undefined, ["5#1", "5#2"]],
    ["release/1", ["5#3"]],
  ] as const)("has all of its pull requests judged again: %s", async (baseRef, keys) => {
    const { surroundings, planned } = world();
    const data = { repository: ref(5), which: "all" as const, ...(baseRef && { baseRef }) };
    await handleRepository(surroundings)(job(data), signal);
    expect(planned()).toEqual(keys.map((key) => ["gates", key]));
  });

  test("is looked through for what was missed, of a week where nothing is known", async () => {
    const alone = swept({ open: [open(1)], merged: [merged(3, "2026-05-31T00:00:00Z")] });
    const { surroundings, planned, asked } = world({ alone });
    const data = { repository: ref(5), which: "missing" as const };
    await handleRepository(surroundings)(job(data), signal);
    expect(planned()).toEqual([["gates", "5#1"], ["merges", "5#3@m3"]]); // prettier-ignore
    await handleRepository(surroundings)(job({ ...data, since: SINCE }), signal);
    expect(asked).toEqual(["2026-05-25T11:50:00.000Z", "2026-06-01T10:50:00.000Z"]);
  });

  test("misses nothing on branches that no check covers", async () => {
    const { surroundings, planned } = world({ alone: swept({ open: [open(1)] }) });
    await learnBranch(surroundings.memory, 5, "main", false);
    const data = { repository: ref(5), which: "missing" as const };
    await handleRepository(surroundings)(job(data), signal);
    expect(planned()).toEqual([]);
  });
});

describe("jobs that wait for each other's turn", () => {
  const later = "2026-06-01T11:30:00.000Z";
  test("go back as far as the first of them", () => {
    const sweep = SWEEPS.merge?.({ installation: 77, full: true, since: SINCE }, { installation: 77, since: later }); // prettier-ignore
    expect(sweep).toEqual({ installation: 77, full: true, since: SINCE });
    const look = LOOKS.merge?.({ repositories: [], since: later }, { repositories: [listed(5)], since: SINCE }); // prettier-ignore
    expect(look).toEqual({ repositories: [listed(5)], since: SINCE });
    const which = "missing" as const;
    const one = REPOSITORIES.merge?.({ repository: ref(5), which, since: SINCE }, { repository: ref(5), which }); // prettier-ignore
    expect(one).toEqual({ repository: ref(5), which, since: SINCE });
  });

  test("a start keeps what the planned sweep knows", () => {
    const planned = { installation: 0, since: SINCE, fullAt: later };
    const merge = SWEEPS.merge?.(planned, { installation: 0, full: true });
    expect(merge).toEqual({ ...planned, full: true });
  });
});

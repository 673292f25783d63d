import { createQueueMemory } from "../../src/main/app/memory/queue-memory.ts";
import { createRepositoryMemory } from "../../src/main/app/memory/repository-memory.ts";
import { createSweepMemory } from "../../src/main/app/memory/sweep-memory.ts";
import type { ListedRepository } from "../../src/ports/installations.ts";
import type { Looked, Overview, Standing } from "../../src/ports/overview.ts";
import type { Swept } from "../../src/ports/pull-requests.ts";
import { createNoteMemory } from "../../src/queue/note-memory.ts";
import { fakeJobStore } from "./fake-job-store.ts";

/** When everything happens here. */
export const NOW = Date.parse("2026-06-01T12:00:00Z");
/** When the last sweep was. */
export const SINCE = "2026-06-01T11:00:00.000Z";

export const ref = (id: number) => ({ id, owner: "acme", name: `r${id}`, installation: 77 });

export function listed(id: number, changes: Partial<ListedRepository> = {}): ListedRepository {
  return {
    repository: ref(id),
    node: `R_${id}`,
    openIssues: 1,
    pushedAt: "2020-01-01T00:00:00Z",
    ...changes,
  };
}

export const open = (number: number, judgedAt?: string) => ({
  number,
  baseRef: "main",
  headSha: "h",
  hasQueue: false,
  updatedAt: "2026-06-01T10:00:00Z",
  judgedAt,
});

export const merged = (number: number, mergedAt: string) => ({
  number,
  baseRef: "main",
  mergeCommit: `m${number}`,
  mergedAt,
});

export function swept(changes: Partial<Swept> = {}): Swept {
  return { open: [], merged: [], hasRecords: true, now: "2026-06-01T12:00:00Z", ...changes };
}

export const standing = (each: ListedRepository, changes: Partial<Standing> = {}): Standing => ({
  listed: each,
  basis: "tree",
  hasRecords: true,
  open: 1,
  touchedAt: "2026-06-01T10:00:00Z",
  mergedAt: undefined,
  ...changes,
});

export const looked = (id: number, changes: Partial<Looked> = {}): Looked => ({
  repository: ref(id),
  more: false,
  ...swept(),
  ...changes,
});

export const queue = (branch: string) => ({ repository: ref(5), branch });

/** What looks for what webhooks did not tell of works with; whatever a test does not give is not asked for. */
export function sweepWorld({
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

export function absent(): never {
  throw new Error("this is not asked for");
}

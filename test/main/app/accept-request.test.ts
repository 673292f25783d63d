import { describe, expect, test } from "@jest/globals";
import type { AppRequest } from "../../../src/core/model/request.ts";
import type { TagChange } from "../../../src/core/model/tag-change.ts";
import { acceptRequest } from "../../../src/main/app/accept-request.ts";
import { COMMITS } from "../../../src/main/app/queues/commits.ts";
import { GATES } from "../../../src/main/app/queues/gates.ts";
import { GROUPS } from "../../../src/main/app/queues/merge-groups.ts";
import { PUSHES } from "../../../src/main/app/queues/pushes.ts";
import { RECORDS } from "../../../src/main/app/queues/records.ts";
import { TAGS } from "../../../src/main/app/queues/tags.ts";
import { QUEUES } from "../../../src/main/app/workers.ts";
import {
  createRepositoryMemory,
  type RepositoryMemory,
} from "../../../src/main/app/memory/repository-memory.ts";
import { createNoteMemory } from "../../../src/queue/note-memory.ts";
import { learnBranch } from "../../support/learnt.ts";
import { fakeJobStore } from "../../support/fake-job-store.ts";

const REPOSITORY = { id: 5, owner: "acme", name: "scanner", installation: 77 };
const PUSHED = { repository: REPOSITORY, branch: "b", before: "1", after: "2" };
const NOW = 1_000_000;
const SOON = NOW + 200;

async function learnCovered(memory: RepositoryMemory, covered: readonly string[]): Promise<void> {
  await memory.learn(await memory.of(5), { covered });
}

async function accepted(
  request: AppRequest,
  learn: (memory: RepositoryMemory) => unknown = () => undefined,
) {
  const store = fakeJobStore();
  const clock = { now: () => NOW };
  const memory = createRepositoryMemory(createNoteMemory(clock), clock);
  await learn(memory);
  const forgotten: number[] = [];
  const people = {
    forget: (installation: number) => {
      forgotten.push(installation);
      return Promise.resolve();
    },
  };
  await acceptRequest({
    store,
    memory,
    clock,
    properties: { forget: () => Promise.resolve() },
    people,
    expected: { expect: () => undefined },
    greetUpTo: 2,
  })(request);
  return { kept: store.kept, memory, forgotten };
}

const GATE: AppRequest = { type: "gate", repository: REPOSITORY, pullRequest: 7, baseRef: "main" };
const COMMIT: AppRequest = {
  type: "gate-commit",
  repository: REPOSITORY,
  sha: "abc",
  rewrite: false,
};

const DEPLOYMENT = {
  repository: REPOSITORY,
  environment: "production",
  sha: "abc",
  ref: "main",
  run: 12,
};
const GROUP = { repository: REPOSITORY, headSha: "abc", headRef: "refs/heads/q", baseRef: "main" };

describe("what a webhook asks for becomes", () => {
  test.each<[string, AppRequest, string, object]>([
    ["a pull request to judge soon", GATE, "gates", { key: "5#7", group: "77", data: { repository: REPOSITORY, pullRequest: 7 }, notBefore: SOON }], // prettier-ignore
    ["a commit to look up soon", COMMIT, "commits", { key: "5@abc", group: "77", data: { repository: REPOSITORY, sha: "abc", rewrite: false }, notBefore: SOON }], // prettier-ignore
    ["a merge group to judge at once", { type: "gate-group", ...GROUP, baseSha: "def" }, "merge-groups", { key: "5@abc", group: "77", data: { ...GROUP, baseSha: "def" } }], // prettier-ignore
    ["a deployment to answer at once", { type: "deploy", ...DEPLOYMENT }, "protections", { key: "5!12 production", group: "77", data: DEPLOYMENT }], // prettier-ignore
    ["those to a branch", { type: "gate-open", repository: REPOSITORY, baseRef: "r/1" }, "repositories", { key: "5:r/1", group: "77", data: { repository: REPOSITORY, baseRef: "r/1", which: "all" }, notBefore: SOON }], // prettier-ignore
    ["an installation to look through", { type: "sweep-installation", installation: 77 }, "sweeps", { key: "77", group: "77", data: { installation: 77, full: true, since: "1969-12-25T00:16:40.000Z" } }], // prettier-ignore
    ["a button, once for each person while it waits", { type: "press", repository: REPOSITORY, sha: "abc", pullRequests: [7], actor: { id: 3, login: "a", bot: false }, body: "/mltrl check" }, "presses", { key: "5@abc 3 /mltrl check", group: "77", data: { repository: REPOSITORY, sha: "abc", pullRequests: [7], actor: { id: 3, login: "a", bot: false }, body: "/mltrl check" } }], // prettier-ignore
    ["a command, once for each comment", { type: "command", repository: REPOSITORY, number: 7, onPullRequest: true, comment: { id: 9, node: "IC_9" }, actor: { id: 3, login: "a", bot: false }, body: "/mltrl" }, "commands", { id: "5:9", group: "77", data: { repository: REPOSITORY, number: 7, onPullRequest: true, comment: { id: 9, node: "IC_9" }, actor: { id: 3, login: "a", bot: false }, body: "/mltrl" } }], // prettier-ignore
    ["an organisation to judge again", { type: "organization-changed", repository: REPOSITORY }, "organizations", { key: "77", group: "77", data: { installation: 77 }, notBefore: SOON }], // prettier-ignore
    ["all of a repository with other properties", { type: "properties-changed", repository: REPOSITORY }, "repositories", { key: "5:", group: "77", data: { repository: REPOSITORY, which: "all" }, notBefore: SOON }], // prettier-ignore
  ])("%s", async (_, request, queue, job) => {
    expect((await accepted(request)).kept).toEqual([{ queue, job }]);
  });
});

test("new records of the default branch ask for all pull requests and for a look at what runs", async () => {
  const { kept } = await accepted({ type: "gate-open", repository: REPOSITORY });
  const data = { repository: REPOSITORY };
  expect(kept).toEqual([
    { queue: "repositories", job: { key: "5:", group: "77", data: { ...data, which: "all" }, notBefore: SOON } }, // prettier-ignore
    { queue: "deployments", job: { key: "5", group: "77", data, notBefore: NOW + 60_000 } },
    { queue: "setups", job: { key: "5", group: "77", data: { ...data, isNew: false }, notBefore: NOW + 60_000 } }, // prettier-ignore
  ]);
});

test("how a repository is set up is looked at once, unless it had no policy then", async () => {
  for (const [gated, more] of [
    [true, []],
    [false, ["setups"]],
  ] as const) {
    const { kept } = await accepted({ type: "gate-open", repository: REPOSITORY }, (memory) =>
      memory.examined(5, undefined, gated),
    );
    expect(kept.map(({ queue }) => queue)).toEqual(["repositories", "deployments", ...more]);
  }
});

function installed(count: number) {
  return accepted({
    type: "installed",
    installation: 77,
    repositories: Array.from({ length: count }, (_, id) => ({ ...REPOSITORY, id })),
  });
}

describe("commits that a branch takes in are looked at", () => {
  test.each<[string, (memory: RepositoryMemory) => unknown, readonly (number | undefined)[]]>([
    ["of a branch with a check", (memory) => learnBranch(memory, 5, "b", true, []), [SOON]],
    ["of one that the policy covers", (memory) => learnCovered(memory, ["b*"]), [SOON]],
    ["while nothing is known, when a verdict may have told", () => undefined, [SOON + 800]],
    ["not of a branch without a check", (memory) => learnBranch(memory, 5, "b", false, []), []],
    ["not of one that the policy does not cover", (memory) => learnCovered(memory, ["c*"]), []],
  ])("%s", async (_, learn, due) => {
    const { kept } = await accepted({ type: "pushed", ...PUSHED }, learn);
    expect(kept.map(({ queue }) => queue)).toEqual(due.map(() => "pushes"));
    expect(kept.map(({ job }) => "notBefore" in job && job.notBefore)).toEqual(due);
  });

  test("together where they follow each other", () => {
    const next = { ...PUSHED, before: "2", after: "3" };
    expect(PUSHES.merge?.(PUSHED, next)).toEqual({ ...PUSHED, after: "3" });
    const made = { ...PUSHED, created: true } as const;
    expect(PUSHES.merge?.(made, next)).toEqual({ ...made, after: "3" });
  });
});

describe("a tag that is pushed is looked at", () => {
  const moved = { tag: "nn@v1.0.0", before: "a", by: "researcher" };
  test.each<[string, TagChange, boolean | undefined, readonly string[]]>([
    ["where it registers a version", moved, undefined, ["tags"]],
    ["where the whole repository has versions", { ...moved, tag: "v1.0.0" }, undefined, ["tags"]],
    ["whatever is known of the default branch's check", moved, false, ["tags"]],
    ["where it is new, while nothing is known", { tag: "nn@v1.0.0", by: "" }, undefined, ["tags"]],
    ["not where it is new and there is no check", { tag: "nn@v1.0.0", by: "" }, false, []],
    ["not where its name is no version's", { ...moved, tag: "nightly" }, undefined, []],
    ["not where it assigns a stage", { ...moved, tag: "nn#prod" }, undefined, []],
    ["not where it takes a version back", { ...moved, tag: "nn@v1.0.0!" }, undefined, []],
  ])("%s", async (_, change, gated, queues) => {
    const request = { type: "tag-pushed" as const, repository: REPOSITORY, defaultBranch: "main" };
    const { kept } = await accepted({ ...request, ...change }, (memory) => {
      return gated === undefined ? undefined : learnBranch(memory, 5, "main", gated);
    });
    expect(kept.map(({ queue }) => queue)).toEqual(queues);
    const data = { repository: REPOSITORY, changes: [change] };
    for (const { job } of kept) expect(job).toEqual({ key: "5", group: "77", data, notBefore: SOON }); // prettier-ignore
  });

  test("together with those that came before", () => {
    const [first, second] = [moved, { ...moved, before: "b" }];
    const job = { repository: REPOSITORY, changes: [first] };
    expect(TAGS.merge?.(job, { ...job, changes: [second] })).toEqual({ ...job, changes: [first, second] }); // prettier-ignore
  });
});

describe("repositories that the App comes to", () => {
  test("are greeted one after the other", async () => {
    const { kept } = await installed(2);
    expect(kept).toMatchObject([
      { queue: "sweeps", job: { data: { installation: 77, full: true } } },
      { queue: "setups", job: { key: "0", data: { isNew: true }, notBefore: NOW } },
      { queue: "setups", job: { key: "1", data: { isNew: true }, notBefore: NOW + 3000 } },
    ]);
  });

  test("are only looked through where they are too many at once", async () => {
    expect((await installed(3)).kept.map(({ queue }) => queue)).toEqual(["sweeps"]);
  });
});

const MERGED = {
  type: "merged",
  repository: REPOSITORY,
  number: 7,
  mergeCommit: "def",
  mergedAt: "2026-06-01T12:00:00Z",
  headSha: "abc",
  baseRef: "main",
} as const satisfies AppRequest;

test("a merge is put on record at once, and others of its head are looked up", async () => {
  const { repository, number, mergeCommit, mergedAt } = MERGED;
  const data = { repository, number, mergeCommit, mergedAt };
  expect((await accepted(MERGED)).kept).toEqual([
    { queue: "merges", job: { id: "5#7@def", group: "77", data } },
    { queue: "commits", job: { key: "5@abc", group: "77", data: { repository, sha: "abc", rewrite: false }, notBefore: SOON } }, // prettier-ignore
  ]);
});

test("merges that wait to be recorded are kept in their order, each once", () => {
  const { type: _, headSha: __, baseRef: ___, ...one } = MERGED;
  const other = { ...one, number: 8, mergeCommit: "123" };
  const repository = REPOSITORY;
  expect(
    RECORDS.merge?.({ repository, merged: [one] }, { repository, merged: [one, other] }),
  ).toEqual({ repository, merged: [one, other] });
});

const ungated = (memory: RepositoryMemory): Promise<void> =>
  learnBranch(memory, 5, "main", false, []);

const watching = (memory: RepositoryMemory): Promise<void> =>
  learnBranch(memory, 5, "main", true, ["lint"]);

const unread = async (memory: RepositoryMemory): Promise<void> =>
  memory.learn(await memory.of(5), { base: { ref: "main", gated: true } });

describe("nothing is done", () => {
  test.each<[string, AppRequest, (memory: RepositoryMemory) => unknown]>([
    ["for a branch that no check covers", GATE, ungated],
    ["when a pull request to such a branch is merged", MERGED, ungated],
    ["when a pull request to such a branch closes", { ...COMMIT, left: "main" }, ungated],
    ["when a check ends that no rule asks for", { ...COMMIT, finished: "other" }, watching],
  ])("%s", async (_, request, learn) => {
    expect((await accepted(request, learn)).kept).toEqual([]);
  });

  test.each<[string, AppRequest, (memory: RepositoryMemory) => unknown]>([
    ["for another branch", { ...GATE, baseRef: "release/1" }, ungated],
    ["when a check ends that a rule asks for", { ...COMMIT, finished: "lint" }, watching],
    ["when a check ends and nothing is known yet", { ...COMMIT, finished: "lint" }, () => undefined], // prettier-ignore
    ["when a check ends and no verdict came to know what is asked for", { ...COMMIT, finished: "lint" }, unread], // prettier-ignore
    ["when a pull request to a gated branch closes", { ...COMMIT, left: "main" }, watching],
  ])("but something is %s", async (_, request, learn) => {
    expect((await accepted(request, learn)).kept).toHaveLength(1);
  });
});

const sharing = async (memory: RepositoryMemory): Promise<void> =>
  memory.learn(await memory.of(5), { shared: "old" });

const sharingUngated = async (memory: RepositoryMemory): Promise<void> => {
  await sharing(memory);
  await ungated(memory);
};

describe("others of a head that a pull request leaves are judged", () => {
  const leaving = { ...GATE, left: "old" };
  const others = { queue: COMMITS.name, job: { data: { repository: REPOSITORY, sha: "old", rewrite: false } } }; // prettier-ignore

  test("where it was shared", async () => {
    const { kept } = await accepted(leaving, sharing);
    expect(kept).toMatchObject([others, { queue: GATES.name }]);
  });

  test("also where it goes to a branch that no check covers", async () => {
    expect((await accepted(leaving, sharingUngated)).kept).toMatchObject([others]);
  });

  test("and not where nobody shared it", async () => {
    const { kept } = await accepted({ ...leaving, left: "other" }, sharing);
    expect(kept).toMatchObject([{ queue: GATES.name }]);
  });
});

describe("what is remembered of ungated branches is forgotten", () => {
  test.each<[string, AppRequest, boolean]>([
    ["with a new policy", { type: "gate-open", repository: REPOSITORY }, false],
    ["with a repository that changes", { type: "forget", repository: 5 }, false],
    ["with everything", { type: "forget", installation: 77 }, false],
    ["not with another repository", { type: "forget", repository: 6 }, true],
  ])("%s", async (_, request, still) => {
    const { memory } = await accepted(request, (each) => learnBranch(each, 5, "main", false, []));
    expect((await memory.of(5)).isUngated("main")).toBe(still);
  });
});

describe("jobs that fold", () => {
  test("keep a demand to write again", () => {
    const waiting = { repository: REPOSITORY, pullRequest: 7, rewrite: { headSha: "abc" } };
    const next = { repository: { ...REPOSITORY, name: "renamed" }, pullRequest: 7 };
    expect(GATES.merge?.(waiting, next)).toEqual({ ...next, rewrite: { headSha: "abc" } });
    const commit = { repository: REPOSITORY, sha: "abc", rewrite: false };
    expect(COMMITS.merge?.({ ...commit, rewrite: true }, commit).rewrite).toBe(true);
    expect(COMMITS.merge?.(commit, commit).rewrite).toBe(false);
  });

  test("keep on which branch something ran", () => {
    const commit = { repository: REPOSITORY, sha: "abc", rewrite: false };
    const ranOn = { name: "topic", repository: 5 };
    expect(COMMITS.merge?.({ ...commit, ranOn }, commit)).toEqual({ ...commit, ranOn });
  });

  test("stand in queues of different names", () => {
    expect(new Set(QUEUES.map(({ name }) => name)).size).toBe(QUEUES.length);
  });
});

describe("a merge group", () => {
  test("costs nothing where no check covers its branch", async () => {
    const { kept } = await accepted({ type: "gate-group", ...GROUP }, (memory) =>
      learnBranch(memory, 5, "main", false, []),
    );
    expect(kept).toEqual([]);
  });

  test.each([
    ["docs", 0],
    ["lint", 1],
  ])("is judged again when a check ends that a rule asks for: %s", async (finished, jobs) => {
    const { kept } = await accepted({ type: "gate-group", ...GROUP, finished }, (memory) =>
      learnBranch(memory, 5, "main", true, ["lint"]),
    );
    expect(kept).toHaveLength(jobs);
    for (const { job } of kept) expect(job.data).toMatchObject({ news: true });
  });

  test("keeps what its first event told, and stays destroyed", () => {
    const waiting = { ...GROUP, baseSha: "def", destroyed: true } as const;
    expect(GROUPS.merge?.(waiting, GROUP)).toEqual(waiting);
  });
});

describe("people who changed", () => {
  const CHANGED: AppRequest = { type: "people-changed", installation: 77 };
  const asking = { repository: REPOSITORY, pullRequest: 7 };

  test("are forgotten, and pull requests that ask for them judged again", async () => {
    const other = { ...REPOSITORY, installation: 78 };
    const at = "2026-06-01T12:00:00Z";
    const { kept, forgotten } = await accepted(CHANGED, async (memory) => {
      await memory.judged(asking, at, { asks: true, isForRelease: false });
      await memory.judged({ repository: other, pullRequest: 8 }, at, {
        asks: true,
        isForRelease: false,
      });
      await memory.judged({ repository: REPOSITORY, pullRequest: 9 }, at, {
        asks: true,
        isForRelease: false,
      });
      await memory.judged({ repository: REPOSITORY, pullRequest: 9 }, at, {
        asks: false,
        isForRelease: false,
      });
    });
    expect(forgotten).toEqual([77]);
    expect(JSON.stringify(kept)).toContain('"5#7"');
    expect(JSON.stringify(kept)).not.toMatch(/5#[89]/);
  });

  test("cost nothing where nobody asks for them", async () => {
    expect((await accepted(CHANGED)).kept).toEqual([]);
  });
});

test("a pull request into a branch that is known to be released from goes first", async () => {
  const { kept } = await accepted(GATE, async (memory) => {
    const base = { ref: "main", gated: true, isReleasedFrom: true };
    await memory.learn(await memory.of(5), { base });
  });
  expect(kept).toMatchObject([{ job: { priority: 1, data: { priority: "release" } } }]);
});

test.each([
  [undefined, undefined, undefined],
  ["later", undefined, "usual"],
  ["later", "later", "later"],
  ["later", "release", "release"],
  ["queue", "release", "queue"],
] as const)("of jobs that fold, %s and %s, the more urgent counts: %s", (one, other, expected) => {
  const of = (priority: typeof one | typeof other) => ({
    repository: REPOSITORY,
    pullRequest: 7,
    ...(priority && { priority }),
  });
  expect(GATES.merge?.(of(one), of(other)).priority).toBe(expected);
  expect(GATES.merge?.(of(other), of(one)).priority).toBe(expected);
});

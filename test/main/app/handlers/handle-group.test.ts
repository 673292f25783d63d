import { expect, test } from "@jest/globals";
import { pino } from "pino";
import { UpstreamError } from "../../../../src/core/errors.ts";
import { known, unavailable } from "../../../../src/core/model/fact.ts";
import type { MergeGroup } from "../../../../src/core/model/merge-group.ts";
import { NO_TELEMETRY } from "../../../../src/telemetry/no-telemetry.ts";
import { handleGroup } from "../../../../src/main/app/handlers/handle-group.ts";
import { GROUP_TRIES } from "../../../../src/main/app/queues/merge-groups.ts";
import { createQueueMemory } from "../../../../src/main/app/memory/queue-memory.ts";
import { createRepositoryMemory } from "../../../../src/main/app/memory/repository-memory.ts";
import { createNoteMemory } from "../../../../src/queue/note-memory.ts";
import type { MergeGroupSource } from "../../../../src/ports/merge-groups.ts";
import { BASE, fakeChange, HEAD } from "../../../support/fake-change.ts";
import { ENGINE } from "../../../support/fake-engine.ts";
import { fakeJobStore } from "../../../support/fake-job-store.ts";
import { fakePublisher } from "../../../support/fake-publisher.ts";

const REPOSITORY = { id: 5, owner: "acme", name: "scanner", installation: 77 };
const DATA = { repository: REPOSITORY, headSha: HEAD, headRef: "refs/heads/q", baseRef: "main", baseSha: BASE }; // prettier-ignore
const CONFIG = `version: 1
checks: { main: { branches: [main] } }
components: { a: { paths: [a/**] } }

`;
const FILES = { ".mltrl/config.yml": CONFIG };

function world(change: Partial<MergeGroup> = {}, source?: MergeGroupSource, files = FILES) {
  const fake = fakeChange({ base: files, head: { ...files, "docs/x": "1" } });
  const steps = known([{ pullRequest: 1, base: BASE, head: HEAD }]);
  const group = { change: fake.change, steps, ...change };
  const publisher = fakePublisher();
  const store = fakeJobStore();
  const clock = { now: () => 0 };
  let asked = 0;
  const surroundings = {
    store,
    memory: createRepositoryMemory(createNoteMemory(clock), clock),
    queueMemory: createQueueMemory(createNoteMemory(clock), clock),
    engine: ENGINE,
    log: pino({ level: "silent" }),
    clock,
    telemetry: NO_TELEMETRY,
    ports: {
      ofGroup: () => {
        asked += 1;
        return Promise.resolve({
          ...fake,
          publisher,
          repositoryUrl: "https://x",
          ofPullRequest: () => fake,
          group: source ?? { read: () => Promise.resolve(known(group)) },
        });
      },
    },
  } as unknown as Parameters<typeof handleGroup>[0];
  const run = (
    attempt: number,
    data: object = {},
    instead: object = {},
    signal = new AbortController().signal,
  ): Promise<void> =>
    handleGroup({ ...surroundings, ...instead })(
      { id: undefined, key: "5@abc", group: "77", data: { ...DATA, ...data }, attempt },
      signal,
    );
  const queues = () => surroundings.queueMemory.of(REPOSITORY.installation);
  const { queueMemory } = surroundings;
  const ends = async () => [await queueMemory.isJudged(DATA), await queueMemory.isDone(DATA)];
  return { run, shown: publisher.shown, store, asked: () => asked, queues, surroundings, publisher, ends }; // prettier-ignore
}

test("a group that was thrown away costs nothing", async () => {
  const { run, asked } = world();
  await run(1, { destroyed: true });
  expect(asked()).toBe(0);
});

test("a group is judged and shown at the first try", async () => {
  const { run, shown, store } = world();
  await run(1);
  expect(shown.map(({ report }) => report.conclusion)).toEqual(["success"]);
  expect(store.kept).toEqual([]);
});

test("a gap is closed at the last try and not before", async () => {
  const { run, shown } = world({ steps: unavailable("upstream", "the queue cannot be read") });
  await expect(run(GROUP_TRIES - 1)).rejects.toThrow(UpstreamError);
  expect(shown).toEqual([]);
  await run(GROUP_TRIES);
  expect(shown.map(({ report }) => report.conclusion)).toEqual(["failure"]);
});

test.each([
  ["of ours", new TypeError("of undefined"), "Not judged: an error of mltrl-gate"],
  ["of GitHub's", new UpstreamError("a lost answer"), "Not judged: GitHub did not answer"],
  [
    "with which GitHub refuses",
    Object.assign(new Error("no"), { status: 422 }),
    "Not judged: GitHub did not answer",
  ],
])("an error %s is shown at the last try, and whose it is", async (_, error, title) => {
  const fake = fakeChange({ base: FILES, head: FILES });
  const steps = known([{ pullRequest: 1, base: BASE, head: HEAD }]);
  let reads = 0;
  const broken: MergeGroupSource = {
    read: () => {
      reads += 1;
      if (reads % 2 === 1) throw error;
      return Promise.resolve(known({ change: fake.change, steps }));
    },
  };
  const { run, shown } = world({}, broken);
  await expect(run(GROUP_TRIES)).rejects.toBe(error);
  expect(shown.map(({ report }) => report.title)).toEqual([title]);
});

test("a limit of GitHub's closes no group, not even at the last try", async () => {
  const limited = new UpstreamError("used up", { retryAfter: 60_000 });
  const { run, shown } = world({}, { read: () => Promise.reject(limited) });
  await expect(run(GROUP_TRIES)).rejects.toBe(limited);
  expect(shown).toEqual([]);
});

test.each<[string, object, number]>([
  ["costs nothing", {}, 1],
  ["is judged, where something came up since", { news: true }, 2],
  ["is judged, where somebody pressed re-run", { rewrite: true }, 2],
])("a group that was judged and is told of again %s", async (_, data, times) => {
  const { run, asked } = world();
  await run(1);
  await run(1, data);
  expect(asked()).toBe(times);
});

test("a verdict that is shown is not taken back for what fails after it", async () => {
  const { run, shown, surroundings } = world();
  const full = new Error("the disk is full");
  const queueMemory = { ...surroundings.queueMemory, judged: () => Promise.reject(full) };
  await expect(run(GROUP_TRIES, {}, { queueMemory })).rejects.toBe(full);
  expect(shown.map(({ report }) => report.conclusion)).toEqual(["success"]);
});

test("a group that no check covers is not taken for judged: one may cover it in a moment", async () => {
  const files = { ".mltrl/config.yml": CONFIG.replace("[main]", "[release]") };
  const { run, shown, ends } = world({}, undefined, files);
  await run(1);
  expect(shown).toEqual([]);
  expect(await ends()).toEqual([false, false]);
});

test("a verdict that may have had its group merged is not judged again for what fails after it", async () => {
  const { run, asked, surroundings } = world();
  const full = new Error("the disk is full");
  const queueMemory = { ...surroundings.queueMemory, know: () => Promise.reject(full) };
  await expect(run(1, {}, { queueMemory })).rejects.toBe(full);
  await run(2);
  expect(asked()).toBe(1);
});

test.each<[string, boolean, readonly boolean[]]>([
  ["was told to be unjudged has its end, though it may be asked for again", true, [false, true]],
  ["could not be told to be unjudged has none", false, [false, false]],
])("a group that %s", async (_, isReadable, ends) => {
  const { change } = fakeChange({ base: FILES, head: FILES });
  const steps = known([{ pullRequest: 1, base: BASE, head: HEAD }]);
  const broken = new TypeError("of undefined");
  const later = isReadable
    ? known({ change, steps })
    : unavailable("upstream", "the group cannot be read");
  let reads = 0;
  const read = () => {
    reads += 1;
    return reads === 1 ? Promise.reject(broken) : Promise.resolve(later);
  };
  const { run, ends: seen } = world({}, { read });
  await expect(run(GROUP_TRIES)).rejects.toBe(broken);
  expect(await seen()).toEqual(ends);
});

test("what a run that nobody waits for wrote is looked at again, though another has judged meanwhile", async () => {
  const { run, store, asked, publisher, surroundings } = world();
  const given = new AbortController();
  publisher.check = async () => {
    given.abort();
    await surroundings.queueMemory.judged(DATA);
  };
  await run(1, {}, {}, given.signal);
  const [again] = store.kept;
  await run(1, again?.job.data as object);
  expect(asked()).toBe(2);
});

test("a group that was not judged is not taken for judged", async () => {
  const { run, asked } = world({ steps: unavailable("upstream", "the queue cannot be read") });
  await expect(run(1)).rejects.toThrow(UpstreamError);
  await expect(run(2)).rejects.toThrow(UpstreamError);
  expect(asked()).toBe(2);
});

test.each<[string, string, readonly string[]]>([
  ["is known from then on", CONFIG, ["main"]],
  ["that no check covers is not", CONFIG.replace("[main]", "[release]"), []],
])("the queue of a group %s", async (_, config, branches) => {
  const files = { ".mltrl/config.yml": config };
  const { run, queues } = world({}, undefined, files);
  await run(1);
  expect((await queues()).map(({ branch }) => branch)).toEqual(branches);
});

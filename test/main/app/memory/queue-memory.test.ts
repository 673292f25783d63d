import { expect, test } from "@jest/globals";
import { createQueueMemory } from "../../../../src/main/app/memory/queue-memory.ts";
import { createNoteMemory } from "../../../../src/queue/note-memory.ts";

const HOUR = 3_600_000;
const REPOSITORY = { id: 5, owner: "acme", name: "scanner", installation: 77 };
const MAIN = { repository: REPOSITORY, branch: "main" };
const GROUP = { repository: REPOSITORY, headSha: "abc" };

/** The memories of two replicas. */
function replicas() {
  const clock = { time: 0, now: () => clock.time };
  const notes = createNoteMemory(clock);
  return { clock, memory: createQueueMemory(notes, clock), other: createQueueMemory(notes, clock) };
}

test("queues are known to every replica, by their installation, until they are gone", async () => {
  const { memory, other } = replicas();
  expect(await memory.of(77)).toEqual([]);
  await memory.know(REPOSITORY, ["main", "next"]);
  expect(await other.of(77)).toEqual([MAIN, { ...MAIN, branch: "next" }]);
  expect(await other.of(78)).toEqual([]);
  await other.forget(MAIN);
  expect(await memory.of(77)).toEqual([{ ...MAIN, branch: "next" }]);
});

test("it is told whether a queue is new; under another name its repository is another", async () => {
  const { memory } = replicas();
  expect(await memory.know(REPOSITORY, [])).toBe(false);
  expect(await memory.know(REPOSITORY, ["main"])).toBe(true);
  expect(await memory.know(REPOSITORY, ["main"])).toBe(false);
  expect(await memory.know({ ...REPOSITORY, name: "renamed" }, ["main"])).toBe(true);
  expect(await memory.of(77)).toEqual([{ ...MAIN, repository: { ...REPOSITORY, name: "renamed" } }]); // prettier-ignore
});

test("a group that was judged is known for as long as GitHub may tell of it again", async () => {
  const { clock, memory, other } = replicas();
  expect(await memory.isJudged(GROUP)).toBe(false);
  await memory.judged(GROUP);
  expect(await other.isJudged(GROUP)).toBe(true);
  expect(await other.isJudged({ ...GROUP, headSha: "def" })).toBe(false);
  expect(await other.isJudged({ ...GROUP, repository: { ...REPOSITORY, id: 6 } })).toBe(false);
  clock.time = 72 * HOUR;
  expect(await other.isJudged(GROUP)).toBe(false);
});

test("a group that was given up is done as one that was judged is, and may be judged still", async () => {
  const { memory, other } = replicas();
  expect(await memory.isDone(GROUP)).toBe(false);
  await memory.gaveUp(GROUP);
  expect([await other.isDone(GROUP), await other.isJudged(GROUP)]).toEqual([true, false]);
  await memory.judged(GROUP);
  expect([await other.isDone(GROUP), await other.isJudged(GROUP)]).toEqual([true, true]);
});

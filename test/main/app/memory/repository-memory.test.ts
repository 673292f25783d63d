import { describe, expect, test } from "@jest/globals";
import { createRepositoryMemory } from "../../../../src/main/app/memory/repository-memory.ts";
import { createNoteMemory } from "../../../../src/queue/note-memory.ts";
import { learnBranch } from "../../../support/learnt.ts";

const MINUTE = 60_000;
const REQUEST = {
  repository: { id: 1, owner: "acme", name: "scanner", installation: 77 },
  pullRequest: 7,
};

const ASKED = { asks: true, isForRelease: false };
const NOT_ASKED = { asks: false, isForRelease: false };

/** The memories of two replicas. */
function replicas() {
  const clock = { time: 0, now: () => clock.time };
  const notes = createNoteMemory(clock);
  return {
    clock,
    memory: createRepositoryMemory(notes, clock),
    other: createRepositoryMemory(notes, clock),
  };
}

describe("what is remembered of a repository", () => {
  test("while nothing is known, pull requests and checks are asked about", async () => {
    const { memory } = replicas();
    const known = await memory.of(1);
    expect([known.isUngated("main"), known.isGated("main"), known.covers("main")]).toEqual([false, false, undefined]); // prettier-ignore
    expect(known.watches("lint")).toBe(true);
    expect(await memory.judgedAt(1, [7])).toEqual(new Map());
  });

  test("a branch without a check is so for ten minutes", async () => {
    const { clock, memory } = replicas();
    await learnBranch(memory, 1, "topic", false);
    clock.time = 10 * MINUTE - 1;
    expect((await memory.of(1)).isUngated("topic")).toBe(true);
    expect((await memory.of(2)).isUngated("topic")).toBe(false);
    clock.time = 10 * MINUTE;
    expect((await memory.of(1)).isUngated("topic")).toBe(false);
  });

  test("a branch may get a check, and lose it", async () => {
    const { memory } = replicas();
    const seen = async () => {
      const known = await memory.of(1);
      return [known.isGated("main"), known.isUngated("main"), known.covers("main")];
    };
    await learnBranch(memory, 1, "main", true);
    expect(await seen()).toEqual([true, false, true]);
    await learnBranch(memory, 1, "main", false);
    expect(await seen()).toEqual([false, true, false]);
    await learnBranch(memory, 1, "main", true);
    expect(await seen()).toEqual([true, false, true]);
  });

  test("a head is shared for ninety days after a verdict told so", async () => {
    const { clock, memory, other } = replicas();
    await memory.learn(await memory.of(1), { shared: "abc" });
    const seen = async () => {
      const known = await other.of(1);
      return [known.isShared("abc"), known.isShared("def")];
    };
    expect(await seen()).toEqual([true, false]);
    clock.time = 90 * 24 * 60 * MINUTE;
    expect(await seen()).toEqual([false, false]);
  });

  test("checks that a rule asked for are watched, whoever saw the rule", async () => {
    const { memory, other } = replicas();
    await learnBranch(memory, 1, "main", true, ["lint"]);
    await learnBranch(other, 1, "release", true, ["test"]);
    for (const each of [memory, other]) {
      const known = await each.of(1);
      expect(["lint", "test", "docs"].map((name) => known.watches(name))).toEqual([true, true, false]); // prettier-ignore
    }
  });

  test("something else that is known does not make checks unwatched", async () => {
    const { memory } = replicas();
    await memory.remark(1, "No issues.");
    expect((await memory.of(1)).watches("lint")).toBe(true);
  });

  test.each([
    ["of one repository", 1, [false, true]],
    ["of all", undefined, [false, false]],
  ])("what is not gated is forgotten by every replica, %s", async (_, repository, left) => {
    const { memory, other } = replicas();
    await learnBranch(memory, 1, "main", false);
    await learnBranch(memory, 2, "main", false);
    await memory.learn(await memory.of(1), { covered: ["main"] });
    await other.forgetUngated(repository);
    const [one, two] = await Promise.all([memory.of(1), memory.of(2)]);
    expect([one.isUngated("main"), two.isUngated("main")]).toEqual(left);
    expect(one.covers("main")).toBeUndefined();
  });

  test("what was seen before a policy came is not believed, though it is told after", async () => {
    const { memory, other } = replicas();
    const before = await memory.of(1);
    await other.forgetUngated(1);
    await memory.learn(before, { base: { ref: "main", gated: false }, covered: ["release"] });
    const known = await other.of(1);
    expect([known.isUngated("main"), known.covers("main")]).toEqual([false, undefined]);
    await memory.learn(known, { base: { ref: "main", gated: false }, covered: ["release"] });
    const now = await other.of(1);
    expect([now.isUngated("main"), now.covers("x"), now.covers("release")]).toEqual([true, false, true]); // prettier-ignore
  });

  test("what is wrong with how it is set up, and whether its policy was there by then", async () => {
    const { memory, other } = replicas();
    await memory.remark(1, "No issues.");
    expect((await other.of(1)).isExamined).toBe(false);
    await memory.examined(1, "Nothing requires it.", true);
    expect((await other.of(1)).isExamined).toBe(true);
    expect((await other.of(1)).remarks).toEqual(["No issues.", "Nothing requires it."]);
    await other.examined(1, undefined, true);
    expect((await memory.of(1)).remarks).toEqual(["No issues."]);
    await other.remark(1, undefined);
    expect((await memory.of(1)).remarks).toEqual([]);
  });

  test("when a pull request was judged, until it is not judged any more", async () => {
    const { memory, other } = replicas();
    await memory.judged(REQUEST, "2026-06-01T12:00:00Z", NOT_ASKED);
    expect(await other.judgedAt(1, [6, 7])).toEqual(new Map([[7, "2026-06-01T12:00:00Z"]]));
    await other.judged(REQUEST, undefined, NOT_ASKED);
    expect(await memory.judgedAt(1, [7])).toEqual(new Map());
  });

  test("pull requests that people review, of one installation, whoever judged them", async () => {
    const { memory, other } = replicas();
    const elsewhere = { ...REQUEST, repository: { ...REQUEST.repository, installation: 78 } };
    await memory.judged(REQUEST, "2026-06-01T12:00:00Z", ASKED);
    await other.judged({ ...REQUEST, pullRequest: 8 }, "2026-06-01T12:00:00Z", ASKED);
    await other.judged({ ...elsewhere, pullRequest: 9 }, "2026-06-01T12:00:00Z", ASKED);
    const asking = async () =>
      (await memory.askingPeople(77)).map(({ pullRequest }) => pullRequest);
    expect(new Set(await asking())).toEqual(new Set([7, 8]));
    await other.judged(REQUEST, "2026-06-01T13:00:00Z", NOT_ASKED);
    expect(await asking()).toEqual([8]);
  });

  test("the ladder that its people were told of is told on by the first pull request", async () => {
    const { memory, other } = replicas();
    await memory.learn(await memory.of(1), { ladder: { version: "2027", pullRequest: 7 } });
    await other.learn(await other.of(1), { ladder: { version: "2027", pullRequest: 8 } });
    const known = await memory.of(1);
    expect([7, 8].map((number) => known.toldLadder(number))).toEqual([undefined, "2027"]);
  });
});

describe("branches that are released from", () => {
  test("pull requests into branches that are released from, whoever judged them", async () => {
    const { memory, other } = replicas();
    const seen = async () => [
      (await other.of(1)).isReleasedFrom("release/1"),
      await other.isForRelease(1, 7),
      await other.isForRelease(1, 8),
    ];
    const learn = async (isReleasedFrom: boolean) => {
      const base = { ref: "release/1", gated: true, isReleasedFrom };
      await memory.learn(await memory.of(1), { base });
    };
    expect(await seen()).toEqual([false, false, false]);
    await learn(true);
    await memory.judged(REQUEST, "2026-06-01T12:00:00Z", { asks: false, isForRelease: true });
    expect(await seen()).toEqual([true, true, false]);
    await learnBranch(memory, 1, "release/1", true);
    expect(await seen()).toEqual([true, true, false]);
    await learn(false);
    await memory.judged(REQUEST, undefined, NOT_ASKED);
    expect(await seen()).toEqual([false, false, false]);
  });
});

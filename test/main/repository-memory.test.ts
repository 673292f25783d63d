import { describe, expect, test } from "@jest/globals";
import { createRepositoryMemory } from "../../src/main/repository-memory.ts";

const MINUTE = 60_000;

function aMemory() {
  const clock = { time: 0, now: () => clock.time };
  return { clock, memory: createRepositoryMemory(clock) };
}

describe("what is remembered of a repository", () => {
  test("while nothing is known, pull requests and checks are asked about", () => {
    const { memory } = aMemory();
    expect(memory.isUngated(1, "main")).toBe(false);
    expect(memory.isGated(1, "main")).toBe(false);
    expect(memory.watches(1, "lint")).toBe(true);
    expect(memory.judgedAt(1, 7)).toBeUndefined();
  });

  test("a branch without a check is so for ten minutes", () => {
    const { clock, memory } = aMemory();
    memory.learn(1, "topic", false, []);
    clock.time = 10 * MINUTE - 1;
    expect(memory.isUngated(1, "topic")).toBe(true);
    clock.time = 10 * MINUTE;
    expect(memory.isUngated(1, "topic")).toBe(false);
    expect(memory.isUngated(2, "topic")).toBe(false);
  });

  test("a branch may get a check, and lose it", () => {
    const { memory } = aMemory();
    memory.learn(1, "main", true, ["lint"]);
    expect([memory.isGated(1, "main"), memory.isUngated(1, "main")]).toEqual([true, false]);
    memory.learn(1, "main", false, []);
    expect([memory.isGated(1, "main"), memory.isUngated(1, "main")]).toEqual([false, true]);
  });

  test("only checks that a rule asked for are watched", () => {
    const { memory } = aMemory();
    memory.learn(1, "main", true, ["lint"]);
    expect(["lint", "docs"].map((name) => memory.watches(1, name))).toEqual([true, false]);
  });

  test.each([
    ["of one repository", 1, [false, true]],
    ["of all", undefined, [false, false]],
  ])("what is not gated can be forgotten, %s", (_, repository, left) => {
    const { memory } = aMemory();
    memory.learn(1, "main", false, []);
    memory.learn(2, "main", false, []);
    memory.forgetUngated(repository);
    expect([memory.isUngated(1, "main"), memory.isUngated(2, "main")]).toEqual(left);
  });

  test("what is wrong with how it is set up, and whether its policy was there by then", () => {
    const { memory } = aMemory();
    memory.remark(1, "No issues.");
    expect(memory.isExamined(1)).toBe(false);
    memory.examined(1, "Nothing requires it.", true);
    expect(memory.isExamined(1)).toBe(true);
    expect(memory.remarks(1)).toEqual(["No issues.", "Nothing requires it."]);
    memory.examined(1, undefined, true);
    expect(memory.remarks(1)).toEqual(["No issues."]);
  });

  test("when a pull request was judged, until it is not judged any more", () => {
    const { memory } = aMemory();
    memory.judged(1, 7, "2026-06-01T12:00:00Z");
    expect(memory.judgedAt(1, 7)).toBe("2026-06-01T12:00:00Z");
    memory.judged(1, 7, undefined);
    expect(memory.judgedAt(1, 7)).toBeUndefined();
  });
});

describe("branches that are released from", () => {
  test("are known by the last verdict, and so are the pull requests into them", () => {
    const { memory } = aMemory();
    expect(memory.isForRelease(1, 7, "release/1")).toBe(false);
    memory.learnRelease(1, 7, "release/1", true);
    expect([memory.isForRelease(1, 7), memory.isForRelease(1, 8)]).toEqual([true, false]);
    expect(memory.isForRelease(1, 8, "release/1")).toBe(true);
    expect([memory.isForRelease(1, 8, "main"), memory.isForRelease(2, 7, "release/1")]).toEqual([false, false]); // prettier-ignore
    memory.learnRelease(1, 7, "release/1", false);
    expect([memory.isForRelease(1, 7), memory.isForRelease(1, 8, "release/1")]).toEqual([false, false]); // prettier-ignore
  });

  test("keep no pull requests that take no verdict any more", () => {
    const { memory } = aMemory();
    memory.learnRelease(1, 7, "release/1", true);
    memory.judged(1, 7, "2026-06-01T12:00:00Z");
    expect(memory.isForRelease(1, 7)).toBe(true);
    memory.judged(1, 7, undefined);
    expect([memory.isForRelease(1, 7), memory.isForRelease(1, 7, "release/1")]).toEqual([false, true]); // prettier-ignore
  });
});

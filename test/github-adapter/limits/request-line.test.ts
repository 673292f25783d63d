import { describe, expect, test } from "@jest/globals";
import type { Priority } from "../../../src/core/model/priority.ts";
import { createRequestLine } from "../../../src/github/limits/request-line.ts";
import { createManualClock } from "../../queue/manual-clock.ts";

const ROOM = { queue: 4, release: 3, usual: 2, later: 1 };
const WITHIN = 1000;

function aLine() {
  const clock = createManualClock();
  const line = createRequestLine(ROOM, clock);
  const entered: string[] = [];
  const enter = (name: string, priority: Priority): void => {
    void line.enter(priority, WITHIN).then((isIn) => entered.push(isIn ? name : `not ${name}`));
  };
  return { clock, line, entered, enter };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("a line", () => {
  test("lets in until there is no room, of which each priority leaves some", async () => {
    const { entered, enter } = aLine();
    enter("a", "later");
    enter("b", "later");
    enter("c", "usual");
    enter("d", "usual");
    enter("e", "release");
    enter("f", "queue");
    enter("g", "queue");
    await settle();
    expect(entered).toEqual(["a", "c", "e", "f"]);
  });

  test("lets in the most urgent first, as soon as there is room for it, and then the one that came first", async () => {
    const { line, entered, enter } = aLine();
    for (const name of ["1", "2", "3", "4"]) enter(name, "queue");
    enter("later", "later");
    enter("usual", "usual");
    enter("first", "queue");
    enter("second", "queue");
    await settle();
    entered.splice(0);
    for (const expected of [["first"], ["second"], [], [], ["usual"], [], ["later"]]) {
      line.leave();
      await settle();
      expect(entered.splice(0)).toEqual(expected);
    }
  });

  test("sends away who has waited for long enough", async () => {
    const { clock, line, entered, enter } = aLine();
    enter("in", "later");
    enter("late", "later");
    clock.advance(WITHIN - 1);
    enter("later", "later");
    clock.advance(1);
    await settle();
    expect(entered).toEqual(["in", "not late"]);
    line.leave();
    await settle();
    expect(entered).toEqual(["in", "not late", "later"]);
    expect(clock.alarms()).toEqual([]);
  });
});

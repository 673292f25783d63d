import { describe, expect, jest, test } from "@jest/globals";

import { systemClock } from "../../src/queue/system-clock.ts";

describe("the system clock", () => {
  test("rings when it is time, unless it is told not to", () => {
    jest.useFakeTimers({ now: 1_000 });
    const rung: string[] = [];
    systemClock.after(10, () => rung.push(`first at ${systemClock.now()}`));
    const cancel = systemClock.after(20, () => rung.push("cancelled"));
    cancel();
    jest.advanceTimersByTime(30);
    expect(rung).toEqual(["first at 1010"]);
    jest.useRealTimers();
  });

  test("does not ring at once when the time is too far off for a timer", () => {
    jest.useFakeTimers();
    const rung: string[] = [];
    const cancel = systemClock.after(2 ** 40, () => rung.push("rung"));
    jest.advanceTimersByTime(60_000);
    expect(rung).toEqual([]);
    cancel();
    jest.useRealTimers();
  });
});

import { expect, test } from "@jest/globals";
import { historyOf } from "../../src/core/history.ts";
import type { SwitchbackRecord } from "../../src/core/model/records.ts";

const NOW = "2026-06-01T00:00:00Z";

function back(from: 3, to: 2, type: SwitchbackRecord["type"], date: string): SwitchbackRecord {
  const place = { path: `.mltrl/switchbacks/detector/${date}-${from}-to-${to}.yml` };
  return { component: "detector", from, to, type, date, reason: "", reviewers: [], place };
}

test("a path up, back and up again", () => {
  const history = historyOf(
    "detector",
    [
      { date: "2026-01-01T00:00:00Z", level: 2 },
      { date: "2026-01-05T00:00:00Z", level: 2 },
      { date: "2026-01-11T00:00:00Z", level: 3 },
      { date: "2026-01-21T12:00:00Z", level: 2 },
      { date: "2026-02-01T00:00:00Z", level: 3 },
      { date: "2026-02-02T00:00:00Z", level: 2 },
      { date: "2026-03-01T00:00:00Z", level: 3 },
    ],
    [back(3, 2, "discovery", "2026-01-20"), back(3, 2, "embedded", "2026-02-02")],
    NOW,
  );
  expect(history.transitions.map(({ from, to, type }) => [from, to, type])).toEqual([
    [undefined, 2, "entry"],
    [2, 3, "graduation"],
    [3, 2, "discovery"],
    [2, 3, "graduation"],
    [3, 2, "embedded"],
    [2, 3, "graduation"],
  ]);
  expect(history.transitions[1]?.date).toBe("2026-01-11T00:00:00Z");
  expect(history.daysAtLevel).toEqual([
    { level: 2, days: 10 + 10.5 + 27 },
    { level: 3, days: 10.5 + 1 + 92 },
  ]);
  expect(history.frequentSteps).toEqual([
    { from: 2, to: 3, times: 3 },
    { from: 3, to: 2, times: 2 },
  ]);
});

test("a component that left and came back", () => {
  const { transitions, daysAtLevel } = historyOf(
    "detector",
    [
      { date: "2026-05-01T00:00:00Z", level: 4 },
      { date: "2026-05-11T00:00:00Z", level: undefined },
      { date: "2026-05-31T00:00:00Z", level: 0 },
    ],
    [],
    NOW,
  );
  expect(transitions.map(({ type }) => type)).toEqual(["entry", "removal", "entry"]);
  expect(daysAtLevel).toEqual([
    { level: 0, days: 1 },
    { level: 4, days: 10 },
  ]);
});

test("a way back without a record is named for what it is", () => {
  const levels = [
    { date: "2026-05-01T00:00:00Z", level: 3 },
    { date: "2026-05-11T00:00:00Z", level: 2 },
  ] as const;
  expect(historyOf("detector", levels, [], NOW).transitions[1]?.type).toBe("switchback");
});

test("no versions, no path", () => {
  expect(historyOf("detector", [], [], NOW)).toEqual({
    component: "detector",
    transitions: [],
    daysAtLevel: [],
    frequentSteps: [],
  });
});

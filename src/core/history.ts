import type { FrequentStep, History, Transition } from "./model/history.ts";
import type { Level } from "./model/level.ts";
import { DAY, readMoment } from "./model/moment.ts";
import type { SwitchbackRecord } from "./model/records.ts";

/** The level of a component from one moment on; undefined while it has no card. */
export interface LevelSince {
  /** ISO 8601. */
  readonly date: string;
  readonly level: Level | undefined;
}

/**
 * The path of a component by the levels that its card had on a branch, the oldest first. Versions of the
 * card that say the same level are one stay.
 */
export function historyOf(
  component: string,
  levels: readonly LevelSince[],
  switchbacks: readonly SwitchbackRecord[],
  now: string,
): History {
  const stays = levels.filter(({ level }, i) => level !== levels[i - 1]?.level);
  const transitions = stays.flatMap((stay, i): Transition[] => {
    const from = stays[i - 1]?.level;
    const { date, level: to } = stay;
    return from === undefined && to === undefined
      ? []
      : [{ date, from, to, type: typeOf(from, to, date, switchbacks) }];
  });
  return {
    component,
    transitions,
    daysAtLevel: daysAtLevel(stays, now),
    frequentSteps: frequentSteps(transitions),
  };
}

function typeOf(
  from: Level | undefined,
  to: Level | undefined,
  date: string,
  switchbacks: readonly SwitchbackRecord[],
): Transition["type"] {
  if (from === undefined) return "entry";
  if (to === undefined) return "removal";
  if (to > from) return "graduation";
  const [record] = switchbacks
    .filter((each) => each.from === from && each.to === to)
    .toSorted((a, b) => distance(a.date, date) - distance(b.date, date));
  return record?.type ?? "switchback";
}

/** A record is dated when it is written, a transition when it is merged. */
function distance(one: string, other: string): number {
  return Math.abs(instantOf(one) - instantOf(other));
}

function instantOf(date: string): number {
  return readMoment(date)?.start ?? 0;
}

function daysAtLevel(stays: readonly LevelSince[], now: string): History["daysAtLevel"] {
  const days = new Map<Level, number>();
  for (const [i, { date, level }] of stays.entries()) {
    if (level === undefined) continue;
    const end = stays[i + 1]?.date ?? now;
    const stayed = Math.max(0, instantOf(end) - instantOf(date)) / DAY;
    days.set(level, (days.get(level) ?? 0) + stayed);
  }
  return [...days]
    .map(([level, sum]) => ({ level, days: Math.round(sum * 10) / 10 }))
    .toSorted((a, b) => a.level - b.level);
}

function frequentSteps(transitions: readonly Transition[]): FrequentStep[] {
  const counted = new Map<string, FrequentStep>();
  for (const { from, to } of transitions) {
    if (from === undefined || to === undefined) continue;
    const key = `${from} ${to}`;
    counted.set(key, { from, to, times: (counted.get(key)?.times ?? 0) + 1 });
  }
  return [...counted.values()].toSorted(
    (a, b) => b.times - a.times || a.from - b.from || a.to - b.to,
  );
}

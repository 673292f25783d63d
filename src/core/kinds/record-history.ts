import type { Fact, Unavailable } from "../model/fact.ts";
import type { Place } from "../model/place.ts";
import type { Records } from "../model/records.ts";

/** The records that can be read, and the first one that cannot. */
export function readable<T>(records: readonly Fact<T>[]): {
  readonly values: readonly T[];
  readonly unreadable: Unavailable | undefined;
} {
  return {
    values: records.flatMap((record) => (record.state === "known" ? [record.value] : [])),
    unreadable: records.find((record) => record.state === "unavailable"),
  };
}

/**
 * Whether a record of leaving a level still speaks for the component: it comes with this pull request,
 * or no switchback since has taken the component back to that level or below.
 */
export function isCurrent(
  record: { readonly date: string; readonly place: Place },
  level: number,
  records: Records,
  changedPaths: readonly string[],
): boolean {
  if (changedPaths.includes(record.place.path)) return true;
  return !readable(records.switchbacks).values.some(
    ({ from, to, date }) => to <= level && from > level && date > record.date,
  );
}

/** The latest record; ISO dates sort as text. */
export function latest<T extends { readonly date: string }>(records: readonly T[]): T | undefined {
  return records.toSorted((a, b) => b.date.localeCompare(a.date))[0];
}

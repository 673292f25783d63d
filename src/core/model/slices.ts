import type { Place } from "./place.ts";

/** A part of the data that a component must not fail on, with the bound that was set for it. */
export interface DeclaredSlice {
  readonly name: string;
  readonly metric: string;
  /** The least value, or the greatest: exactly one is given. */
  readonly floor?: number;
  readonly ceiling?: number;
  readonly place: Place;
}

/** What was measured on slices of the data. */
export interface SliceResults {
  readonly path: string;
  readonly slices: readonly SliceResult[];
}

export interface SliceResult {
  readonly name: string;
  readonly metric: string;
  readonly value: number;
  /** Examples that the value was measured on. */
  readonly count: number;
  readonly place: Place;
}

/** What a slice is known by: one may be judged by several metrics. */
export function sliceKey({
  name,
  metric,
}: {
  readonly name: string;
  readonly metric: string;
}): string {
  return `${name} ${metric}`;
}

import type { Place } from "./place.ts";

/**
 * Why a fact is not known.
 * - `missing`: the file or record does not exist.
 * - `invalid`: it exists and cannot be read, contradicts itself or says nothing.
 * - `stale`: it speaks of other content than the one judged, or is too old.
 * - `upstream`: GitHub or the network did not answer.
 * - `not-visible`: this front cannot see it (a work tree sees no reviews).
 * - `awaited`: it is still being produced, usually by CI.
 */
export type Cause = "missing" | "invalid" | "stale" | "upstream" | "not-visible" | "awaited";

export interface Known<T> {
  readonly state: "known";
  readonly value: T;
}

/** A fact that could not be had. It never counts as a pass. */
export interface Unavailable {
  readonly state: "unavailable";
  readonly cause: Cause;
  /** One sentence: what was expected and what was found instead. */
  readonly reason: string;
  readonly places?: readonly Place[];
  /** How to bring it, one step an entry, where that follows from where it was looked for. */
  readonly mend?: readonly string[];
}

/** What is known of the world, or why it is not. Absence is a value here, never an exception. */
export type Fact<T> = Known<T> | Unavailable;

export function known<T>(value: T): Known<T> {
  return { state: "known", value };
}

export function unavailable(cause: Cause, reason: string, ...places: Place[]): Unavailable {
  return { state: "unavailable", cause, reason, ...(places.length > 0 && { places }) };
}

/** Applies a function to what is known and passes on why something is not. */
export function mapFact<T, U>(fact: Fact<T>, use: (value: T) => U): Fact<U> {
  return fact.state === "known" ? known(use(fact.value)) : fact;
}

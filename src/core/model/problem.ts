import type { Place } from "./place.ts";

/** Something wrong in a file that a person wrote: where it is, what is wrong and what was allowed. */
export interface Problem {
  readonly place: Place;
  readonly message: string;
}

/** A value, or every reason why there is none. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

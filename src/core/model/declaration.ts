import type { Place } from "./place.ts";

/** Something that a component declares by name and that does not disappear without a word. */
export interface Declaration {
  readonly sort:
    | "component"
    | "model"
    | "dataset"
    | "requirement"
    | "critical-scenario"
    | "slice"
    | "checklist-item"
    | "part"
    | "hotfix";
  /** Its name or id, unique among its sort. */
  readonly id: string;
  /** Of a requirement what it demands. */
  readonly says?: string;
  readonly place: Place;
}

/** The declarations on both sides; a file that is absent on a side declares nothing there. */
export interface Declarations {
  readonly base: readonly Declaration[];
  readonly head: readonly Declaration[];
}

import type { Place } from "./place.ts";

/** A filled-in checklist, whichever of the known forms it was written in. */
export interface Checklist {
  readonly path: string;
  readonly form: "task-list" | "questions" | "deon";
  readonly items: readonly ChecklistItem[];
  /** When the answers were gone through again, in the order of the file. */
  readonly reviewed: readonly ChecklistReview[];
}

/** One item: `done` is ticked or answered, `not-applicable` says why in `answer`. */
export interface ChecklistItem {
  /** `A.1`, `pre/legal/2`, or a slug of the text where the list gives no id. */
  readonly id: string;
  readonly text: string;
  readonly state: "done" | "open" | "not-applicable";
  /** What stands behind the question or the reason for `not-applicable`; empty if nothing does. */
  readonly answer: string;
  readonly place: Place;
  /** Where a line alone does not lead a reader there: `cell 3` of a notebook. */
  readonly within?: string;
}

/** Somebody went through a checklist again. */
export interface ChecklistReview {
  /** ISO 8601 day. */
  readonly date: string;
  readonly by: string;
  readonly place: Place;
}

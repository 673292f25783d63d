import type { Place } from "./place.ts";

/** A filled-in checklist, whichever of the known forms it was written in. */
export interface Checklist {
  readonly path: string;
  readonly form: "task-list" | "questions" | "deon";
  readonly items: readonly ChecklistItem[];
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
}

import type { Level } from "../../core/model/level.ts";

/** A component as somebody describes it who starts to gate it. */
export interface NewComponent {
  readonly id: string;
  readonly paths: readonly string[];
  readonly level: Level;
  /** GitHub logins; unknown where empty. */
  readonly owners: readonly string[];
  /** How it came to a level above 0: it joined there, or it was there before the gate was. */
  readonly arrival: "entry" | "adopted";
}

/** A file to write, from the root of the repository. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

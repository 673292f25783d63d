import type { Level } from "./level.ts";

/** The path that a component has taken. */
export interface History {
  readonly component: string;
  /** In their order. */
  readonly transitions: readonly Transition[];
  /** Whole and broken days at each level, by level, up to now. */
  readonly daysAtLevel: readonly { readonly level: Level; readonly days: number }[];
  /** Steps by how often they were made, the most frequent first. */
  readonly frequentSteps: readonly FrequentStep[];
}

export interface Transition {
  /** ISO 8601, when it was merged. */
  readonly date: string;
  /** Undefined where the component came. */
  readonly from: Level | undefined;
  /** Undefined where it left. */
  readonly to: Level | undefined;
  /** A switchback whose record is not there is `switchback`. */
  readonly type:
    | "entry"
    | "graduation"
    | "discovery"
    | "review"
    | "embedded"
    | "switchback"
    | "removal";
}

export interface FrequentStep {
  readonly from: Level;
  readonly to: Level;
  readonly times: number;
}

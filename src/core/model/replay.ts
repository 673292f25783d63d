import type { Decision } from "./decision.ts";

/** A record judged again. */
export interface Replay {
  /** What was decided then. */
  readonly recorded: Decision;
  /** What this engine decides on the same facts. */
  readonly again: Decision;
  readonly differences: readonly Difference[];
  /** Components that stand as they were judged, because their facts were not kept. */
  readonly leftOut: readonly string[];
}

/** Something that comes out otherwise. */
export interface Difference {
  /** A check or a component. */
  readonly of: string;
  /** Undefined where it is about the whole. */
  readonly rule?: string;
  readonly recorded: string;
  readonly again: string;
}

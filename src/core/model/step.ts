import type { Level } from "./level.ts";

/** What a pull request does to one component. */
export type Movement = "untouched" | "records" | "content" | "raise" | "lower" | "add" | "remove";

/** One component's move: from its level on the base branch to the level the head claims. */
export interface Step {
  readonly component: string;
  readonly movement: Movement;
  /** Undefined where base does not have the component. */
  readonly from: Level | undefined;
  /** Undefined where head does not have it any more. */
  readonly to: Level | undefined;
  readonly system: boolean;
}

/** The level of a component once the pull request is merged, or before where it is removed. */
export function levelOf(step: Step): Level {
  return step.to ?? step.from ?? 0;
}

import type { Level } from "./level.ts";

/** What a pull request does to one component; `renew` graduates a deployed one again, from 9 to 9. */
export type Movement =
  | "untouched"
  | "records"
  | "content"
  | "raise"
  | "lower"
  | "renew"
  | "add"
  | "remove";

/** One component's move: from its level on the base branch to the level the head claims. */
export interface Step {
  readonly component: string;
  readonly movement: Movement;
  /** Undefined where base does not have the component. */
  readonly from: Level | undefined;
  /** Undefined where head does not have it any more. */
  readonly to: Level | undefined;
  readonly system: boolean;
  /** Paths of merged review records that show this very content at the level of the head. */
  readonly provenBy?: readonly string[];
}

/** The level of a component once the pull request is merged, or before where it is removed. */
export function levelOf(step: Step): Level {
  return step.to ?? step.from ?? 0;
}

/** The first line of the commit by which the App asks for a step. */
export function promotionTitle(component: string, to: Level): string {
  return `Ask for level ${to} of ${component}`;
}

/** The levels of a step that a panel has to review; undefined where there is none. */
export function graduationOf({
  movement,
  from,
  to,
}: Step): { readonly from: Level; readonly to: Level } | undefined {
  const graduates = movement === "raise" || movement === "renew";
  return graduates && from !== undefined && to !== undefined ? { from, to } : undefined;
}

import type { Change } from "../core/model/change.ts";
import { shownRun } from "./show-check.ts";

/** Knows what came in while something was judged. */
export interface Newcomers {
  /**
   * Whether another head is known to wait for its verdict, so that nobody waits for that of this one.
   * Absent where nobody can know.
   */
  readonly isOvertaken?: (change: Pick<Change, "head" | "siblings">) => Promise<boolean>;
}

/** Whether a check shows no end yet: on a head that is overtaken nothing else would bring it there. */
export function isGoingOn(change: Pick<Change, "checkRuns">, check: string): boolean {
  const shown = shownRun(change, check);
  return shown !== undefined && shown.status !== "completed";
}

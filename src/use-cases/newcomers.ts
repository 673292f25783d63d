import type { Change } from "../core/model/change.ts";

/** Knows what came in while something was judged. */
export interface Newcomers {
  /**
   * Whether another head is known to wait for its verdict, so that nobody waits for that of this one.
   * Absent where nobody can know.
   */
  readonly isOvertaken?: (change: Pick<Change, "head" | "siblings">) => Promise<boolean>;
}

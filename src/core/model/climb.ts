import type { Finding } from "./finding.ts";
import type { Level } from "./level.ts";

/** What a component still lacks on its way up. */
export interface Climb {
  readonly component: string;
  readonly from: Level;
  readonly to: Level;
  /** The version of the rule set that judged it. */
  readonly ladder: string;
  /** What each rule came to that stands on the way, once each, the lowest step first. */
  readonly findings: readonly Finding[];
}

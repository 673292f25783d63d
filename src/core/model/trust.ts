import type { Level } from "./level.ts";

/**
 * How far it is known where a report comes from.
 * - 0: a file that somebody committed.
 * - 1: delivered by a run of the workflow that the policy names, on this very content.
 * - 2: and the pull request touches neither that workflow nor what it uses nor the settings of the tests.
 * - 3: made by a reusable workflow that the policy pins, or by one that a ruleset requires.
 * - 4: and signed by that workflow.
 */
export const TIERS = [0, 1, 2, 3, 4] as const;
export type Tier = (typeof TIERS)[number];

/** The tier of what is signed. */
export const HIGHEST: Tier = 4;

/** Where a report comes from. */
export interface Origin {
  readonly tier: Tier;
  /** In words, to follow "the report": `is committed`, `was delivered by run 12 of .github/workflows/ci.yml`. */
  readonly from: string;
  /** What keeps it from the next tier, in words; absent at the highest. */
  readonly because?: string;
  /** The shortest way to that tier, as a step to take. */
  readonly mend?: string;
  /** The run that made it. */
  readonly url?: string;
}

/** Where the reports of a component come from. */
export interface Origins {
  /** By the path that the report is known by. */
  readonly reports: ReadonlyMap<string, Origin>;
  /** Of every other. */
  readonly others: Origin;
}

/** What a judgement rests on: of its reports the one of the lowest tier, and the tier that is asked for. */
export interface Trust extends Origin {
  readonly asked: Tier;
  readonly path: string;
  /** The role that may accept it all the same. */
  readonly accepts?: string;
}

/** The lowest tier that a rule takes of a component at a level, where neither it nor a policy says. */
export function lowestTier(level: Level): Tier {
  if (level < 4) return 0;
  return level < 6 ? 1 : 2;
}

/** The tier that is asked for at the highest levels: less than it is less than the default somewhere. */
export const STRICTEST_DEFAULT: Tier = lowestTier(9);

/** What people call a tier. */
export function tierName(tier: Tier): string {
  return `T${tier}`;
}

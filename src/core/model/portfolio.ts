import type { Level } from "./level.ts";
import type { Problem } from "./problem.ts";

/** How one component stands on its branch, whatever is proposed elsewhere. */
export interface ComponentStanding {
  readonly id: string;
  readonly level: Level;
  /** The day (ISO 8601) of the record that brought it to this level; undefined where there is none. */
  readonly since?: string;
  /** Rules that do not hold and block a release, by id. */
  readonly failing: readonly string[];
  /** Rules that something stands in for, with the first instant at which that is over. */
  readonly waived: readonly {
    readonly rule: string;
    readonly until?: string;
    readonly endsSoon: boolean;
  }[];
  /** A step that the work tree asks for and the default branch does not have: its panel has to meet. */
  readonly asks?: { readonly from: Level; readonly to: Level };
  /** Hotfixes whose panel has not met, each with the day until which it may run. */
  readonly hotfixes: readonly { readonly date: string; readonly until: string }[];
}

/** How one repository stands, or why that cannot be told. */
export interface RepositoryStanding {
  readonly repository: string;
  /** The version of the rule set that judges it; undefined where nothing does. */
  readonly ladder?: string;
  /** Why nothing could be judged; problems of its policy stand apart. */
  readonly unjudged?: string;
  readonly problems: readonly Problem[];
  readonly components: readonly ComponentStanding[];
  /** Checks that let nothing through that is red, by name. */
  readonly blocking: readonly string[];
}

/** What a policy makes of one repository, compared with the one that applies without it. */
export interface RollOut {
  readonly repository: string;
  readonly unjudged?: string;
  readonly problems: readonly Problem[];
  /** Rules that fail by it and would not otherwise. */
  readonly turnsRed: readonly { readonly component: string; readonly rule: string }[];
  readonly turnsGreen: readonly { readonly component: string; readonly rule: string }[];
  /** Checks that begin to block, and rules that fail either way and would block then. */
  readonly beginsToBlock: readonly string[];
  readonly redAnyway: readonly { readonly component: string; readonly rule: string }[];
}

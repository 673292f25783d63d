import type { Fact } from "./fact.ts";
import type { Level } from "./level.ts";
import type { Place } from "./place.ts";

/** A gated review: one file for each graduation. */
export interface ReviewRecord {
  readonly component: string;
  readonly from: Level;
  readonly to: Level;
  /** ISO 8601 date. */
  readonly date: string;
  readonly decision: "graduate" | "revise" | "switchback" | "pause" | "transfer" | "go" | "no-go";
  readonly requestedBy?: string;
  readonly reviewers: readonly string[];
  readonly criteria: readonly string[];
  readonly openTasks: readonly string[];
  readonly place: Place;
}

/** A key decision point of the framework, such as the fork after level 2. */
export interface DecisionRecord {
  readonly component: string;
  readonly level: Level;
  readonly date: string;
  readonly decision: string;
  readonly reason: string;
  readonly by: readonly string[];
  readonly place: Place;
}

/** A regression to an earlier level, recorded. */
export interface SwitchbackRecord {
  readonly component: string;
  readonly from: Level;
  readonly to: Level;
  readonly type: "discovery" | "review" | "embedded";
  readonly date: string;
  readonly reason: string;
  readonly reviewers: readonly string[];
  readonly place: Place;
}

/** Every record of one component; a file that cannot be read stays visible as the reason why. */
export interface Records {
  readonly reviews: readonly Fact<ReviewRecord>[];
  readonly decisions: readonly Fact<DecisionRecord>[];
  readonly switchbacks: readonly Fact<SwitchbackRecord>[];
}

import type { ChangeKind } from "./change-kind.ts";
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
  /** The digest of the content that was reviewed: what a later step can be proven by. */
  readonly content?: string;
  /** People without an account who signed on paper. */
  readonly outside?: readonly OutsideSigner[];
  readonly place: Place;
}

/** A sign-off on paper, as a review record lists it. */
export interface OutsideSigner {
  readonly name: string;
  readonly role: string;
  /** Path of the signed document. */
  readonly document: string;
  /** SHA-256 of its bytes. */
  readonly digest: string;
}

/** A key decision point of the framework, such as the fork after level 2. */
export interface DecisionRecord {
  readonly component: string;
  readonly level: Level;
  readonly date: string;
  readonly decision: string;
  readonly reason: string;
  readonly by: readonly string[];
  /** What is committed to it: budget, people, machines, each in words. */
  readonly resources?: readonly string[];
  /** From when until when it holds: ISO 8601 dates, both included. */
  readonly window?: { readonly from: string; readonly to: string };
  readonly signedBy?: readonly string[];
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
  readonly change?: ChangeKind;
  readonly place: Place;
}

/** An urgent change of what is deployed, made before its panel has met. */
export interface HotfixRecord {
  readonly component: string;
  /** What happened: a text or a link. */
  readonly incident: string;
  /** ISO 8601 date. */
  readonly date: string;
  readonly by: string;
  readonly approvedBy?: string;
  /** The last day (ISO 8601 date) on which it stands in for the panel. */
  readonly until: string;
  /** The panel has met since. */
  readonly reviewed?: { readonly date: string; readonly by: readonly string[] };
  readonly place: Place;
}

/** A merged record that a pull request changes or takes away. */
export interface AlteredRecord {
  readonly path: string;
  readonly how: "edited" | "removed";
}

/** Every record of one component; a file that cannot be read stays visible as the reason why. */
export interface Records {
  readonly reviews: readonly Fact<ReviewRecord>[];
  readonly decisions: readonly Fact<DecisionRecord>[];
  readonly switchbacks: readonly Fact<SwitchbackRecord>[];
  readonly hotfixes: readonly Fact<HotfixRecord>[];
}

import type { Place } from "./place.ts";
import type { StandIn } from "./stand-in.ts";
import type { Trust } from "./trust.ts";

/**
 * What a rule came to. `pending` waits for a person or a running check; `unknown` is missing,
 * unreadable, stale or vacuous evidence and never passes.
 */
export type Outcome = "pass" | "fail" | "pending" | "waived" | "not-applicable" | "unknown";

/** Who has to act next on something that is not a pass. */
export type Turn = "author" | "reviewers" | "ci" | "elsewhere";

/** Something a judge looked at: where it stands and the value seen there. */
export interface Evidence extends Place {
  readonly seen: string;
}

/** Who can take a seat whose role the policy gives to nobody. */
export const ANY_ADMIN = "any repository admin";

/** A place on a review panel: who holds it, who could, and whose approval no longer counts. */
export interface Seat {
  readonly role: string;
  readonly holder?: string;
  /** The holder has no account and signed a document; who vouches for it. */
  readonly vouched?: { readonly by: string; readonly document: string };
  readonly candidates: readonly string[];
  /** Candidates who were asked for a review. */
  readonly asked?: readonly string[];
  /** Whether an approval has to say that it signs this seat. */
  readonly explicit?: boolean;
  readonly lapsed: readonly LapsedApproval[];
}

/** An approval that fills no seat. */
export interface LapsedApproval {
  readonly login: string;
  readonly because: string;
  /** It filled one until a push changed the content, and its author was not asked for another one yet. */
  readonly askAgain?: true;
}

/** What a kind says of one claim. */
export interface Judgement {
  readonly outcome: Exclude<Outcome, "waived">;
  /** One sentence for a person in a hurry: the value seen and the one asked for. */
  readonly reason: string;
  readonly evidence: readonly Evidence[];
  readonly turn?: Turn;
  /** Set where nothing of what is asked for is there, so that a card may say why it needs none. */
  readonly absent?: true;
  /** The seats of a review panel, where the claim is about one. */
  readonly seats?: readonly Seat[];
  /** The next instant (ISO 8601) at which this judgement changes by itself. */
  readonly validUntil?: string;
  /** How to mend it, where whoever looked knows better than the rule: `{component}` stands for the id. */
  readonly mend?: readonly string[];
  /** What the reports are worth that it rests on, where it rests on any. */
  readonly trust?: Trust;
  /** Nobody could look, through a fault of ours or GitHub's: nothing stands in for that. */
  readonly unseen?: boolean;
  /** Why it does not block for now, in a sentence; on release branches and at a graduation it does. */
  readonly grace?: string;
}

/** Whether a finding stood at base already, is this pull request's, or is mended by it. */
export type Since = "new" | "existing" | "mended";

/** A rule applied to a component, with what it came to. */
export interface Finding extends Omit<Judgement, "outcome"> {
  readonly rule: string;
  readonly gate: number | "every";
  readonly outcome: Outcome;
  /** Resolved for the component's level. */
  readonly severity: "blocking" | "advisory";
  readonly since: Since;
  /** Set where a policy asks for less or more than MLTRL's default: in words. */
  readonly comparedWithDefault?: string;
  /** Of a waived one: what stands in for the rule. */
  readonly standIn?: StandIn;
  /** What stood in for the rule does not any more: it has had its time. */
  readonly ended?: boolean;
  /** Set where the policy switches the rule off, so that it is not judged. */
  readonly off?: true;
}

/** Whether nothing is wrong but that a report is of a lower tier than the one asked for. */
export function isHeldBack({ outcome, trust }: Pick<Finding, "outcome" | "trust">): boolean {
  return outcome === "pending" && trust !== undefined && trust.tier < trust.asked;
}

/** A finding as a release branch or a graduation sees it. */
export function withoutGrace<T extends Pick<Finding, "grace">>(finding: T): Omit<T, "grace"> {
  const { grace, ...rest } = finding;
  return grace === undefined ? finding : rest;
}

export function pass(reason: string, ...evidence: Evidence[]): Judgement {
  return { outcome: "pass", reason, evidence };
}

export function fail(reason: string, ...evidence: Evidence[]): Judgement {
  return { outcome: "fail", reason, evidence, turn: "author" };
}

export function unknown(reason: string, ...evidence: Evidence[]): Judgement {
  return { outcome: "unknown", reason, evidence, turn: "author" };
}

export function pending(turn: Turn, reason: string, ...evidence: Evidence[]): Judgement {
  return { outcome: "pending", reason, evidence, turn };
}

export function notApplicable(reason: string, ...evidence: Evidence[]): Judgement {
  return { outcome: "not-applicable", reason, evidence };
}

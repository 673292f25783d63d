import type { Level } from "./level.ts";

/** What an approval was given to: the step that its head claimed and the content it held. */
export interface ReviewedState {
  readonly commit: string;
  readonly claimedLevel: Level | undefined;
  readonly digest: string;
}

/** A review, joined with what its author saw. */
export interface Approval {
  readonly login: string;
  readonly bot: boolean;
  readonly state: "approved" | "changes-requested";
  readonly saw: ReviewedState;
  readonly roles: readonly string[];
  /** Repository administrators hold every role that the policy does not name. */
  readonly admin: boolean;
  /** Roles as which its text signs this component. */
  readonly signed: readonly string[];
  /** The text was changed after it was given: what it signs now, nobody else has seen being signed. */
  readonly edited: boolean;
  /** Paths that are not any more what its author saw. */
  readonly changedSince: readonly string[];
  /** Its author was asked for a review after it was given. */
  readonly askedSince?: boolean;
}

/** Somebody without an account, who signed on paper. */
export interface OutsideSignOff {
  readonly name: string;
  readonly role: string;
  /** Path of what they signed. */
  readonly document: string;
  /** Why it cannot count, such as a digest that does not fit. */
  readonly fault?: string;
  /** Commits of approvals whose authors saw this very entry and this very document. */
  readonly seenAt: readonly string[];
}

/** Everything a panel needs to know about who has looked at one component's step. */
export interface Approvals {
  /** The component, as sign-offs name it. */
  readonly component: string;
  readonly current: ReviewedState;
  /**
   * Opinions that stand: a person's request for changes, or else every approval since the last that was
   * dismissed by a human or taken back.
   */
  readonly given: readonly Approval[];
  /** People who cannot hold a seat, each with the reason. */
  readonly barred: ReadonlyMap<string, string>;
  /** E-mail addresses of commits without an account: independence cannot be shown. */
  readonly unlinked: readonly string[];
  /** Why it is not known who wrote the content since the last graduation, where that is asked. */
  readonly pastUnknown?: string;
  /** Why it is not known who asked for it. */
  readonly askersUnknown?: string;
  /** Role to people who hold it, for those who may fill a seat. */
  readonly members: ReadonlyMap<string, readonly string[]>;
  /** The author of the pull request, who may be the one-person panel of an early level. */
  readonly author: string;
  readonly requestedBy: string | undefined;
  /** `small-team` lets one person hold several seats. */
  readonly panels: "independent" | "small-team";
  /** From this level on an approval has to say what it signs. */
  readonly explicitFrom: number;
  /** People whom this pull request asked for a review. */
  readonly asked: readonly string[];
  readonly outside: readonly OutsideSignOff[];
}

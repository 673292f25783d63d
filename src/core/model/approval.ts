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
}

/** Everything a panel needs to know about who has looked at one component's step. */
export interface Approvals {
  readonly current: ReviewedState;
  /** The last opinion of each person; a human dismissal has removed theirs. */
  readonly given: readonly Approval[];
  /** People who cannot hold a seat, each with the reason. */
  readonly barred: ReadonlyMap<string, string>;
  /** E-mail addresses of commits without an account: independence cannot be shown. */
  readonly unlinked: readonly string[];
  /** Role to people who hold it, for those who may fill a seat. */
  readonly members: ReadonlyMap<string, readonly string[]>;
  /** The author of the pull request, who may be the one-person panel of an early level. */
  readonly author: string;
  readonly requestedBy: string | undefined;
  /** `small-team` lets one person hold several seats. */
  readonly panels: "independent" | "small-team";
}

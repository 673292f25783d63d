import type { Place } from "./place.ts";

/**
 * What stands in for a rule for a time: a waiver, an exception for one pull request, or a hotfix. The rule
 * is judged and shown all the same, and does not block while it lasts.
 */
export interface StandIn {
  readonly type: "waiver" | "accepted" | "hotfix";
  /** In words, with who answers for it and until when. */
  readonly reason: string;
  /** The role that answers for it. */
  readonly approver: string;
  /** The first instant (ISO 8601) at which it no longer does; an exception ends with its content. */
  readonly endsAt?: string;
  /** Before that: the instant from which its end is near, and said to be. */
  readonly warnsAt?: string;
  readonly endsSoon?: boolean;
  /** Given when the pull request had another head: nobody saw what a run delivered for this one. */
  readonly otherHead?: true;
  /** Given when nothing was wrong but where a report came from: it is for that, and not for what fails. */
  readonly originOnly?: true;
  readonly place?: Place;
}

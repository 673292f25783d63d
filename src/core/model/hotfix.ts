import { nextMidnight } from "./grace.ts";
import type { HotfixRecord, ReviewRecord } from "./records.ts";
import type { StandIn } from "./stand-in.ts";

/** A hotfix that stands in for the panel of one pull request. */
export interface Hotfix {
  readonly path: string;
  /** What happened: a text or a link. */
  readonly incident: string;
  /** The first instant (ISO 8601) at which it no longer does. */
  readonly endsAt: string;
}

/**
 * What a hotfix makes up for until its panel meets: kinds of rule, by name. Its own approval, and who
 * called it, is asked for by the kind `hotfix`.
 */
const REPLACED: ReadonlySet<string> = new Set([
  "deployed-change",
  "review-independence",
  "review-panel",
  "review-record",
]);

/** Who calls a hotfix that a pull request brings: they cannot be the independent person who approves it. */
export interface HotfixCall {
  readonly callers: readonly string[];
  /** Why it was not called by somebody on call, in words. */
  readonly fault?: string;
}

/** The role that may call a hotfix, and answers for it. */
export const HOTFIX_ROLE = "on-call";

/** A hotfix as what stands in for what it makes up for. */
export function hotfixStandIn({ incident, endsAt, path }: Hotfix): StandIn {
  return {
    type: "hotfix",
    reason: `a hotfix is in force: ${incident}`,
    approver: HOTFIX_ROLE,
    endsAt,
    place: { path },
  };
}

/** Whether a rule of this kind waits while a hotfix is in force. */
export function isReplacedByHotfix(kind: string): boolean {
  return REPLACED.has(kind);
}

/** The hotfix that the pull request itself brings, while it lasts. One that is merged covers nothing new. */
export function hotfixInForce(
  hotfixes: readonly HotfixRecord[],
  changedPaths: readonly string[],
  now: string,
): Hotfix | undefined {
  return hotfixes
    .filter(({ place, date }) => changedPaths.includes(place.path) && date <= now.slice(0, 10))
    .map(({ place, incident, until }) => ({
      path: place.path,
      incident,
      endsAt: nextMidnight(until),
    }))
    .find(({ endsAt }) => now < endsAt);
}

/** Hotfixes whose panel has not met: no review is dated after them, and they name none themselves. */
export function unreviewed(
  hotfixes: readonly HotfixRecord[],
  reviews: readonly ReviewRecord[],
): HotfixRecord[] {
  return hotfixes.filter(
    ({ date, reviewed }) => reviewed === undefined && !reviews.some((each) => each.date > date),
  );
}

import { midnightOf } from "./grace.ts";
import { DAY, readMoment } from "./moment.ts";
import { type Place, placeText } from "./place.ts";
import type { StandIn } from "./stand-in.ts";

/** Where the waivers of a repository stand, on its default branch. */
export const WAIVERS_PATH = ".mltrl/waivers.yml";

/** The role that grants waivers of a rule for which the policy names no other. */
export const DEFAULT_WAIVER_ROLE = "policy-owners";

/** The longest a waiver may last, in days, where a policy says nothing. */
export const DEFAULT_MAXIMUM_DAYS = 90;

/** For so many days before its end a waiver warns. */
const WARNING_DAYS = 14;

/** Leave to break one rule for a time. */
export interface Waiver {
  readonly rule: string;
  readonly components: readonly string[];
  readonly reason: string;
  /** The role that answers for it. */
  readonly approver: string;
  /** Who asked for it; nobody grants what they asked for. */
  readonly requestedBy?: string;
  readonly granted: {
    /** The day (ISO 8601) from which it runs. */
    readonly date: string;
    readonly by?: string;
    readonly pullRequest?: number;
  };
  /** Its last day (ISO 8601). */
  readonly until: string;
  readonly place: Place;
}

/** A waiver that is over: what it covered is red again, and says so. */
export interface EndedWaiver {
  readonly until: string;
  readonly place: Place;
}

/** What the waivers of a rule come to for one component at a moment. */
export interface WaiverState {
  readonly standIn?: StandIn;
  readonly ended?: EndedWaiver;
}

/**
 * Finds the waiver that lasts the longest of those in force; if there is none, the one that ended last.
 *
 * @param maximumDays the longest a waiver may last: one that claims more ends with that
 */
export function waiverState(
  waivers: readonly Waiver[],
  component: string,
  maximumDays: number,
  now: string,
): WaiverState {
  const own = waivers
    .filter(({ components, granted }) => components.includes(component) && begun(granted, now))
    .map((waiver) => ({ waiver, endsAt: endOf(waiver, maximumDays) }))
    .toSorted((a, b) => (a.endsAt < b.endsAt ? 1 : -1));
  const [last] = own;
  if (last === undefined) return {};
  const { waiver, endsAt } = last;
  return now < endsAt
    ? { standIn: standInOf(waiver, endsAt, now) }
    : { ended: { until: dayBefore(endsAt), place: waiver.place } };
}

/** How many days a waiver lasts, both its first and its last counted. */
export function daysOf({ granted, until }: Pick<Waiver, "granted" | "until">): number {
  return (startOf(until) - startOf(granted.date)) / DAY + 1;
}

function begun({ date }: Waiver["granted"], now: string): boolean {
  return date <= now.slice(0, 10);
}

/** The first instant after a waiver: the midnight that ends its last day, or the longest it may last. */
function endOf({ granted, until }: Waiver, maximumDays: number): string {
  const [end = ""] = [midnightOf(until, 1), midnightOf(granted.date, maximumDays)].toSorted();
  return end;
}

function standInOf(waiver: Waiver, endsAt: string, now: string): StandIn {
  const warnsAt = midnightOf(endsAt, -WARNING_DAYS);
  const { approver, granted, place, reason } = waiver;
  const by = granted.by === undefined ? "" : ` (${granted.by})`;
  return {
    type: "waiver",
    reason: `waived until ${dayBefore(endsAt)} by ${approver}${by}: ${reason}`,
    approver,
    endsAt,
    warnsAt,
    ...(warnsAt <= now && { endsSoon: true }),
    place,
  };
}

/** In words, for the finding that is red again. */
export function endedText({ until, place }: EndedWaiver): string {
  return `the waiver of it ended on ${until} (${placeText(place)})`;
}

function dayBefore(instant: string): string {
  return midnightOf(instant, -1).slice(0, 10);
}

function startOf(day: string): number {
  return readMoment(day)?.start ?? 0;
}

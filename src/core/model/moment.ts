/** A point in time, or a whole day, in milliseconds since 1970 (UTC). */
export interface Moment {
  readonly start: number;
  /** Of a date without a time the end of its day. */
  readonly end: number;
}

/** Milliseconds of a day. */
export const DAY = 86_400_000;
const MINUTE = 60_000;
/** ISO 8601, and Python's way of writing it with a space; without a zone it is UTC. */
const MOMENT =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?: ?(Z|[+-]\d\d:?\d\d))?)?$/;

/** Reads a date such as 2026-11-01, or a time such as 2026-11-01T12:00:00Z. */
export function readMoment(text: string): Moment | undefined {
  const found = MOMENT.exec(text);
  if (found === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const days = daysSinceEpoch(year, month, day);
  if (days === undefined || hour > 23 || minute > 59 || second > 60) return undefined;
  const start = days * DAY;
  if (found[4] === undefined) return { start, end: start + DAY };
  const fraction = Math.floor(Number(`0.${found[7] ?? 0}`) * 1000);
  const at = start + (hour * 60 + minute) * MINUTE + second * 1000 + fraction;
  const instant = at - zoneMinutes(found[8]) * MINUTE;
  return { start: instant, end: instant };
}

/** An instant as ISO 8601. */
export function momentText(instant: number): string {
  const days = Math.floor(instant / DAY);
  const [year, month, day] = dateOf(days);
  const seconds = Math.floor((instant - days * DAY) / 1000);
  const time = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}T${time.map((part) => padded(part, 2)).join(":")}Z`;
}

function padded(number: number, digits: number): string {
  return String(number).padStart(digits, "0");
}

function zoneMinutes(zone = "Z"): number {
  if (zone === "Z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith("-") ? -minutes : minutes;
}

/** Days from 1970-01-01; undefined where there is no such day. The core has no clock and no `Date`. */
function daysSinceEpoch(year: number, month: number, day: number): number | undefined {
  if (month < 1 || month > 12 || day < 1) return undefined;
  const months = monthLengths(year);
  if (day > (months[month - 1] ?? 0)) return undefined;
  const inYear = months.slice(0, month - 1).reduce((sum, length) => sum + length, day - 1);
  return daysBefore(year) - daysBefore(1970) + inYear;
}

/** Days of the years before a year, by the rule of leap years. */
function daysBefore(year: number): number {
  const full = year - 1;
  return full * 365 + Math.floor(full / 4) - Math.floor(full / 100) + Math.floor(full / 400);
}

function monthLengths(year: number): readonly number[] {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
}

function dateOf(days: number): [year: number, month: number, day: number] {
  const since = days + daysBefore(1970);
  let year = Math.floor(since / 365.2425) + 1;
  while (daysBefore(year + 1) <= since) year += 1;
  while (daysBefore(year) > since) year -= 1;
  let day = since - daysBefore(year);
  let month = 1;
  for (const length of monthLengths(year)) {
    if (day < length) break;
    day -= length;
    month += 1;
  }
  return [year, month, day + 1];
}

import { DAY, momentText, readMoment } from "../model/moment.ts";

/** Midnight UTC a number of days after a date (ISO 8601), as an instant; a time of day is left out. */
export function daysAfter(date: string, days: number): string {
  const day = readMoment(date.slice(0, 10));
  if (day === undefined) throw new RangeError(`"${date}" is no date`);
  return `${momentText(day.start + days * DAY).slice(0, 10)}T00:00:00.000Z`;
}

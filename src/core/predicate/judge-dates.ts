import { type Unavailable, unavailable } from "../model/fact.ts";
import type { Place } from "../model/place.ts";
import type { StructuredReport } from "../model/structured-report.ts";
import { pointerOf } from "../selector/node.ts";
import { shown } from "./compare-value.ts";
import { DAY, type Moment, readMoment } from "../model/moment.ts";
import { selectFrom } from "./select-from.ts";
import type { Verdict } from "./verdict.ts";

/** Where reports say when they were made; of JSON lines it is the last line that does. */
const MADE_AT = ["$['made-at']", "$.timestamp", "$.created_at"].flatMap((select) => [
  select,
  select.replace("$", "$[-1]"),
]);

/** Asks how old a report is. What is too old is stale, and says nothing either way. */
export function judgeAge(
  report: StructuredReport,
  madeAt: string | undefined,
  maximumAge: number,
  now: number,
): Verdict {
  const found = madeAt === undefined ? firstDate(report, now) : dateAt(report, madeAt, now);
  if (found.state !== "dated") return found;
  const { moment, seen, place } = found;
  const expires = moment.end + maximumAge * DAY;
  return expires <= now
    ? {
        state: "unknown",
        fact: unavailable(
          "stale",
          `${report.path} is of ${seen}, ${Math.floor((now - moment.start) / DAY)} days ago; at most ${maximumAge} days are asked for: make it again`,
          place,
        ),
      }
    : {
        state: "held",
        says: `made on ${seen}, at most ${maximumAge} days ago`,
        evidence: [{ ...place, seen }],
        turns: expires,
      };
}

/** Asks how many days lie between two dates of a report. */
export function judgeSpan(
  report: StructuredReport,
  period: { readonly from: string; readonly to: string; readonly days: number },
  now: number,
): Verdict {
  const from = dateAt(report, period.from, now);
  if (from.state !== "dated") return from;
  const to = dateAt(report, period.to, now);
  if (to.state !== "dated") return to;
  const days = (to.moment.start - from.moment.start) / DAY;
  const evidence = [from, to].map(({ place, seen }) => ({ ...place, seen }));
  const words = `from ${from.seen} to ${to.seen} are ${Math.floor(days)} days; at least ${period.days} are asked for`;
  return { state: days >= period.days ? "held" : "failed", says: words, evidence };
}

type Dated =
  | {
      readonly state: "dated";
      readonly moment: Moment;
      readonly seen: string;
      readonly place: Place;
    }
  | Extract<Verdict, { state: "failed" | "unknown" }>;

function firstDate(report: StructuredReport, now: number): Dated {
  const place = MADE_AT.find((select) => {
    const found = selectFrom(report, select);
    return found.state === "selected" && found.nodes.length > 0;
  });
  return place === undefined
    ? unknown("invalid", `${report.path} does not say when it was made: \`made-at: 2026-11-01\``, {
        ...report.placeOf([]),
      })
    : dateAt(report, place, now);
}

function dateAt(report: StructuredReport, select: string, now: number): Dated {
  const found = selectFrom(report, select);
  if (found.state !== "selected") return found;
  const [node, second] = found.nodes;
  if (node === undefined || second !== undefined) {
    const reason = `${select} selects ${found.nodes.length} values of ${report.path}; one date is asked for`;
    return unknown("invalid", reason, report.placeOf([]));
  }
  const place = report.placeOf(pointerOf(node));
  const seen = typeof node.value === "string" ? node.value : "";
  const moment = readMoment(seen);
  if (moment === undefined) {
    const reason = `${select} is ${shown(node.value)}; a date such as 2026-11-01 is asked for`;
    return unknown("invalid", reason, place);
  }
  // It may be tomorrow already where the report was made.
  if (moment.start > now + DAY) {
    return unknown("invalid", `${select} is ${shown(node.value)}, which is still to come`, place);
  }
  return { state: "dated", moment, seen, place };
}

function unknown(
  cause: Unavailable["cause"],
  reason: string,
  place: Place,
): Extract<Verdict, { state: "unknown" }> {
  return { state: "unknown", fact: unavailable(cause, reason, place) };
}

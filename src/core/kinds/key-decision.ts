import * as z from "zod";
import { unavailable } from "../model/fact.ts";
import { fail, pass } from "../model/finding.ts";
import type { DecisionRecord } from "../model/records.ts";
import { daysAfter } from "./days-after.ts";
import { defineKind } from "./define-kind.ts";
import { isCurrent, latest, readable } from "./record-history.ts";

const FIELDS = ["resources", "window", "signed-by"] as const;

/** A key decision of the level is recorded, with its reason and by whom, and it leads onward. */
export const keyDecision = defineKind({
  kind: "key-decision",
  needs: ["records", "changedPaths", "step", "now"],
  params: z.strictObject({
    level: z.int().min(0).max(9).meta({ description: "The level that the decision closes" }),
    known: z.array(z.string()).min(1).meta({ description: "Decisions that can be taken here" }),
    accepted: z
      .array(z.string())
      .min(1)
      .meta({ description: "Those of them that lead to the next level", stricter: "fewer" }),
    "minimum-reason": z
      .int()
      .min(1)
      .default(20)
      .meta({ description: "Characters of the reason", stricter: "higher" }),
    fields: z.array(z.enum(FIELDS)).default([]).meta({
      description: "What the record must say beside decision, reason and people",
      stricter: "more",
    }),
    "maximum-age": z
      .int()
      .min(0)
      .optional()
      .meta({ description: "Days that the decision holds", stricter: "lower" }),
  }),
  judge({ records, changedPaths, step, now }, params) {
    const { values, unreadable } = readable(records.decisions);
    const record = latest(
      values.filter(
        (each) =>
          each.level === params.level &&
          params.known.includes(each.decision) &&
          isCurrent(each, params.level, records, changedPaths),
      ),
    );
    if (record === undefined) {
      return (
        unreadable ??
        unavailable(
          "missing",
          `no decision of level ${params.level} is recorded; expected one of ${params.known.join(", ")}`,
          { path: `.mltrl/decisions/${step.component}/` },
        )
      );
    }
    const seen = { ...record.place, seen: `${record.date}: ${record.decision}` };
    if (!params.accepted.includes(record.decision)) {
      return fail(
        `the decision of ${record.date} is "${record.decision}"; to go on it must be ${params.accepted.join(" or ")}`,
        seen,
      );
    }
    const length = record.reason.trim().length;
    if (length < params["minimum-reason"] || record.by.length === 0) {
      return fail(
        `the decision "${record.decision}" has ${length} characters of reason and ${record.by.length} people; ${params["minimum-reason"]} characters and one person are asked for`,
        seen,
      );
    }
    const absent = params.fields.filter((field) => valueOf(record, field) === undefined);
    if (absent.length > 0) {
      return fail(
        `the decision "${record.decision}" of ${record.date} does not say ${absent.join(" and ")}`,
        ...absent.map((field) => ({ ...record.place, seen: `no ${field}` })),
      );
    }
    const dated = datesFault(record, params["maximum-age"], now);
    if (dated !== undefined) return fail(dated, seen);
    const validUntil = holdsUntil(record, params["maximum-age"]);
    return {
      ...pass(`${record.by.join(", ")} decided "${record.decision}" on ${record.date}`, seen),
      ...(validUntil !== undefined && { validUntil }),
    };
  },
});

function valueOf(record: DecisionRecord, field: (typeof FIELDS)[number]): unknown {
  return field === "signed-by" ? record.signedBy : record[field];
}

function datesFault(
  { decision, date, window }: DecisionRecord,
  maximumAge: number | undefined,
  now: string,
): string | undefined {
  // It may be tomorrow already where the decision was taken.
  if (daysAfter(date, -1) > now) {
    return `the decision "${decision}" is dated ${date}, which is still to come`;
  }
  if (maximumAge !== undefined && daysAfter(date, maximumAge + 1) <= now) {
    return `the decision "${decision}" of ${date} is older than ${maximumAge} days; take it again`;
  }
  return window !== undefined && daysAfter(window.to, 1) <= now
    ? `the decision "${decision}" held from ${window.from} to ${window.to}; take it again`
    : undefined;
}

/** When age or window run out, whichever is first. */
function holdsUntil(
  { date, window }: DecisionRecord,
  maximumAge: number | undefined,
): string | undefined {
  return [
    ...(maximumAge === undefined ? [] : [daysAfter(date, maximumAge + 1)]),
    ...(window === undefined ? [] : [daysAfter(window.to, 1)]),
  ].toSorted()[0];
}

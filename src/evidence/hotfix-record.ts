import * as z from "zod";
import { type Fact, mapFact } from "../core/model/fact.ts";
import { DAY, readMoment } from "../core/model/moment.ts";
import type { HotfixRecord } from "../core/model/records.ts";
import { readYaml } from "./read-yaml.ts";
import { component, date, login, recordVersion, sentence } from "./record-fields.ts";
import { standsAt } from "./record-place.ts";

/** The longest a hotfix may stand in for its panel, in days: a week has a working day in it. */
export const LONGEST_DAYS = 7;

/** `.mltrl/hotfixes/<component>/<date>.yml`. */
export const hotfixRecordSchema = z
  .strictObject({
    version: recordVersion,
    component,
    incident: sentence.meta({ description: "What happened: a text, or a link to the incident" }),
    date,
    by: login.meta({ description: "Who calls the hotfix" }),
    "approved-by": login
      .optional()
      .meta({ description: "Who looked at it; their approval counts, not this" }),
    until: date.meta({
      description: `Last day on which it stands in for the panel, at most ${LONGEST_DAYS} days on`,
    }),
    reviewed: z
      .strictObject({ date, by: z.array(login).min(1) })
      .optional()
      .meta({ description: "The panel has met since: when, and who" }),
  })
  .refine(({ by, "approved-by": approvedBy }) => by.toLowerCase() !== approvedBy?.toLowerCase(), {
    path: ["approved-by"],
    message: "expected somebody else than under `by`",
  })
  .refine((record) => daysBetween(record.date, record.until) >= 0, {
    path: ["until"],
    message: "expected a day that is not before `date`",
  })
  .refine((record) => daysBetween(record.date, record.until) <= LONGEST_DAYS, {
    path: ["until"],
    message: `expected a day at most ${LONGEST_DAYS} days after \`date\``,
  });

/** Reads the record of a hotfix. */
export function parseHotfixRecord(text: string, path: string): Fact<HotfixRecord> {
  const read = readYaml(hotfixRecordSchema, text, path);
  const named = standsAt(
    read,
    (record) => `.mltrl/hotfixes/${record.component}/${record.date}.yml`,
  );
  return mapFact(named, ({ value, source }) => {
    const { version: _, "approved-by": approvedBy, reviewed, ...same } = value;
    return {
      ...same,
      ...(approvedBy !== undefined && { approvedBy }),
      ...(reviewed !== undefined && { reviewed }),
      place: source.placeOf([]),
    };
  });
}

function daysBetween(from: string, to: string): number {
  return ((readMoment(to)?.start ?? 0) - (readMoment(from)?.start ?? 0)) / DAY;
}

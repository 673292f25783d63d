import * as z from "zod";
import type { ChecklistReview } from "../../core/model/checklist.ts";
import type { Place } from "../../core/model/place.ts";
import type { Parsed } from "../../core/model/problem.ts";
import { parseWith } from "../../core/source/schema-problems.ts";
import { type LocatedYaml, parseYaml, type Pointer } from "../../core/source/yaml.ts";
import type { FrontMatterSplit } from "../front-matter.ts";

const day = z.iso.date("expected a day such as 2026-11-01");

/** `reviewed` in the front matter of a checklist, the metadata of a notebook or a YAML file. */
export const reviewsSchema = z
  .array(z.strictObject({ date: day, by: z.string().min(1).describe("A person, role or council") }))
  .default([])
  .describe("When the answers were gone through again, and by whom");

const holder = z.looseObject({ reviewed: reviewsSchema }).default({ reviewed: [] });

/** The reviews in a mapping of a YAML or JSON text. */
export function reviewsAt(source: LocatedYaml, at: Pointer): Parsed<readonly ChecklistReview[]> {
  const parsed = parseWith(holder, source, at);
  if (!parsed.ok) return parsed;
  const reviews = parsed.value.reviewed.map((review, i) => ({
    ...review,
    place: source.placeOf([...at, "reviewed", i]),
  }));
  return { ok: true, value: reviews };
}

/** The reviews in front matter; none where there is no front matter. */
export function frontMatterReviews(
  { frontMatter }: FrontMatterSplit,
  path: string,
): Parsed<readonly ChecklistReview[]> {
  if (frontMatter === undefined || frontMatter.text.trim() === "") return { ok: true, value: [] };
  const { text, firstLine } = frontMatter;
  const source = parseYaml(text, path, { firstLine });
  return source.ok ? reviewsAt(source.value, []) : source;
}

/** A review in one line, where a form has no lists: `2026-11-01 ethics council`. */
export function reviewLine(text: string, place: Place): Parsed<ChecklistReview> {
  const [, date = "", by = ""] = /^(\S+?),?\s+(?:by\s+)?(\S.*)$/.exec(text.trim()) ?? [];
  return day.safeParse(date).success
    ? { ok: true, value: { date, by, place } }
    : {
        ok: false,
        problems: [
          {
            place,
            message: "expected a day and who reviewed, such as `2026-11-01 ethics council`",
          },
        ],
      };
}

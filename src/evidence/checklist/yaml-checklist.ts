import * as z from "zod";
import type { ChecklistItem } from "../../core/model/checklist.ts";
import type { Place } from "../../core/model/place.ts";
import type { Parsed } from "../../core/model/problem.ts";
import { parseWith } from "../../core/source/schema-problems.ts";
import { parseYaml } from "../../core/source/yaml.ts";
import { MAX_MARKDOWN_BYTES } from "../markdown-limits.ts";
import { isEmptyAnswer, notApplicableReason, withReason } from "./answer.ts";
import { reviewsAt, reviewsSchema } from "./checklist-reviews.ts";
import type { ReadChecklist } from "./markdown-checklist.ts";

const filledIn = {
  state: z
    .enum(["done", "open", "not-applicable"])
    .optional()
    .describe("By what is written if absent"),
  answer: z.string().optional(),
  reason: z.string().optional().describe("Why it does not apply"),
};

const itemList = z
  .strictObject({
    title: z.string().optional(),
    reviewed: reviewsSchema,
    items: z.array(
      z.strictObject({
        id: z.string().min(1),
        part: z.string().optional(),
        text: z.string(),
        ...filledIn,
      }),
    ),
  })
  .describe("Items with their answers");

const definition = z
  .strictObject({
    title: z.string(),
    reviewed: reviewsSchema,
    sections: z.array(
      z.strictObject({
        title: z.string(),
        section_id: z.string(),
        lines: z.array(
          z.strictObject({
            line_id: z.string().min(1),
            line_summary: z.string(),
            line: z.string(),
            ...filledIn,
          }),
        ),
      }),
    ),
  })
  .describe("A definition of deon with answers");

/** A checklist as a YAML form: items of one's own, or a definition of deon, with answers. */
export const checklistSchema = z.union([itemList, definition]);

type Filled = Pick<z.output<typeof itemList>["items"][number], "state" | "answer" | "reason">;

/** Reads a filled-in YAML form. */
export function yamlChecklist(text: string, path: string): Parsed<ReadChecklist> {
  const source = parseYaml(text, path, { maxBytes: MAX_MARKDOWN_BYTES });
  if (!source.ok) return source;
  const { value } = source.value;
  const reviewed = reviewsAt(source.value, []);
  if (!reviewed.ok) return reviewed;
  const isDefinition = typeof value === "object" && value !== null && "sections" in value;
  const items = isDefinition
    ? mapParsed(parseWith(definition, source.value), ({ sections }) =>
        sections.flatMap(({ lines }, i) =>
          lines.map((line, j) =>
            itemOf(
              line.line_id,
              `${line.line_summary}: ${line.line}`,
              line,
              source.value.placeOf(["sections", i, "lines", j]),
            ),
          ),
        ),
      )
    : mapParsed(parseWith(itemList, source.value), ({ items }) =>
        items.map((item, i) =>
          itemOf(item.id, item.text, item, source.value.placeOf(["items", i])),
        ),
      );
  return mapParsed(items, (items) => ({ items, reviewed: reviewed.value }));
}

function itemOf(
  id: string,
  text: string,
  { state, answer = "", reason }: Filled,
  place: Place,
): ChecklistItem {
  const written = answer.trim();
  const head = { id, text: text.trim(), place };
  const why = notApplicableReason(written) ?? reason?.trim();
  if (state === "not-applicable") return { ...head, ...withReason(why ?? written) };
  if (state === undefined && why !== undefined) return { ...head, ...withReason(why) };
  if (state !== undefined) return { ...head, state, answer: written };
  return { ...head, state: isEmptyAnswer(written) ? "open" : "done", answer: written };
}

function mapParsed<T, U>(parsed: Parsed<T>, use: (value: T) => U): Parsed<U> {
  return parsed.ok ? { ok: true, value: use(parsed.value) } : parsed;
}

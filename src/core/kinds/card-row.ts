import * as z from "zod";
import { CARD_ROWS } from "../model/card.ts";
import { fail, pass } from "../model/finding.ts";
import { readCell } from "../model/cell-text.ts";
import { defineKind } from "./define-kind.ts";

/** One row of the card says something; a bare `none` is not an answer. */
export const cardRow = defineKind({
  kind: "card-row",
  needs: ["card"],
  params: z.strictObject({
    row: z.enum(CARD_ROWS).meta({ description: "The row, or the front matter key of that name" }),
    "minimum-text": z
      .int()
      .min(1)
      .default(3)
      .meta({ description: "Characters of an answer", stricter: "higher" }),
  }),
  judge({ card }, { row, "minimum-text": minimum }) {
    const cell = card.rows.get(row) ?? (row === "ethics" ? card.ethics : undefined);
    if (cell === undefined) {
      return fail(`the card says nothing about ${row}`, { path: card.path, seen: `no ${row}` });
    }
    const content = readCell(cell.text);
    const answer =
      content.says === "something"
        ? content.text
        : content.says === "not-applicable"
          ? content.reason
          : "";
    const seen = { ...cell.place, seen: `${row}: ${cell.text.trim() || "empty"}` };
    return answer.length >= minimum
      ? pass(`the card states ${row}`, seen)
      : fail(
          `the card's ${row} says "${cell.text.trim()}"; an answer or a reason of at least ${minimum} characters is asked for`,
          seen,
        );
  },
});

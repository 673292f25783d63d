import * as z from "zod";
import { type Card, CARD_ROWS, type CardRow } from "../model/card.ts";
import { fail, pass } from "../model/finding.ts";
import { levelOf } from "../model/step.ts";
import { readCell } from "../model/cell-text.ts";
import { defineKind } from "./define-kind.ts";

/** The rows of the card's summary table that its level asks for are filled. */
export const cardTable = defineKind({
  kind: "card-table",
  needs: ["card", "step"],
  params: z.strictObject({
    required: z
      .array(
        z.strictObject({
          "from-level": z.int().min(0).max(9),
          rows: z.array(z.enum(CARD_ROWS)).min(1),
        }),
      )
      .meta({ description: "Rows asked for from a level on; the sets add up", stricter: "more" }),
    "may-be-none": z
      .array(z.enum(CARD_ROWS))
      .default(["coupled-components"])
      .meta({ description: "Rows that may say `none` or `n/a`", stricter: "fewer" }),
  }),
  judge({ card, step }, params) {
    const level = levelOf(step);
    const asked = params.required
      .filter((set) => set["from-level"] <= level)
      .flatMap(({ rows }) => rows);
    const faults = asked.flatMap((row) => {
      const fault = faultOf(card, row, params["may-be-none"].includes(row));
      return fault === undefined ? [] : [{ row, fault }];
    });
    if (faults.length === 0) {
      return pass(`all ${asked.length} rows that level ${level} asks for are filled`);
    }
    return fail(
      `${faults.length} of the ${asked.length} rows that level ${level} asks for are not filled: ${faults.map(({ row }) => row).join(", ")}`,
      ...faults.map(({ row, fault }) => ({
        ...(card.rows.get(row)?.place ?? { path: card.path }),
        seen: `${row}: ${fault}`,
      })),
    );
  },
});

function faultOf(card: Card, row: CardRow, mayBeNone: boolean): string | undefined {
  const cell = card.rows.get(row);
  if (cell === undefined) return answeredElsewhere(card, row) ? undefined : "no such row";
  const content = readCell(cell.text);
  if (content.says === "nothing") return cell.text.trim() || "empty";
  return content.says === "something" || mayBeNone ? undefined : cell.text;
}

/**
 * Front matter needs no table: name, level and coupling are keys of their own, reviewers stand in the
 * review records, requirements in their own file, and page and code are the repository itself.
 */
function answeredElsewhere(card: Card, row: CardRow): boolean {
  if (card.form === "table") return false;
  if (row === "ethics") return card.ethics !== undefined;
  return row !== "owners";
}

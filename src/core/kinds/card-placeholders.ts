import * as z from "zod";
import { fail, pass } from "../model/finding.ts";
import { defineKind } from "./define-kind.ts";

/** No text of the template was left in the card. */
export const cardPlaceholders = defineKind({
  kind: "card-placeholders",
  needs: ["card"],
  params: z.strictObject({}),
  judge({ card }) {
    const left = card.placeholders;
    return left.length === 0
      ? pass("nothing of the template is left")
      : fail(
          `${left.length} ${left.length === 1 ? "piece" : "pieces"} of template text left, such as "${left[0]?.text}"`,
          ...left.map(({ text, place }) => ({ ...place, seen: text })),
        );
  },
});

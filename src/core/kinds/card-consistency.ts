import * as z from "zod";
import { fail, pass } from "../model/finding.ts";
import { placeText } from "../model/place.ts";
import { defineKind } from "./define-kind.ts";

/** Wherever the card states its level it states the same one. */
export const cardConsistency = defineKind({
  kind: "card-consistency",
  needs: ["card"],
  params: z.strictObject({}),
  judge({ card }) {
    const seen = { ...card.levelPlace, seen: `level: ${card.level}` };
    const others = card.statedLevels.filter(({ level }) => level !== card.level);
    if (others.length === 0) {
      return pass(`the card states level ${card.level} and nowhere another`, seen);
    }
    return fail(
      `the card states level ${card.level} and also ${others.map(({ level, place }) => `${level} (${placeText(place)})`).join(", ")}`,
      seen,
      ...others.map(({ level, place }) => ({ ...place, seen: `level ${level}` })),
    );
  },
});

import * as z from "zod";
import { pass } from "../model/finding.ts";
import { defineKind } from "./define-kind.ts";

/** The component has a card. Without one the engine answers, since the fact is missing. */
export const cardExists = defineKind({
  kind: "card-exists",
  needs: ["card"],
  params: z.strictObject({}),
  judge({ card }) {
    return pass(`the card of ${card.name} states level ${card.level}`, {
      ...card.levelPlace,
      seen: `level: ${card.level}`,
    });
  },
});

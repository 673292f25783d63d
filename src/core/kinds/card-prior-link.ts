import * as z from "zod";
import { fail, notApplicable, pass } from "../model/finding.ts";
import { levelOf } from "../model/step.ts";
import { defineKind } from "./define-kind.ts";

/** A card that is not the component's first links to the one before it. */
export const cardPriorLink = defineKind({
  kind: "card-prior-link",
  needs: ["card", "step"],
  params: z.strictObject({}),
  judge({ card, step }) {
    if (card.form === "front-matter") {
      return notApplicable("one card lives on from level to level; git keeps the earlier ones");
    }
    const first = (card.entry ?? card.adopted)?.level ?? 0;
    if (levelOf(step) <= first) return notApplicable(`level ${first} is the component's first`);
    const link = card.links[0];
    return link === undefined
      ? fail(`the card is beyond level ${first} and links to no earlier card`, {
          ...card.levelPlace,
          seen: `level: ${card.level}`,
        })
      : pass(`the card links to ${link.text}`, { ...link.place, seen: link.text });
  },
});

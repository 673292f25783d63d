import * as z from "zod";
import { defineKind } from "./define-kind.ts";
import { checkEach } from "./requirement-check.ts";
import { selection } from "./select-requirements.ts";

/** A requirement is one sentence with one obligation. */
export const requirementSingular = defineKind({
  kind: "requirement-singular",
  needs: ["requirements"],
  params: z.strictObject({
    ...selection,
    verbs: z
      .array(z.string().regex(/^\p{L}+$/u))
      .min(1)
      .default(["shall"])
      .meta({ description: "Words that oblige; exactly one of them stands in a requirement" }),
  }),
  judge({ requirements }, params) {
    return checkEach(requirements, params, "state one obligation each", ({ statement }) => {
      const words = statement.toLowerCase().split(/[^\p{L}]+/u);
      const count = words.filter((word) => params.verbs.includes(word)).length;
      const sentences = statement.split(/[.!?](?:\s|$)/).filter((part) => part.trim() !== "");
      if (count === 1 && sentences.length === 1) return undefined;
      return count === 1
        ? `has ${sentences.length} sentences where one is asked for`
        : `says "${params.verbs.join('" or "')}" ${count} times where once is asked for`;
    });
  },
});

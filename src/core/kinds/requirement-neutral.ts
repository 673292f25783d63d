import * as z from "zod";
import { defineKind } from "./define-kind.ts";
import { checkEach } from "./requirement-check.ts";
import { selection } from "./select-requirements.ts";

/** A requirement says what is needed and names no product that would provide it. */
export const requirementNeutral = defineKind({
  kind: "requirement-neutral",
  needs: ["requirements"],
  params: z.strictObject({
    ...selection,
    solutions: z
      .array(z.string().min(2))
      .min(1)
      .meta({ description: "Names of libraries and products that a requirement must not dictate" }),
  }),
  judge({ requirements }, params) {
    return checkEach(requirements, params, "leave the solution open", ({ statement }) => {
      const words = ` ${statement
        .toLowerCase()
        .split(/[^\p{L}\p{N}+#-]+/u)
        .join(" ")} `;
      const named = params.solutions.filter((name) => words.includes(` ${name.toLowerCase()} `));
      return named.length === 0 ? undefined : `names a solution: ${named.join(", ")}`;
    });
  },
});

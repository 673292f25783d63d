import * as z from "zod";
import { unavailable } from "../model/fact.ts";
import { fail, pass } from "../model/finding.ts";
import { defineKind } from "./define-kind.ts";
import { riskFault } from "./risk-score.ts";
import { selectRequirements, selection } from "./select-requirements.ts";

/** There are requirements on each of some subjects, with their risk in numbers. */
export const requirementTags = defineKind({
  kind: "requirement-tags",
  needs: ["requirements"],
  params: z.strictObject({
    of: selection.of,
    tags: z
      .array(z.string())
      .min(1)
      .meta({ description: "Each of these tags must be there", stricter: "more" }),
    minimum: z
      .int()
      .min(1)
      .default(1)
      .meta({ description: "Requirements with each tag", stricter: "higher" }),
  }),
  judge({ requirements }, { of, tags, minimum }) {
    const place = { path: requirements.path };
    const tagged = tags.map((tag) => ({
      tag,
      items: selectRequirements(requirements, { of, tags: [tag] }).items,
    }));
    const short = tagged.filter(({ items }) => items.length < minimum);
    if (short.length > 0) {
      return unavailable(
        "missing",
        `${requirements.path} holds ${short.map(({ tag, items }) => `${items.length} requirements tagged ${tag}`).join(", ")}; at least ${minimum} of each are asked for`,
        place,
      );
    }
    const asked = new Set(tagged.flatMap(({ items }) => items));
    const faults = [...asked].flatMap(({ id, risk, place: at }) => {
      const fault = riskFault(risk);
      return fault === undefined ? [] : [{ ...at, seen: `${id} ${fault}` }];
    });
    return faults.length > 0
      ? fail(
          `${faults.length} of ${asked.size} requirements tagged ${tags.join(" or ")} have no risk to count by: ${faults[0]?.seen}`,
          ...faults,
        )
      : pass(`${asked.size} requirements are tagged ${tags.join(" or ")}, each with its risk`, {
          ...place,
          seen: tagged
            .map(({ tag, items }) => `${tag}: ${items.map(({ id }) => id).join(", ")}`)
            .join("; "),
        });
  },
});

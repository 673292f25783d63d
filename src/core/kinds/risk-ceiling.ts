import * as z from "zod";
import { defineKind } from "./define-kind.ts";
import { checkEach } from "./requirement-check.ts";
import { scoreOf } from "./risk-score.ts";
import { selection } from "./select-requirements.ts";

/** No requirement carries more risk than its level allows. */
export const riskCeiling = defineKind({
  kind: "risk-ceiling",
  needs: ["requirements"],
  params: z.strictObject({
    ...selection,
    maximum: z
      .number()
      .min(0)
      .max(10)
      .meta({ description: "Risk of a requirement without mitigation", stricter: "lower" }),
    "maximum-mitigated": z
      .number()
      .min(0)
      .max(10)
      .meta({ description: "Risk of a requirement that lists a mitigation", stricter: "lower" }),
  }),
  judge({ requirements }, params) {
    return checkEach(requirements, params, "are within the ceiling", ({ risk }) => {
      if (risk === undefined) return "has no risk, so that none can be compared";
      const mitigated = risk.mitigation.some((step) => step.trim() !== "");
      const ceiling = mitigated ? params["maximum-mitigated"] : params.maximum;
      const score = scoreOf(risk);
      return score <= ceiling // NaN is not
        ? undefined
        : `has a risk of ${score} ${mitigated ? "with" : "without"} mitigation; at most ${ceiling}`;
    });
  },
});

import * as z from "zod";
import { defineKind } from "./define-kind.ts";
import { checkEach } from "./requirement-check.ts";
import { remainingScore } from "./risk-score.ts";
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
    "maximum-mitigated": z.number().min(0).max(10).meta({
      description:
        "Risk of a requirement that lists a mitigation: what its `residual` says is left, else all of it",
      stricter: "lower",
    }),
  }),
  judge({ requirements }, params) {
    return checkEach(requirements, params, "are within the ceiling", ({ risk }) => {
      if (risk === undefined) return "has no risk, so that none can be compared";
      const mitigated = risk.mitigation.some((step) => step.trim() !== "");
      const ceiling = mitigated ? params["maximum-mitigated"] : params.maximum;
      const score = remainingScore(risk);
      const text =
        risk.residual === undefined
          ? `a risk of ${score} ${mitigated ? "with" : "without"} mitigation`
          : `a residual risk of ${score}`;
      return score <= ceiling ? undefined : `has ${text}; at most ${ceiling}`; // NaN is not
    });
  },
});

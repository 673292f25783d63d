import * as z from "zod";
import { scoreOf } from "../model/requirements.ts";
import { isStated } from "../model/cell-text.ts";
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
      const mitigated = risk.mitigation.some(isStated);
      const ceiling = mitigated ? params["maximum-mitigated"] : params.maximum;
      // What is left of a risk without anything that is done about it is all of it.
      const score = mitigated ? remainingScore(risk) : scoreOf(risk);
      const text =
        mitigated && risk.residual !== undefined
          ? `a residual risk of ${score}`
          : `a risk of ${score} ${mitigated ? "with" : "without"} mitigation`;
      return score <= ceiling ? undefined : `has ${text}; at most ${ceiling}`; // NaN is not
    });
  },
});

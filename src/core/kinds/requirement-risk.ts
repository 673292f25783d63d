import * as z from "zod";
import type { Risk } from "../model/requirements.ts";
import { defineKind } from "./define-kind.ts";
import { checkEach } from "./requirement-check.ts";
import { scoreOf } from "./risk-score.ts";
import { selection } from "./select-requirements.ts";

/** Requirements have a risk in numbers: how likely is failure, and how much is at stake. */
export const requirementRisk = defineKind({
  kind: "requirement-risk",
  needs: ["requirements"],
  params: z.strictObject({ ...selection }),
  judge({ requirements }, params) {
    return checkEach(requirements, params, "have their risk quantified", ({ risk }) =>
      risk === undefined ? "has no risk" : faultOf(risk),
    );
  },
});

function faultOf(risk: Risk): string | undefined {
  const { pFailure, value, statedScore } = risk;
  if (!(pFailure >= 0 && pFailure <= 1)) {
    return `has a probability of failure of ${pFailure}; 0 to 1 is asked for`;
  }
  if (!(Number.isInteger(value) && value >= 1 && value <= 10)) {
    return `has a value at stake of ${value}; a whole number from 1 to 10 is asked for`;
  }
  const score = scoreOf(risk);
  return statedScore === undefined || Math.abs(statedScore - score) < 0.05
    ? undefined
    : `states the score ${statedScore}; ${pFailure} × ${value} is ${score}`;
}

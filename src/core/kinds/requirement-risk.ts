import * as z from "zod";
import { defineKind } from "./define-kind.ts";
import { checkEach } from "./requirement-check.ts";
import { riskFault } from "./risk-score.ts";
import { selection } from "./select-requirements.ts";

/** Requirements have a risk in numbers: how likely is failure, and how much is at stake. */
export const requirementRisk = defineKind({
  kind: "requirement-risk",
  needs: ["requirements"],
  params: z.strictObject({ ...selection }),
  judge({ requirements }, params) {
    return checkEach(requirements, params, "have their risk quantified", ({ risk }) =>
      riskFault(risk),
    );
  },
});

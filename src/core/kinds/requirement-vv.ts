import * as z from "zod";
import { type Check, type Requirement, scoreOf } from "../model/requirements.ts";
import { isStated } from "../model/cell-text.ts";
import { defineKind } from "./define-kind.ts";
import { peopleIn } from "./people-in.ts";
import { checkEach } from "./requirement-check.ts";
import { riskFault } from "./risk-score.ts";
import { selection } from "./select-requirements.ts";

const PARTS = ["verification", "validation"] as const;

/** Requirements have their verification and validation defined, or passed. */
export const requirementVv = defineKind({
  kind: "requirement-vv",
  needs: ["requirements"],
  params: z.strictObject({
    ...selection,
    parts: z
      .array(z.enum(PARTS))
      .min(1)
      .default([...PARTS])
      .meta({ description: "What is asked of each: `verification`, `validation` or both" }),
    demand: z
      .enum(["defined", "passed"])
      .meta({ description: "`defined`: it has a method; `passed`: it was done with success" }),
    evidence: z
      .boolean()
      .default(false)
      .meta({ description: "What passed must link what shows it" }),
    risk: z.boolean().default(false).meta({ description: "Each must have its risk in numbers" }),
    "maximum-waived-risk": z.number().min(0).max(10).optional().meta({
      description: "Risk above which nothing of a requirement may be waived",
      stricter: "lower",
    }),
  }),
  judge({ requirements }, params) {
    const what = `have their ${params.parts.join(" and ")} ${params.demand}${params.risk ? " and their risk quantified" : ""}`;
    return checkEach(requirements, params, what, (requirement) => {
      const faults = [
        ...params.parts.flatMap((part) => {
          const fault = faultOf(requirement[part], requirement.owner ?? "", params);
          return fault === undefined ? [] : [`${part}: ${fault}`];
        }),
        ...[
          params.risk ? riskFault(requirement.risk) : undefined,
          waivedRiskFault(requirement, params),
        ].filter((fault) => fault !== undefined),
      ];
      return faults.length === 0 ? undefined : `(${faults.join(", ")})`;
    });
  },
});

function faultOf(
  check: Requirement["verification"],
  owner: string,
  { demand, evidence }: { demand: "defined" | "passed"; evidence: boolean },
): string | undefined {
  if (check === undefined || !isStated(check.method)) return "no method";
  if (demand === "defined") return undefined;
  if (check.status === "waived") return waiverFault(check, owner);
  if (check.status !== "passed") return `${check.status}, not passed`;
  return evidence && !isStated(check.evidence ?? "") ? "passed without evidence" : undefined;
}

function waivedRiskFault(
  requirement: Requirement,
  params: { parts: readonly (typeof PARTS)[number][]; "maximum-waived-risk"?: number | undefined },
): string | undefined {
  const maximum = params["maximum-waived-risk"];
  const waived = params.parts.some((part) => requirement[part]?.status === "waived");
  if (maximum === undefined || !waived) return undefined;
  const { risk } = requirement;
  if (risk === undefined) return "waived with a risk that nobody knows";
  const score = scoreOf(risk);
  return score <= maximum // NaN is not
    ? undefined
    : `waived with a risk of ${score}; at most ${maximum} may be`;
}

function waiverFault({ reviewer = "", reason = "" }: Check, owner: string): string | undefined {
  if (!isStated(reviewer) || !isStated(reason)) return "waived without a reviewer and a reason";
  const owners = new Set(peopleIn(owner).map((name) => name.toLowerCase()));
  const others = peopleIn(reviewer).filter((name) => !owners.has(name.toLowerCase()));
  return others.length === 0 ? `waived by ${reviewer}, who owns it` : undefined;
}

import * as z from "zod";
import type { Check, Requirement } from "../model/requirements.ts";
import { defineKind } from "./define-kind.ts";
import { checkEach } from "./requirement-check.ts";
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
  }),
  judge({ requirements }, params) {
    const what = `have their ${params.parts.join(" and ")} ${params.demand}`;
    return checkEach(requirements, params, what, (requirement) => {
      const faults = params.parts.flatMap((part) => {
        const fault = faultOf(requirement[part], params);
        return fault === undefined ? [] : [`${part}: ${fault}`];
      });
      return faults.length === 0 ? undefined : `(${faults.join(", ")})`;
    });
  },
});

function faultOf(
  check: Requirement["verification"],
  { demand, evidence }: { demand: "defined" | "passed"; evidence: boolean },
): string | undefined {
  if (check === undefined || check.method.trim() === "") return "no method";
  if (demand === "defined") return undefined;
  if (check.status === "waived") return waiverFault(check);
  if (check.status !== "passed") return `${check.status}, not passed`;
  return evidence && (check.evidence ?? "").trim() === "" ? "passed without evidence" : undefined;
}

function waiverFault({ reviewer = "", reason = "" }: Check): string | undefined {
  return reviewer.trim() === "" || reason.trim() === ""
    ? "waived without a reviewer and a reason"
    : undefined;
}

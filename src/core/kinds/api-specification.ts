import * as z from "zod";
import { API_FORMS } from "../model/api-specification.ts";
import { fail, pass } from "../model/finding.ts";
import { defineKind } from "./define-kind.ts";

/** The component's interface is specified in a form that tools can check. */
export const apiSpecification = defineKind({
  kind: "api-specification",
  needs: ["apiSpecification"],
  params: z.strictObject({
    forms: z
      .array(z.enum(API_FORMS))
      .min(1)
      .default([...API_FORMS])
      .meta({ description: "Forms that count", stricter: "fewer" }),
    "minimum-operations": z.int().min(1).default(1).meta({
      description: "Operations, remote procedures, typed functions or exported declarations",
      stricter: "higher",
    }),
  }),
  judge({ apiSpecification: { path, form, operations, version } }, params) {
    const seen = `${form}${version === undefined ? "" : ` ${version}`} with ${operations} operations`;
    if (!params.forms.includes(form)) {
      return fail(`${path} is ${form}; expected ${params.forms.join(" or ")}`, { path, seen });
    }
    const least = params["minimum-operations"];
    return operations < least
      ? fail(`${path} specifies ${operations} operations; ${least} are asked for`, { path, seen })
      : pass(`${path} specifies the interface`, { path, seen });
  },
});

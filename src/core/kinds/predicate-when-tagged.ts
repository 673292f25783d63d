import * as z from "zod";
import type { FactValues } from "../model/facts.ts";
import { notApplicable } from "../model/finding.ts";
import { defineKind } from "./define-kind.ts";
import { predicate } from "./predicate.ts";
import { selection, selectRequirements } from "./select-requirements.ts";

/** What `predicate` asks, of components with a requirement on the subject. */
export const predicateWhenTagged = defineKind({
  kind: "predicate-when-tagged",
  needs: ["requirements", "structured", "baseStructured", "card", "now"],
  params: z.strictObject({
    ...predicate.params.shape,
    of: selection.of,
    tags: z
      .array(z.string())
      .min(1)
      .meta({ description: "Asked for only where a requirement carries one of these tags" }),
  }),
  reports: (facts, params) => predicate.reports?.(facts as FactValues, askedOf(params)) ?? [],
  judge(facts, params) {
    const { of, tags } = params;
    const { items, name } = selectRequirements(facts.requirements, { of, tags });
    return items.length === 0
      ? notApplicable(`there are no ${name}`, {
          path: facts.requirements.path,
          seen: `${facts.requirements.items.length} requirements`,
        })
      : predicate.judge(facts as FactValues, askedOf(params));
  },
});

/** What is asked of the report, without what tells when it is asked. */
function askedOf(params: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(params).filter(([name]) => Object.hasOwn(predicate.params.shape, name)),
  );
}

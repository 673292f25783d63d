import * as z from "zod";
import { fail, pass } from "../model/finding.ts";
import { defineKind } from "./define-kind.ts";
import { selectRequirements, selection } from "./select-requirements.ts";

const NUMBER = /^\d+(?:\.\d+){0,2}$/;

/** Requirements are written down, each under a number of its own. */
export const requirementsPresent = defineKind({
  kind: "requirements-present",
  needs: ["requirements"],
  params: z.strictObject({
    ...selection,
    minimum: z.int().min(1).default(1).meta({ description: "Requirements", stricter: "higher" }),
  }),
  judge({ requirements }, params) {
    const chosen = selectRequirements(requirements, params);
    if (chosen.items.length < params.minimum) {
      return fail(
        `${requirements.path} holds ${chosen.items.length} ${chosen.name}; at least ${params.minimum} asked for`,
        { path: requirements.path, seen: `${requirements.items.length} requirements in all` },
      );
    }
    const counts = Map.groupBy(requirements.items, ({ id }) => id);
    const faulty = chosen.items.filter(
      ({ id }) => !NUMBER.test(id) || (counts.get(id)?.length ?? 0) > 1,
    );
    return faulty.length === 0
      ? pass(`${chosen.items.length} ${chosen.name}`, {
          path: requirements.path,
          seen: chosen.items.map(({ id }) => id).join(", "),
        })
      : fail(
          `${faulty.length} of ${chosen.items.length} ${chosen.name} have no number of their own such as 4.2.1: ${faulty.map(({ id }) => id).join(", ")}`,
          ...faulty.map(({ id, place }) => ({ ...place, seen: id })),
        );
  },
});

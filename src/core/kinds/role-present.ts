import * as z from "zod";
import { fail, pass } from "../model/finding.ts";
import { defineKind } from "./define-kind.ts";

/** The working group has people in the roles that a level asks for. */
export const rolePresent = defineKind({
  kind: "role-present",
  needs: ["roles"],
  params: z.strictObject({
    roles: z
      .array(z.string())
      .min(1)
      .meta({ description: "Roles that must have members", stricter: "more" }),
    minimum: z.int().min(1).default(1).meta({
      description: "People or teams in each role",
      stricter: "higher",
    }),
  }),
  judge({ roles }, params) {
    const counted = params.roles.map((role) => ({ role, members: roles.get(role) ?? [] }));
    const short = counted.filter(({ members }) => members.length < params.minimum);
    return short.length === 0
      ? pass(counted.map(({ role, members }) => `${role}: ${members.join(", ")}`).join("; "))
      : fail(
          `${short.map(({ role, members }) => `${role} has ${members.length} members`).join(", ")}; at least ${params.minimum} asked for`,
          ...short.map(({ role }) => ({ path: ".mltrl/config.yml", seen: `roles: no ${role}` })),
        );
  },
});

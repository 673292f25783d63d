import * as z from "zod";
import type { Approvals } from "../../src/core/model/approval.ts";
import type { Level } from "../../src/core/model/level.ts";

const approvalsDescription = z.strictObject({
  /** What head claims, which approvals are given to unless they say otherwise. */
  level: z.int().default(3),
  given: z
    .array(
      z.strictObject({
        login: z.string(),
        roles: z.array(z.string()).default([]),
        state: z.enum(["approved", "changes-requested"]).default("approved"),
        bot: z.boolean().default(false),
        admin: z.boolean().default(false),
        claimed: z.int().optional(),
        digest: z.string().default("d1"),
      }),
    )
    .default([]),
  barred: z.record(z.string(), z.string()).default({}),
  unlinked: z.array(z.string()).default([]),
  members: z.record(z.string(), z.array(z.string())).default({}),
  author: z.string().default("dora"),
  requestedBy: z.string().optional(),
  panels: z.enum(["independent", "small-team"]).default("independent"),
});

export type ApprovalsDescription = z.input<typeof approvalsDescription>;

/** Who approved what. */
export function someApprovals(description: ApprovalsDescription = {}): Approvals {
  const { level, given, barred, unlinked, members, author, requestedBy, panels } =
    approvalsDescription.parse(description);
  return {
    current: { commit: "head567890", claimedLevel: level as Level, digest: "d1" },
    given: given.map(({ claimed, digest, ...rest }) => ({
      ...rest,
      saw: { commit: "seen567890", claimedLevel: (claimed ?? level) as Level, digest },
    })),
    barred: new Map(Object.entries(barred)),
    unlinked,
    members: new Map(Object.entries({ ...membersOf(given), ...members })),
    author,
    requestedBy,
    panels,
  };
}

/** Whoever approves in a role holds it. */
function membersOf(
  given: readonly { readonly login: string; readonly roles: readonly string[] }[],
): Record<string, string[]> {
  const roles = new Set(given.flatMap((each) => each.roles));
  return Object.fromEntries(
    [...roles].map((role) => [
      role,
      given.filter((each) => each.roles.includes(role)).map(({ login }) => login),
    ]),
  );
}

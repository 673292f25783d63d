import * as z from "zod";
import type { Approvals } from "../../core/model/approval.ts";
import type { Level } from "../../core/model/level.ts";

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
        /** Another commit than that of all other approvals. */
        commit: z.string().default("seen567890"),
        signed: z.array(z.string()).default([]),
        edited: z.boolean().default(false),
        changed: z.array(z.string()).default([]),
        askedSince: z.boolean().default(false),
      }),
    )
    .default([]),
  barred: z.record(z.string(), z.string()).default({}),
  unlinked: z.array(z.string()).default([]),
  members: z.record(z.string(), z.array(z.string())).default({}),
  author: z.string().default("dora"),
  requestedBy: z.string().optional(),
  panels: z.enum(["independent", "small-team"]).default("independent"),
  explicitFrom: z.int().default(10),
  pastUnknown: z.string().optional(),
  askersUnknown: z.string().optional(),
  asked: z.array(z.string()).default([]),
  outside: z
    .array(
      z.strictObject({
        name: z.string(),
        role: z.string(),
        fault: z.string().optional(),
        seenAt: z.array(z.string()).default(["seen567890"]),
      }),
    )
    .default([]),
});

export type ApprovalsDescription = z.input<typeof approvalsDescription>;

/** Who approved what. */
export function someApprovals(description: ApprovalsDescription = {}): Approvals {
  const { level, given, barred, unlinked, members, author, requestedBy, panels, ...rest } =
    approvalsDescription.parse(description);
  const { explicitFrom, pastUnknown, askersUnknown, asked, outside } = rest;
  return {
    component: "detector",
    current: { commit: "head567890", claimedLevel: level as Level, digest: "d1" },
    given: given.map(({ claimed, digest, commit, changed, ...each }) => ({
      ...each,
      saw: { commit, claimedLevel: (claimed ?? level) as Level, digest },
      changedSince: changed,
    })),
    barred: new Map(Object.entries(barred)),
    unlinked,
    members: new Map(Object.entries({ ...membersOf(given), ...members })),
    author,
    requestedBy,
    panels,
    explicitFrom,
    ...(pastUnknown !== undefined && { pastUnknown }),
    ...(askersUnknown !== undefined && { askersUnknown }),
    asked,
    outside: outside.map(({ fault, ...each }) => ({
      ...each,
      document: `.mltrl/reviews/detector/${each.role}.md`,
      ...(fault !== undefined && { fault }),
    })),
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

import type { OrganizationStanding } from "./organization-standing.ts";

/** What an organisation's policy that binds nobody yet will find. */
export function announcement(standing: OrganizationStanding): {
  readonly notices: readonly string[];
  readonly until?: string;
} {
  if (standing.state !== "announced") return { notices: [] };
  const { organization } = standing;
  const from = organization.policy.effectiveFrom ?? "";
  const path = organization.source.path;
  return {
    notices: [
      `From ${from} on, the organisation's policy (${path}) binds this repository. mltrl policy show --organization FILE tells what it changes.`,
    ],
    until: from,
  };
}

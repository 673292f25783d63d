import { holds } from "../auth/access.ts";
import { installationCovers } from "../state/app.ts";
import type { Happening, Installation } from "../state/nouns.ts";
import type { World } from "../state/world.ts";

/** The permission that each event needs, from "Webhook events and payloads". */
const needs: Readonly<Record<string, string>> = {
  check_run: "checks",
  check_suite: "checks",
  create: "contents",
  custom_property_values: "organization_custom_properties",
  delete: "contents",
  issue_comment: "issues",
  issues: "issues",
  member: "members",
  membership: "members",
  organization: "members",
  pull_request: "pull_requests",
  pull_request_review: "pull_requests",
  push: "contents",
  repository: "metadata",
  repository_ruleset: "administration",
  status: "statuses",
  team: "members",
  workflow_job: "actions",
  workflow_run: "actions",
};

/** The installations that hear of something. */
export function receivers(world: World, happening: Happening): Installation[] {
  if (happening.installation !== undefined) return [happening.installation];
  return [...world.installations.values()].filter((installation) => {
    if (installation.suspendedAt !== null) return false;
    if (happening.only !== undefined && happening.only !== installation.app) return false;
    return reaches(installation, happening) && listens(installation, happening);
  });
}

function reaches(installation: Installation, { repository, organization }: Happening): boolean {
  if (repository !== undefined) return installationCovers(installation, repository);
  return installation.account === organization;
}

function listens(installation: Installation, { event }: Happening): boolean {
  const need = needs[event];
  if (need !== undefined && !holds(installation.permissions, need, "read")) return false;
  if (installation.app.events.includes(event)) return true;
  // Apps that may write checks are subscribed to both check events without asking.
  const checks = event === "check_run" || event === "check_suite";
  return checks && holds(installation.permissions, "checks", "write");
}

/** The webhooks that the contract covers: their actions by event, none where GitHub has none. */
export const events: Readonly<Record<string, readonly string[]>> = {
  check_run: ["completed", "created", "requested_action", "rerequested"],
  check_suite: ["completed", "requested", "rerequested"],
  create: [],
  custom_property_values: ["updated"],
  delete: [],
  deployment_protection_rule: ["requested"],
  installation: ["created", "deleted", "new_permissions_accepted", "suspend", "unsuspend"],
  installation_repositories: ["added", "removed"],
  issue_comment: ["created", "deleted", "edited"],
  member: ["added", "edited", "removed"],
  membership: ["added", "removed"],
  merge_group: ["checks_requested", "destroyed"],
  ping: [],
  pull_request: [
    "closed",
    "converted_to_draft",
    "dequeued",
    "edited",
    "enqueued",
    "opened",
    "ready_for_review",
    "reopened",
    "review_requested",
    "synchronize",
  ],
  pull_request_review: ["dismissed", "edited", "submitted"],
  push: [],
  repository: [
    "archived",
    "created",
    "deleted",
    "edited",
    "privatized",
    "publicized",
    "renamed",
    "transferred",
    "unarchived",
  ],
  team: ["added_to_repository", "created", "deleted", "edited", "removed_from_repository"],
  workflow_job: ["completed", "in_progress", "queued"],
  workflow_run: ["completed", "in_progress", "requested"],
};

/** GitHub's key for a webhook in its specification, as `pull-request-opened`. */
export function webhookKey(event: string, action?: string): string {
  return (action === undefined ? event : `${event}-${action}`).replaceAll("_", "-");
}

/** The keys of all webhooks that the contract covers. */
export function webhookKeys(): string[] {
  return Object.entries(events).flatMap(([event, actions]) =>
    actions.length === 0 ? [webhookKey(event)] : actions.map((action) => webhookKey(event, action)),
  );
}

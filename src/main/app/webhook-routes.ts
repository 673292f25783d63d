import type { Probot } from "probot";
import type { AppRequest } from "../../core/model/request.ts";
import { checkRun } from "../../events/check-run.ts";
import { checkSuite } from "../../events/check-suite.ts";
import { create } from "../../events/create.ts";
import { customPropertyValues } from "../../events/custom-property-values.ts";
import { deploymentProtectionRule } from "../../events/deployment-protection-rule.ts";
import { installation, installationRepositories } from "../../events/installation.ts";
import { issueComment } from "../../events/issue-comment.ts";
import { landed, type LandedPayload } from "../../events/landed.ts";
import { mergeGroup } from "../../events/merge-group.ts";
import type { Self } from "../../events/payload.ts";
import { people } from "../../events/people.ts";
import { pullRequest } from "../../events/pull-request.ts";
import { pullRequestReview } from "../../events/pull-request-review.ts";
import { push } from "../../events/push.ts";
import { repository } from "../../events/repository.ts";
import { tagPushed, type TagPayload } from "../../events/tag-pushed.ts";
import { workflowRun } from "../../events/workflow-run.ts";

/** Every event the App listens to, with what it asks for. A test holds `app.yml` to this table. */
export const EVENTS = {
  pull_request: pullRequest,
  pull_request_review: pullRequestReview,
  check_run: checkRun,
  check_suite: checkSuite,
  deployment_protection_rule: deploymentProtectionRule,
  issue_comment: issueComment,
  merge_group: mergeGroup,
  push,
  workflow_run: workflowRun,
  create,
  installation,
  installation_repositories: installationRepositories,
  custom_property_values: customPropertyValues,
  repository,
  member: people,
  membership: people,
  organization: people,
  team: people,
} as const;

/** Those that come to every App, asked for or not. */
const ALWAYS = new Set(["installation", "installation_repositories"]);

/** Those that the App has to subscribe to. */
export const SUBSCRIBED_EVENTS: readonly string[] = Object.keys(EVENTS).filter(
  (name) => !ALWAYS.has(name),
);

/** Actions that ask for nothing, whatever the payload says, where there are many of them. */
const IDLE: Readonly<Record<string, ReadonlySet<string>>> = {
  check_run: new Set(["created"]),
  check_suite: new Set(["completed", "requested"]),
  pull_request: new Set([
    "assigned",
    "auto_merge_disabled",
    "auto_merge_enabled",
    "dequeued",
    "enqueued",
    "labeled",
    "locked",
    "review_request_removed",
    "review_requested",
    "unassigned",
    "unlabeled",
    "unlocked",
  ]),
  workflow_run: new Set(["requested"]),
};

/** Whether an event with an action may ask for anything: all that is known of one that did not come. */
export function mayAskFor(event: string, action: string | undefined): boolean {
  return Object.hasOwn(EVENTS, event) && !IDLE[event]?.has(action ?? "");
}

/** What people or a queue wait for an answer to, and no look at pull requests would find, or not as soon. */
const TOLD_ONCE: Readonly<Record<string, ReadonlySet<string>>> = {
  check_run: new Set(["requested_action", "rerequested"]),
  check_suite: new Set(["rerequested"]),
  deployment_protection_rule: new Set(["requested"]),
  issue_comment: new Set(["created"]),
  merge_group: new Set(["checks_requested"]),
};

/** Whether nothing but the event itself tells, in time, of what it asks for. */
export function isToldOnce(event: string, action: string | undefined): boolean {
  return Object.hasOwn(TOLD_ONCE, event) && TOLD_ONCE[event]?.has(action ?? "") === true;
}

type Translate = (payload: unknown, self: Self) => AppRequest | undefined;

/** What else an event asks for. */
const MORE: Readonly<Record<string, readonly Translate[]>> = {
  push: [
    (payload) => landed(payload as LandedPayload),
    (payload) => tagPushed(payload as TagPayload),
  ],
};

/** Registers the events with Probot; a handler only translates and hands on. */
export function registerEvents(
  probot: Probot,
  self: Self,
  accept: (request: AppRequest) => Promise<void>,
): void {
  for (const [name, translate] of Object.entries(EVENTS)) {
    probot.on(name as "pull_request", async ({ payload }) => {
      for (const ask of [translate as Translate, ...(MORE[name] ?? [])]) {
        const request = ask(payload, self);
        if (request !== undefined) await accept(request);
      }
    });
  }
}

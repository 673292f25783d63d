import type {
  CheckRun,
  CheckSuite,
  IssueComment,
  PullRequest,
  Review,
  Team,
  User,
} from "../state/nouns.ts";
import type { World } from "../state/world.ts";
import { simpleUser, teamView } from "../views/account-view.ts";
import { checkRunView, checkSuiteView } from "../views/check-view.ts";
import { simpleCommit } from "../views/commit-view.ts";
import { commentView, issueView } from "../views/conversation-view.ts";
import { pullRequestView, simplePullRequest } from "../views/pull-request-view.ts";
import { reviewView } from "../views/review-view.ts";
import { pullRequestNumbers } from "./pull-request-numbers.ts";

// Each function tells the webhooks of one event, in the words of "Webhook events and payloads".

/** `pull_request` with an action. */
export async function announcePull(
  world: World,
  pull: PullRequest,
  action: string,
  sender: User,
  more: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const view = pullRequestView(world, pull, await pullRequestNumbers(world, pull));
  world.publish({
    event: "pull_request",
    action,
    sender,
    repository: pull.repository,
    payload: { number: pull.number, pull_request: view, ...more },
  });
}

/** `membership`: somebody came into a team or left it. */
export function announceMembership(
  world: World,
  team: Team,
  member: User,
  action: "added" | "removed",
  sender: User,
): void {
  world.publish({
    event: "membership",
    action,
    sender,
    organization: team.organization,
    payload: { scope: "team", member: simpleUser(world, member), team: teamView(world, team) },
  });
}

/** `pull_request_review`: here GitHub writes states in lower case. */
export function announceReview(
  world: World,
  review: Review,
  action: string,
  sender: User,
  more: Readonly<Record<string, unknown>> = {},
): void {
  world.publish({
    event: "pull_request_review",
    action,
    sender,
    repository: review.pull.repository,
    payload: {
      review: {
        ...reviewView(world, review),
        state: review.state.toLowerCase(),
        submitted_at: review.submittedAt,
        updated_at: review.updatedAt,
      },
      pull_request: simplePullRequest(world, review.pull, null),
      ...more,
    },
  });
}

/** `issue_comment`; `issue.pull_request` tells whether the issue is a pull request. */
export function announceComment(
  world: World,
  comment: IssueComment,
  action: "created" | "edited" | "deleted",
  sender: User,
  more: Readonly<Record<string, unknown>> = {},
): void {
  const issue = comment.issue;
  world.publish({
    event: "issue_comment",
    action,
    sender,
    repository: issue.repository,
    payload: { issue: issueView(world, issue), comment: commentView(world, comment), ...more },
  });
}

/** `check_run`; requests go to the App that owns the run alone. */
export async function announceCheckRun(
  world: World,
  run: CheckRun,
  action: "created" | "completed" | "rerequested" | "requested_action",
  sender: User,
  more: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const { suite } = run;
  const view = { ...checkRunView(world, run), check_suite: await suiteView(world, suite) };
  world.publish({
    event: "check_run",
    action,
    sender,
    repository: suite.repository,
    ...(action.startsWith("re") ? { only: suite.app } : {}),
    payload: { check_run: view, ...more },
  });
}

/** `check_suite`; requests go to its App alone. */
export async function announceCheckSuite(
  world: World,
  suite: CheckSuite,
  action: "completed" | "requested" | "rerequested",
  sender: User,
): Promise<void> {
  const view = await suiteView(world, suite);
  world.publish({
    event: "check_suite",
    action,
    sender,
    repository: suite.repository,
    ...(action === "completed" ? {} : { only: suite.app }),
    payload: { check_suite: view },
  });
}

/** A suite with its commit. */
export async function suiteView(
  world: World,
  suite: CheckSuite,
): Promise<ReturnType<typeof checkSuiteView>> {
  const commit = await suite.repository.objects.commit(suite.sha);
  if (commit === undefined) throw new Error(`A suite on ${suite.sha}, which is no commit`);
  return checkSuiteView(world, suite, simpleCommit(commit));
}

import type { KeyObject } from "node:crypto";
import type { ObjectStore } from "../git/object-store.ts";

// One file because the nouns know each other: a pull request its repository, a repository its pull requests.

/** A person, or the bot account through which an App acts. */
export type User = {
  readonly kind: "User" | "Bot";
  readonly id: number;
  readonly nodeId: string;
  login: string;
  name: string | null;
  email: string;
  siteAdmin: boolean;
  readonly createdAt: string;
  /** The App whose bot this is. */
  readonly app: App | null;
};

export type OrganizationRole = "admin" | "member";

export type Organization = {
  readonly kind: "Organization";
  readonly id: number;
  readonly nodeId: string;
  login: string;
  name: string | null;
  readonly members: Map<User, { role: OrganizationRole; public: boolean }>;
  readonly teams: Map<string, Team>;
  /** Base permission of members: docs "Setting base permissions for an organization". */
  defaultPermission: "none" | "read" | "write" | "admin";
  readonly createdAt: string;
};

export type Account = User | Organization;

export type Team = {
  readonly kind: "Team";
  readonly id: number;
  readonly nodeId: string;
  readonly organization: Organization;
  slug: string;
  name: string;
  description: string | null;
  privacy: "secret" | "closed";
  parent: Team | null;
  readonly members: Map<User, "maintainer" | "member">;
};

export type PermissionLevel = "read" | "write" | "admin";

export type Permissions = Readonly<Record<string, PermissionLevel>>;

/** A registered GitHub App. */
export type App = {
  readonly kind: "App";
  readonly id: number;
  readonly nodeId: string;
  readonly clientId: string;
  readonly slug: string;
  readonly name: string;
  readonly owner: Account;
  readonly publicKey: KeyObject;
  permissions: Permissions;
  events: readonly string[];
  readonly createdAt: string;
  readonly hook: { url: string | null; secret: string | null; readonly id: number };
  readonly installations: Map<number, Installation>;
  bot: User;
};

/** An App on an account; `repositories` undefined means all of them. */
export type Installation = {
  readonly id: number;
  readonly nodeId: string;
  readonly app: App;
  readonly account: Account;
  /** What the owner accepted: may lag behind the App's registration. */
  permissions: Permissions;
  repositories: Set<Repository> | undefined;
  suspendedAt: string | null;
  readonly createdAt: string;
};

/** A user's token, or an installation's with what it was narrowed to. */
export type Token =
  | { readonly type: "user"; readonly user: User; used401?: boolean }
  | {
      readonly type: "installation";
      readonly installation: Installation;
      readonly permissions: Permissions;
      readonly repositories: ReadonlySet<Repository> | undefined;
      readonly expiresAt: Date;
    };

export type Role = "none" | "read" | "triage" | "write" | "maintain" | "admin";

export type Repository = {
  readonly kind: "Repository";
  readonly id: number;
  readonly nodeId: string;
  owner: Account;
  name: string;
  description: string | null;
  private: boolean;
  archived: boolean;
  defaultBranch: string;
  readonly parent: Repository | null;
  /** The bare repository on disk. */
  readonly directory: string;
  /** Shared by the whole fork network, as GitHub does: any commit of it can be read in each of its repositories. */
  readonly objects: ObjectStore;
  /** Full ref name to object id; the truth, mirrored to disk for git. */
  readonly refs: Map<string, string>;
  readonly collaborators: Map<User, Role>;
  readonly teams: Map<Team, Role>;
  readonly issues: Map<number, Issue | PullRequest>;
  nextNumber: number;
  readonly labels: Map<string, Label>;
  readonly rulesets: Map<number, Ruleset>;
  /** By the name of the branch; patterns are not kept here. */
  readonly protections: Map<string, BranchProtection>;
  /** By name in lower case. */
  readonly environments: Map<string, Environment>;
  /** Deployments that a workflow asked for, the oldest first. */
  readonly deployments: Deployment[];
  /** Merge queues by branch. */
  readonly queues: Map<string, readonly MergeQueueEntry[]>;
  /** Given by the organisation; several values where a property takes several. */
  readonly customProperties: Map<string, string | string[]>;
  readonly suites: Map<string, CheckSuite[]>;
  readonly statuses: Map<string, CommitStatus[]>;
  readonly createdAt: string;
  updatedAt: string;
  pushedAt: string;
};

export type Label = {
  readonly id: number;
  readonly nodeId: string;
  name: string;
  color: string;
  description: string | null;
};

export type ReactionContent =
  | "+1"
  | "-1"
  | "laugh"
  | "confused"
  | "heart"
  | "hooray"
  | "rocket"
  | "eyes";

export type Reaction = {
  readonly id: number;
  readonly nodeId: string;
  readonly user: User;
  readonly content: ReactionContent;
  readonly createdAt: string;
};

/** What issues and pull requests share. */
type Conversation = {
  /** The id as an issue; a pull request has a second one of its own. */
  readonly issueId: number;
  readonly nodeId: string;
  readonly repository: Repository;
  readonly number: number;
  readonly author: User;
  title: string;
  body: string | null;
  state: "open" | "closed";
  locked: boolean;
  readonly labels: Set<Label>;
  readonly comments: IssueComment[];
  readonly reactions: Reaction[];
  readonly createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  closedBy: User | null;
};

export type Issue = Conversation & {
  readonly kind: "Issue";
  stateReason: "completed" | "reopened" | "not_planned" | "duplicate" | null;
  readonly assignees: readonly User[];
};

export type IssueComment = {
  readonly kind: "IssueComment";
  readonly id: number;
  readonly nodeId: string;
  readonly issue: Issue | PullRequest;
  readonly author: User;
  readonly app: App | null;
  body: string;
  readonly createdAt: string;
  updatedAt: string;
  editedAt: string | null;
  readonly reactions: Reaction[];
};

export type PullRequest = Conversation & {
  readonly kind: "PullRequest";
  readonly id: number;
  draft: boolean;
  /** Branch merged into, and its tip when the pull request was last opened, pushed to or retargeted. */
  base: { ref: string; sha: string };
  readonly head: { readonly repository: Repository; readonly ref: string; sha: string };
  merged: { readonly at: string; readonly by: User; readonly commit: string } | null;
  maintainerCanModify: boolean;
  readonly reviews: Review[];
  readonly dismissals: ReviewDismissal[];
  readonly requests: ReviewRequested[];
  readonly forcedPushes: HeadRefForcePushed[];
  readonly requestedReviewers: Set<User>;
  readonly requestedTeams: Set<Team>;
};

export type ReviewState = "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" | "DISMISSED" | "PENDING";

export type Review = {
  readonly kind: "PullRequestReview";
  readonly id: number;
  readonly nodeId: string;
  readonly pull: PullRequest;
  readonly author: User;
  state: ReviewState;
  body: string;
  readonly commit: string;
  submittedAt: string | null;
  readonly createdAt: string;
  updatedAt: string;
  editedAt: string | null;
};

/** The `ReviewDismissedEvent` of a pull request's timeline. */
export type ReviewDismissal = {
  readonly kind: "ReviewDismissedEvent";
  readonly id: number;
  readonly nodeId: string;
  readonly review: Review;
  readonly actor: User;
  readonly message: string | null;
  readonly previousState: ReviewState;
  /** Set where a push dismissed the review, null where a person did (GraphQL `pullRequestCommit`). */
  readonly commit: string | null;
  readonly createdAt: string;
};

/** The `ReviewRequestedEvent` of a pull request's timeline. */
export type ReviewRequested = {
  readonly kind: "ReviewRequestedEvent";
  readonly id: number;
  readonly nodeId: string;
  readonly pull: PullRequest;
  readonly actor: User;
  readonly requestedReviewer: User | Team;
  readonly createdAt: string;
};

/** The `HeadRefForcePushedEvent` of a pull request's timeline. */
export type HeadRefForcePushed = {
  readonly kind: "HeadRefForcePushedEvent";
  readonly id: number;
  readonly nodeId: string;
  readonly pull: PullRequest;
  readonly actor: User;
  readonly before: string;
  readonly after: string;
  readonly createdAt: string;
};

export type CheckStatus = "queued" | "in_progress" | "completed";

export type CheckConclusion =
  | "action_required"
  | "cancelled"
  | "failure"
  | "neutral"
  | "skipped"
  | "stale"
  | "success"
  | "timed_out";

export type Annotation = {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column: number | null;
  readonly end_column: number | null;
  readonly annotation_level: "notice" | "warning" | "failure";
  readonly message: string;
  readonly title: string | null;
  readonly raw_details: string | null;
};

export type CheckAction = {
  readonly label: string;
  readonly description: string;
  readonly identifier: string;
};

export type CheckRun = {
  readonly kind: "CheckRun";
  readonly id: number;
  readonly nodeId: string;
  readonly suite: CheckSuite;
  name: string;
  status: CheckStatus;
  conclusion: CheckConclusion | null;
  detailsUrl: string | null;
  externalId: string;
  startedAt: string;
  completedAt: string | null;
  output: { title: string | null; summary: string | null; text: string | null };
  readonly annotations: Annotation[];
  actions: readonly CheckAction[];
};

/** One for each App and commit: docs "Using the REST API to interact with checks". */
export type CheckSuite = {
  readonly kind: "CheckSuite";
  readonly id: number;
  readonly nodeId: string;
  readonly app: App;
  readonly repository: Repository;
  readonly sha: string;
  readonly branch: string | null;
  readonly before: string | null;
  /** Put back to queued by a re-request until a run reports again. */
  reset: boolean;
  readonly runs: CheckRun[];
  readonly createdAt: string;
  updatedAt: string;
};

export type CommitStatus = {
  readonly id: number;
  readonly nodeId: string;
  readonly state: "error" | "failure" | "pending" | "success";
  readonly context: string;
  readonly description: string | null;
  readonly targetUrl: string | null;
  readonly creator: User;
  readonly app: App | null;
  readonly createdAt: string;
};

export type RequiredCheck = { readonly context: string; readonly integration_id?: number };

/** A workflow of another repository that has to pass, at a ref or a commit of it. */
export type RequiredWorkflow = {
  readonly path: string;
  readonly repository_id: number;
  readonly ref?: string;
  readonly sha?: string;
};

export type Rule =
  | { readonly type: "creation" | "deletion" | "non_fast_forward" | "required_linear_history" }
  | {
      readonly type: "required_status_checks";
      readonly parameters: {
        readonly required_status_checks: readonly RequiredCheck[];
        readonly strict_required_status_checks_policy: boolean;
        readonly do_not_enforce_on_create?: boolean;
      };
    }
  | {
      readonly type: "workflows";
      readonly parameters: {
        readonly workflows: readonly RequiredWorkflow[];
        readonly do_not_enforce_on_create?: boolean;
      };
    }
  | {
      readonly type: "merge_queue";
      readonly parameters: {
        readonly check_response_timeout_minutes: number;
        readonly grouping_strategy: "ALLGREEN" | "HEADGREEN";
        readonly max_entries_to_build: number;
        readonly max_entries_to_merge: number;
        readonly merge_method: "MERGE" | "SQUASH" | "REBASE";
        readonly min_entries_to_merge: number;
        readonly min_entries_to_merge_wait_minutes: number;
      };
    }
  | {
      readonly type: "pull_request";
      readonly parameters: {
        readonly required_approving_review_count: number;
        readonly dismiss_stale_reviews_on_push: boolean;
        readonly require_code_owner_review: boolean;
        readonly require_last_push_approval: boolean;
        readonly required_review_thread_resolution: boolean;
      };
    };

/** An environment with the Apps whose custom protection rules guard it. */
export type Environment = {
  readonly id: number;
  readonly name: string;
  readonly rules: Map<number, App>;
  readonly createdAt: string;
};

/** A job of a workflow run that deploys to an environment, and what each protection rule said. */
export type Deployment = {
  readonly run: number;
  readonly environment: Environment;
  readonly sha: string;
  readonly ref: string;
  readonly answers: Map<App, { state: "approved" | "rejected"; comment: string }>;
};

/** A pull request that waits to be merged by a queue. */
export type MergeQueueEntry = {
  readonly kind: "MergeQueueEntry";
  readonly id: number;
  readonly nodeId: string;
  readonly pull: PullRequest;
  readonly enqueuer: User;
  readonly enqueuedAt: string;
  /** What was made of it; the last of a group has the group's ref. */
  made: { base: string; head: string; groupBase: string; ref: string | null } | null;
};

export type BypassActor = {
  readonly actor_id: number | null;
  readonly actor_type:
    | "Integration"
    | "OrganizationAdmin"
    | "RepositoryRole"
    | "Team"
    | "DeployKey"
    | "User";
  readonly bypass_mode: "always" | "pull_request" | "exempt";
};

/** Classic protection of one branch. */
export type BranchProtection = {
  readonly strict: boolean;
  readonly checks: readonly RequiredCheck[];
  readonly enforceAdmins: boolean;
};

export type Ruleset = {
  readonly kind: "RepositoryRuleset";
  readonly id: number;
  readonly nodeId: string;
  name: string;
  target: "branch" | "tag";
  enforcement: "active" | "disabled" | "evaluate";
  conditions: { ref_name: { include: readonly string[]; exclude: readonly string[] } };
  rules: readonly Rule[];
  bypassActors: readonly BypassActor[];
  readonly createdAt: string;
  updatedAt: string;
};

/** Something that webhooks tell of. Payload views are made at once: they show the state of that moment. */
export type Happening = {
  readonly event: string;
  readonly action: string | undefined;
  readonly sender: User;
  readonly repository?: Repository;
  readonly organization?: Organization;
  /** Only this App hears of it (`check_run.rerequested`, `check_suite.requested` …). */
  readonly only?: App;
  /** Only this installation, subscribed or not (`installation` events). */
  readonly installation?: Installation;
  readonly payload: Readonly<Record<string, unknown>>;
};

import type { GateRequest, Person, RepositoryRef } from "./change.ts";
import type { RunBranch } from "./ci-report.ts";
import type { DeploymentRequest } from "./deployment-request.ts";
import type { MergeGroupRequest } from "./merge-group.ts";
import type { TagRequest } from "./tag-change.ts";

/** What a webhook asks of us, told apart by what has to be looked up first. */
export type AppRequest =
  /** Judge one pull request. */
  | ({
      readonly type: "gate";
      /** Where it is known: of interest only if that branch is gated. */
      readonly baseRef?: string;
      /** A commit that it shared its verdict on, if it was the head of others as well: those are judged without it. */
      readonly left?: string;
    } & GateRequest)
  /** Judge every open pull request whose head is this commit. */
  | {
      readonly type: "gate-commit";
      readonly repository: RepositoryRef;
      readonly sha: string;
      /** Somebody pressed re-run: write even what has not changed. */
      readonly rewrite: boolean;
      /** The check or the workflow that finished, where one of somebody else did: of interest only if a rule asks for it. */
      readonly finished?: string;
      /** What finished may speak of later commits of this branch as well. */
      readonly ranOn?: RunBranch;
      /** The base of the pull request that left this commit to others: of interest only if it is gated. */
      readonly left?: string;
    }
  /** Judge what a merge queue made. */
  | ({
      readonly type: "gate-group";
      /** The check or the workflow that finished, where one of somebody else did: of interest only if a rule asks for it. */
      readonly finished?: string;
    } & MergeGroupRequest)
  /** Answer a deployment that waits. */
  | ({ readonly type: "deploy" } & DeploymentRequest)
  /** A pull request was merged: put it on record, and judge others that share its head. */
  | ({
      readonly type: "merged";
      readonly headSha: string;
      readonly baseRef: string;
    } & MergedRequest)
  /** Judge every open pull request of a repository, or those to one of its branches. */
  | {
      readonly type: "gate-open";
      readonly repository: RepositoryRef;
      readonly baseRef?: string;
    }
  /** `.mltrl` changed on a branch that may be the base of pull requests. */
  | { readonly type: "branch-changed"; readonly repository: RepositoryRef; readonly branch: string }
  /** The policy of an account changed: judge what is open in every repository of the installation. */
  | { readonly type: "organization-changed"; readonly repository: RepositoryRef }
  /** Custom properties of a repository changed, and so perhaps which policy is for it. */
  | { readonly type: "properties-changed"; readonly repository: RepositoryRef }
  /** Look for pull requests without a verdict in everything an installation covers. */
  | { readonly type: "sweep-installation"; readonly installation: number }
  /** A branch took in commits: of interest only if it is gated. */
  | ({ readonly type: "pushed" } & PushedRequest)
  /** A tag was pushed or deleted: of interest only if its name is that of a version. */
  | ({ readonly type: "tag-pushed" } & TagRequest)
  /** The App came to repositories; whatever else it covers is looked through as well. */
  | {
      readonly type: "installed";
      readonly installation: number;
      readonly repositories: readonly RepositoryRef[];
    }
  /** What was remembered of a repository or an installation may be wrong now. */
  | { readonly type: "forget"; readonly repository?: number; readonly installation?: number }
  /** Who is in a team, or what somebody may do, has changed somewhere in an installation. */
  | { readonly type: "people-changed"; readonly installation: number }
  | ({ readonly type: "command" } & CommandRequest)
  | ({ readonly type: "press" } & PressRequest);

/** A button of one of our runs that somebody pressed. */
export interface PressRequest {
  readonly repository: RepositoryRef;
  readonly sha: string;
  /** Pull requests with this head, as far as GitHub told; it tells of none from forks. */
  readonly pullRequests: readonly number[];
  readonly actor: Actor;
  /** The command that the button stands for. */
  readonly body: string;
}

/** Commands that somebody gave, in a comment or by a button. */
export interface CommandRequest {
  readonly repository: RepositoryRef;
  readonly number: number;
  readonly onPullRequest: boolean;
  /** The issue or pull request takes no orders any more. */
  readonly refused?: "closed" | "locked" | "archived";
  /** Absent where a button was pressed. */
  readonly comment?: CommentRef;
  readonly actor: Actor;
  readonly body: string;
}

/** Commits that a branch took in. */
export interface PushedRequest {
  readonly repository: RepositoryRef;
  readonly branch: string;
  readonly before: string;
  readonly after: string;
  /** It was made with them: it has stood nowhere before. */
  readonly created?: true;
}

/** A pull request that was merged, to be put on record. */
export interface MergedRequest {
  readonly repository: RepositoryRef;
  readonly number: number;
  readonly mergeCommit: string;
  /** ISO 8601. */
  readonly mergedAt: string;
  readonly mergedBy?: string;
}

/** A comment, by its number and by its global id. */
export interface CommentRef {
  readonly id: number;
  readonly node: string;
}

/** A person with the number of their account, which no change of name changes. */
export interface Actor extends Person {
  readonly id: number;
}

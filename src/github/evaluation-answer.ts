import type { BlobAnswer, SideAnswer, TagAnswer } from "./object-answers.ts";

/** What GitHub answers to the evaluation query. */
export interface EvaluationAnswer extends OrganizationAnswer {
  readonly repository: {
    readonly databaseId: number;
    readonly isArchived: boolean;
    readonly defaultBranchRef: {
      readonly name: string;
      readonly target: SideAnswer & CodeOwnersAnswer;
    } | null;
    readonly refs: {
      readonly pageInfo: PageInfo;
      readonly nodes: readonly TagAnswer[];
    } | null;
    readonly pullRequest: PullRequestAnswer | null;
  } | null;
}

/** What it answers of the account's policy; null where there is no such repository, or none to be seen. */
export interface OrganizationAnswer {
  readonly privatePolicy?: PolicyRepositoryAnswer | null;
  readonly publicPolicy?: PolicyRepositoryAnswer | null;
}

export interface PolicyRepositoryAnswer {
  readonly defaultBranchRef: {
    readonly target: { readonly policy?: { readonly object: Partial<BlobAnswer> | null } | null };
  } | null;
}

/** Where a CODEOWNERS file may stand. */
export interface CodeOwnersAnswer {
  readonly ownersInGithub: FileEntryAnswer | null;
  readonly ownersInRoot: FileEntryAnswer | null;
  readonly ownersInDocs: FileEntryAnswer | null;
}

interface FileEntryAnswer {
  readonly type: string;
  readonly oid: string;
}

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

export interface ActorAnswer {
  readonly login: string;
  readonly __typename: string;
}

export interface PullRequestAnswer {
  readonly title: string;
  readonly state: "OPEN" | "CLOSED" | "MERGED";
  readonly isDraft: boolean;
  readonly baseRefName: string;
  /** Where the base branch was last, though it be deleted since. */
  readonly baseRefOid: string;
  readonly headRefName: string;
  readonly headRefOid: string;
  readonly isCrossRepository: boolean;
  /** Null where a fork is gone. */
  readonly headRepository?: { readonly databaseId: number } | null;
  readonly author: ActorAnswer | null;
  readonly baseRef: {
    readonly target: SideAnswer & {
      readonly past?: { readonly nodes: readonly SideAnswer[] } | null;
    };
    readonly rules: RulesAnswer | null;
  } | null;
  readonly files: {
    readonly totalCount: number;
    readonly pageInfo: PageInfo;
    readonly nodes: readonly FileAnswer[];
  } | null;
  readonly reviews: {
    readonly totalCount: number;
    readonly nodes: readonly {
      readonly databaseId: number;
      readonly state: "APPROVED" | "CHANGES_REQUESTED" | "DISMISSED";
      readonly submittedAt: string | null;
      readonly body: string;
      readonly lastEditedAt: string | null;
      readonly author: ActorAnswer | null;
      readonly commit: { readonly oid: string } | null;
    }[];
  } | null;
  readonly comments: {
    readonly nodes: readonly {
      readonly databaseId: number | null;
      readonly body: string;
      readonly lastEditedAt: string | null;
      readonly viewerDidAuthor: boolean;
      readonly author: ActorAnswer | null;
    }[];
  };
  readonly timelineItems: {
    readonly totalCount: number;
    readonly nodes: readonly {
      readonly previousReviewState?: string;
      readonly review?: { readonly databaseId: number } | null;
      readonly pullRequestCommit?: { readonly commit: { readonly oid: string } } | null;
    }[];
  };
  readonly asked: {
    readonly nodes: readonly {
      readonly createdAt?: string;
      readonly requestedReviewer?: { readonly login?: string } | null;
    }[];
  };
  readonly replaced: {
    readonly pageInfo: { readonly hasPreviousPage: boolean };
    readonly nodes: readonly { readonly beforeCommit?: { readonly oid: string } | null }[];
  };
  readonly commits: {
    readonly totalCount: number;
    readonly nodes: readonly { readonly commit: CommitAnswer }[];
  };
  readonly head: {
    readonly nodes: readonly {
      readonly commit: SideAnswer & RunsAnswer & { readonly committedDate: string };
    }[];
  };
}

/** The active rules of a branch. */
export interface RulesAnswer {
  readonly totalCount: number;
  readonly nodes: readonly {
    readonly parameters: {
      readonly requiredStatusChecks?: readonly {
        readonly context: string;
        readonly integrationId: number | null;
      }[];
    } | null;
  }[];
}

export interface FileAnswer {
  readonly path: string;
  readonly changeType: "ADDED" | "MODIFIED" | "DELETED" | "RENAMED" | "COPIED" | "CHANGED";
}

export interface CommitAnswer {
  readonly parents: { readonly nodes: readonly { readonly oid: string }[] };
  readonly authors: { readonly totalCount: number; readonly nodes: readonly GitActorAnswer[] };
  readonly committer: GitActorAnswer | null;
  readonly signature: { readonly isValid: boolean; readonly wasSignedByGitHub: boolean } | null;
}

export interface GitActorAnswer {
  readonly email: string | null;
  readonly user: { readonly login: string } | null;
}

export interface RunsAnswer {
  /** Where they are asked for apart. */
  readonly own?: { readonly nodes: readonly SuiteAnswer[] } | null;
  readonly checkSuites: {
    readonly totalCount: number;
    readonly nodes: readonly SuiteAnswer[];
  } | null;
  readonly associatedPullRequests: {
    readonly nodes: readonly {
      readonly number: number;
      readonly state: string;
      readonly headRefOid: string;
      readonly isCrossRepository: boolean;
    }[];
  } | null;
}

export interface SuiteAnswer {
  readonly app: { readonly databaseId: number; readonly slug: string } | null;
  readonly repository: { readonly databaseId: number };
  readonly checkRuns: {
    readonly totalCount: number;
    readonly nodes: readonly {
      readonly databaseId: number;
      readonly name: string;
      readonly status: string;
      readonly conclusion: string | null;
      readonly externalId: string | null;
    }[];
  } | null;
}

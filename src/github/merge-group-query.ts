import type { OrganizationAnswer, PageInfo, RulesAnswer, RunsAnswer } from "./evaluation-answer.ts";
import type { SideAnswer } from "./object-answers.ts";
import { graphqlDocument } from "./graphql-document.ts";

/**
 * Everything about a merge group that is not a pull request's own: where the branch is and what it demands,
 * what ran on the group's head, the commits below it with the pull requests they come from, and the queue.
 */
export const MERGE_GROUP_QUERY = graphqlDocument(/* GraphQL */ `
  query EvaluateMergeGroup(
    $owner: String!
    $name: String!
    $branch: String!
    $ref: String!
    $head: GitObjectID!
    $app: Int!
    $inline: Boolean!
  ) {
    ...Organization
    repository(owner: $owner, name: $name) {
      databaseId
      ...Home
      branch: ref(qualifiedName: $ref) {
        target {
          oid
        }
        ...Rules
        grouping: rules(first: 100) {
          nodes {
            parameters {
              ... on MergeQueueParameters {
                groupingStrategy
              }
            }
          }
        }
      }
      mergeQueue(branch: $branch) {
        entries(first: 100) {
          nodes {
            baseCommit {
              oid
            }
            headCommit {
              oid
            }
            pullRequest {
              number
            }
          }
        }
      }
      head: object(oid: $head) {
        ... on Commit {
          committedDate
          ...Side
          ...Texts
          ...Runs
          history(first: 100) {
            ...Commits
          }
        }
      }
    }
  }
`);

/** Further commits below the head, where the base is not among the first hundred. */
export const MORE_COMMITS = graphqlDocument(/* GraphQL */ `
  query MoreCommits($owner: String!, $name: String!, $head: GitObjectID!, $after: String) {
    repository(owner: $owner, name: $name) {
      head: object(oid: $head) {
        ... on Commit {
          history(first: 100, after: $after) {
            ...Commits
          }
        }
      }
    }
  }
`);

export interface MergeGroupAnswer extends OrganizationAnswer {
  readonly repository: {
    readonly databaseId: number;
    readonly isArchived: boolean;
    readonly defaultBranchRef: { readonly name: string; readonly target: SideAnswer } | null;
    readonly branch: {
      readonly target: { readonly oid: string };
      readonly rules: RulesAnswer | null;
      readonly grouping: {
        readonly nodes: readonly {
          readonly parameters: { readonly groupingStrategy?: "ALLGREEN" | "HEADGREEN" } | null;
        }[];
      } | null;
    } | null;
    readonly mergeQueue: {
      readonly entries: { readonly nodes: readonly QueueEntryAnswer[] };
    } | null;
    readonly head: HeadAnswer | null;
  } | null;
}

type HeadAnswer = SideAnswer &
  RunsAnswer & { readonly committedDate: string; readonly history: HistoryAnswer };

/** An entry that no group has been made for yet has no commits. */
export interface QueueEntryAnswer {
  readonly baseCommit: { readonly oid: string } | null;
  readonly headCommit: { readonly oid: string } | null;
  readonly pullRequest: { readonly number: number } | null;
}

export interface HistoryAnswer {
  readonly pageInfo: PageInfo;
  readonly nodes: readonly GroupCommitAnswer[];
}

export interface MoreCommitsAnswer {
  readonly repository: { readonly head: { readonly history: HistoryAnswer } | null } | null;
}

export interface GroupCommitAnswer {
  readonly oid: string;
  readonly parents: { readonly nodes: readonly { readonly oid: string }[] };
  readonly associatedPullRequests: {
    readonly nodes: readonly {
      readonly number: number;
      readonly state: string;
      readonly baseRefName: string;
      readonly headRefOid: string;
    }[];
  } | null;
}

import {
  CODE_OWNERS,
  CONTENT,
  ENTRY,
  ORGANIZATION,
  ORGANIZATION_FIELDS,
  RULES,
  RUNS,
  SIDE,
  TAGGED_REF,
  TEXT,
  TEXTS,
} from "./query-fragments.ts";

/**
 * Everything about a pull request that one request can bring: its state, what it changes, who reviewed
 * it, what ran on its head, what its branch demands, and `.mltrl` of the default branch, the base branch
 * and the head by object id. Texts of the head come along while they are few (`$inline`). The base branch
 * comes as it stood some days ago (`$before`) as well, to tell what has stood since. The policy of the
 * account comes along from its own repository.
 */
export const EVALUATION_QUERY = /* GraphQL */ `
  query EvaluatePullRequest(
    $owner: String!
    $name: String!
    $number: Int!
    $app: Int!
    $inline: Boolean!
    $before: GitTimestamp!
  ) {
    rateLimit {
      cost
      remaining
      resetAt
    }
    ${ORGANIZATION_FIELDS}
    repository(owner: $owner, name: $name) {
      databaseId
      isArchived
      defaultBranchRef {
        name
        target {
          ...Side
          ...CodeOwners
        }
      }
      refs(
        refPrefix: "refs/tags/"
        first: 100
        orderBy: { field: TAG_COMMIT_DATE, direction: DESC }
      ) {
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          ...TaggedRef
        }
      }
      pullRequest(number: $number) {
        title
        state
        isDraft
        baseRefName
        headRefName
        headRefOid
        isCrossRepository
        author {
          login
          __typename
        }
        baseRef {
          target {
            ...Side
            ... on Commit {
              past: history(first: 1, until: $before) {
                nodes {
                  ...Side
                }
              }
            }
          }
          ...Rules
        }
        files(first: 100) {
          totalCount
          pageInfo {
            hasNextPage
            endCursor
          }
          nodes {
            path
            changeType
          }
        }
        reviews(first: 100, states: [APPROVED, CHANGES_REQUESTED, DISMISSED]) {
          totalCount
          nodes {
            databaseId
            state
            submittedAt
            body
            lastEditedAt
            author {
              login
              __typename
            }
            commit {
              oid
            }
          }
        }
        comments(last: 100) {
          nodes {
            databaseId
            body
            lastEditedAt
            viewerDidAuthor
            author {
              login
              __typename
            }
          }
        }
        timelineItems(first: 100, itemTypes: [REVIEW_DISMISSED_EVENT]) {
          totalCount
          nodes {
            ... on ReviewDismissedEvent {
              previousReviewState
              review {
                databaseId
              }
              pullRequestCommit {
                commit {
                  oid
                }
              }
            }
          }
        }
        asked: timelineItems(last: 100, itemTypes: [REVIEW_REQUESTED_EVENT]) {
          nodes {
            ... on ReviewRequestedEvent {
              requestedReviewer {
                ... on User {
                  login
                }
              }
            }
          }
        }
        commits(first: 100) {
          totalCount
          nodes {
            commit {
              parents(first: 3) {
                nodes {
                  oid
                }
              }
              authors(first: 10) {
                totalCount
                nodes {
                  email
                  user {
                    login
                  }
                }
              }
              committer {
                email
                user {
                  login
                }
              }
              signature {
                isValid
                wasSignedByGitHub
              }
            }
          }
        }
        head: commits(last: 1) {
          nodes {
            commit {
              committedDate
              ...Side
              ...Texts
              ...Runs
            }
          }
        }
      }
    }
  }
  ${CODE_OWNERS}
  ${RULES}
  ${RUNS}
  ${SIDE}
  ${TEXTS}
  ${ENTRY}
  ${CONTENT}
  ${TEXT}
  ${TAGGED_REF}
  ${ORGANIZATION}
`;

import { graphqlDocument } from "./graphql-document.ts";

/**
 * Everything about a pull request that one request can bring: its state, what it changes, who reviewed
 * it, what ran on its head, what its branch demands, and `.mltrl` of the default branch, the base branch
 * and the head by object id. Texts of the head come along while they are few (`$inline`). The base branch
 * comes as it stood some days ago (`$before`) as well, to tell what has stood since. The policy of the
 * account comes along from its own repository.
 */
export const EVALUATION_QUERY = graphqlDocument(/* GraphQL */ `
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
      limit
      remaining
      resetAt
    }
    ...Organization
    repository(owner: $owner, name: $name) {
      databaseId
      ...Home
      defaultBranchRef {
        target {
          ...CodeOwners
        }
      }
      ...LatestTags
      pullRequest(number: $number) {
        title
        state
        isDraft
        baseRefName
        baseRefOid
        headRefName
        headRefOid
        isCrossRepository
        headRepository {
          databaseId
        }
        author {
          ...Author
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
          ...ChangedFiles
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
              ...Author
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
              ...Author
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
            ...Asked
          }
        }
        replaced: timelineItems(last: 50, itemTypes: [HEAD_REF_FORCE_PUSHED_EVENT]) {
          pageInfo {
            hasPreviousPage
          }
          nodes {
            ... on HeadRefForcePushedEvent {
              beforeCommit {
                oid
              }
            }
          }
        }
        commits(first: 100) {
          totalCount
          nodes {
            commit {
              ...Parents
              ...Writers
              committer {
                ...Writer
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
`);

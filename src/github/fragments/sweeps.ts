/** What is left of the points of an hour. */
export const POINTS = /* GraphQL */ `
  fragment Points on RateLimit {
    limit
    remaining
    resetAt
  }
`;

/** When the runs of one App (`$app`) on the head of a pull request were completed. */
export const JUDGED = /* GraphQL */ `
  fragment Judged on PullRequest {
    commits(last: 1) {
      nodes {
        commit {
          checkSuites(first: 2, filterBy: { appId: $app }) {
            nodes {
              checkRuns(first: 20, filterBy: { checkType: LATEST }) {
                nodes {
                  completedAt
                }
              }
            }
          }
        }
      }
    }
  }
`;

/** An open pull request, with when it was judged. */
export const OPEN_PULL_REQUEST = /* GraphQL */ `
  fragment OpenPullRequest on PullRequest {
    number
    baseRefName
    headRefOid
    updatedAt
    mergeQueue {
      id
    }
    ...Judged
  }
`;

/** A page of open pull requests. */
export const OPEN_PULL_REQUESTS = /* GraphQL */ `
  fragment OpenPullRequests on PullRequestConnection {
    pageInfo {
      ...Page
    }
    nodes {
      ...OpenPullRequest
    }
  }
`;

/** What a merge left. */
export const MERGED_PULL_REQUEST = /* GraphQL */ `
  fragment MergedPullRequest on PullRequest {
    number
    baseRefName
    updatedAt
    mergedAt
    mergedBy {
      login
    }
    mergeCommit {
      oid
    }
  }
`;

/** A page of merged ones. */
export const MERGED_PULL_REQUESTS = /* GraphQL */ `
  fragment MergedPullRequests on PullRequestConnection {
    pageInfo {
      ...Page
    }
    nodes {
      ...MergedPullRequest
    }
  }
`;

/** Whether the default branch keeps anything for us. */
export const KEEPS_RECORDS = /* GraphQL */ `
  fragment KeepsRecords on Repository {
    defaultBranchRef {
      target {
        ... on Commit {
          records: file(path: ".mltrl") {
            oid
          }
        }
      }
    }
  }
`;

/** What a merge queue made, by the branches that it keeps for that. */
export const BUILDS = /* GraphQL */ `
  fragment Builds on RefConnection {
    nodes {
      name
      target {
        oid
        ... on Commit {
          committedDate
        }
      }
    }
  }
`;

/** What stands in a merge queue, with what was made of it. */
export const QUEUE_ENTRIES = /* GraphQL */ `
  fragment QueueEntries on MergeQueue {
    entries(first: 100) {
      nodes {
        headCommit {
          oid
        }
      }
    }
  }
`;

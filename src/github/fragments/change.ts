/** What a pull request changes. */
export const CHANGED_FILES = /* GraphQL */ `
  fragment ChangedFiles on PullRequestChangedFileConnection {
    pageInfo {
      ...Page
    }
    nodes {
      path
      changeType
    }
  }
`;

/** What a commit stands on. */
export const PARENTS = /* GraphQL */ `
  fragment Parents on Commit {
    parents(first: 3) {
      nodes {
        oid
      }
    }
  }
`;

/** A page of commits, with the pull requests that they came by. */
export const COMMITS = /* GraphQL */ `
  fragment Commits on CommitHistoryConnection {
    pageInfo {
      ...Page
    }
    nodes {
      oid
      ...Parents
      associatedPullRequests(first: 5) {
        nodes {
          number
          state
          baseRefName
          headRefOid
        }
      }
    }
  }
`;

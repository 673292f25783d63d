/** What ran on a commit, our own runs for certain, and whose head it is. */
export const RUNS = /* GraphQL */ `
  fragment Runs on Commit {
    own: checkSuites(first: 10, filterBy: { appId: $app }) {
      nodes {
        ...Suite
      }
    }
    checkSuites(first: 100) {
      totalCount
      nodes {
        ...Suite
      }
    }
    ...HeadOf
  }
`;

/** What ran on a commit, as far as `$suites` reaches. */
export const SUITES = /* GraphQL */ `
  fragment Suites on Commit {
    checkSuites(first: $suites) {
      totalCount
      nodes {
        ...Suite
      }
    }
  }
`;

/** Whose head a commit is. */
export const HEAD_OF = /* GraphQL */ `
  fragment HeadOf on Commit {
    associatedPullRequests(first: 20) {
      nodes {
        number
        state
        headRefOid
        isCrossRepository
      }
    }
  }
`;

/** The runs of one App on a commit. */
export const SUITE = /* GraphQL */ `
  fragment Suite on CheckSuite {
    app {
      databaseId
      slug
    }
    repository {
      databaseId
    }
    checkRuns(first: 50, filterBy: { checkType: LATEST }) {
      totalCount
      nodes {
        databaseId
        name
        status
        conclusion
        externalId
      }
    }
  }
`;

/** What the runs of one App (`$app`) say of a pull request as it stands. */
export const VERDICTS = /* GraphQL */ `
  fragment Verdicts on PullRequest {
    commits(last: 1) {
      nodes {
        commit {
          checkSuites(first: 5, filterBy: { appId: $app }) {
            nodes {
              checkRuns(first: 20, filterBy: { checkType: LATEST }) {
                nodes {
                  conclusion
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

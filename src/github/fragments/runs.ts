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
    associatedPullRequests(first: 20) {
      nodes {
        number
        state
        headRefOid
        isCrossRepository
      }
    }
  }
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

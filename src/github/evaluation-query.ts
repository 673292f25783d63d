import { graphqlDocument } from "./graphql-document.ts";

/**
 * Everything about a pull request that one request can bring: its state, what it changes, who reviewed
 * it, what ran on its head, what its branch demands, and `.mltrl` of the base branch and the head by object
 * id. Texts of the head come along while they are few (`$inline`). The base branch comes as it stood some
 * days ago (`$before`) as well, to tell what has stood since.
 */
const EVALUATED = /* GraphQL */ `
  fragment Evaluated on PullRequest {
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
    head: commits(last: 1) {
      nodes {
        commit {
          committedDate
          ...Side
          ...Texts
          ...Suites
          ...HeadOf
        }
      }
    }
  }
`;

/** The commits of a pull request with those who wrote them: two connections for each, the dearest part. */
const OWN_COMMITS = /* GraphQL */ `
  fragment OwnCommits on PullRequestCommitConnection {
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
`;

const documents = new Map<number, string>();

/**
 * One query for so many pull requests of a repository: the answer to the i-th is called `p<i>`, its number
 * `$n<i>`, and `$c<i>` is how many of its commits come. `.mltrl` of the default branch comes along, and the
 * policy of the account from its own repository.
 */
export function evaluationQuery(count: number): string {
  const made = documents.get(count) ?? documentFor(count);
  documents.set(count, made);
  return made;
}

function documentFor(count: number): string {
  const all = Array.from({ length: count }, (_, i) => i);
  return graphqlDocument(/* GraphQL */ `
  query EvaluatePullRequest(
    $owner: String!
    $name: String!
    $suites: Int!
    $inline: Boolean!
    $before: GitTimestamp!
    ${all.map((i) => `$n${i}: Int!, $c${i}: Int!`).join("\n    ")}
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
      ${all.map((i) => `p${i}: pullRequest(number: $n${i}) { ...Evaluated commits(first: $c${i}) { ...OwnCommits } }`).join("\n      ")}
    }
  }
  ${EVALUATED}
  ${OWN_COMMITS}
`);
}

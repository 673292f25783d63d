/** Where the next page begins. */
export const PAGE = /* GraphQL */ `
  fragment Page on PageInfo {
    hasNextPage
    endCursor
  }
`;

/** A tag with the commit it leads to: at most three steps away. */
export const TAGGED_REF = /* GraphQL */ `
  fragment TaggedRef on Ref {
    name
    target {
      __typename
      oid
      ... on Tag {
        tagger {
          date
        }
        target {
          __typename
          oid
          ... on Tag {
            target {
              __typename
              oid
            }
          }
        }
      }
    }
  }
`;

/** A page of tags. */
export const TAGS = /* GraphQL */ `
  fragment Tags on RefConnection {
    pageInfo {
      ...Page
    }
    nodes {
      ...TaggedRef
    }
  }
`;

/** The first page of the tags, the latest first. */
export const LATEST_TAGS = /* GraphQL */ `
  fragment LatestTags on Repository {
    refs(
      refPrefix: "refs/tags/"
      first: 100
      orderBy: { field: TAG_COMMIT_DATE, direction: DESC }
    ) {
      ...Tags
    }
  }
`;

/** The checks that a branch requires. */
export const RULES = /* GraphQL */ `
  fragment Rules on Ref {
    rules(first: 100) {
      totalCount
      nodes {
        parameters {
          ... on RequiredStatusChecksParameters {
            requiredStatusChecks {
              context
              integrationId
            }
          }
        }
      }
    }
  }
`;

/** The places of a CODEOWNERS file, in the order in which GitHub looks. */
export const CODE_OWNERS = /* GraphQL */ `
  fragment CodeOwners on Commit {
    ownersInGithub: file(path: ".github/CODEOWNERS") {
      type
      oid
    }
    ownersInRoot: file(path: "CODEOWNERS") {
      type
      oid
    }
    ownersInDocs: file(path: "docs/CODEOWNERS") {
      type
      oid
    }
  }
`;

/** What a folder holds, without going further down. */
export const ENTRY = /* GraphQL */ `
  fragment Entry on TreeEntry {
    name
    mode
    type
    oid
    size
  }
`;

/** A commit with its root folder and everything under `.mltrl`, by object id. Needs `ENTRY`. */
export const CONTENT = /* GraphQL */ `
  fragment Content on Commit {
    oid
    tree {
      oid
      entries {
        ...Entry
      }
    }
    records: file(path: ".mltrl") {
      object {
        ... on Tree {
          entries {
            ...Entry
            object {
              ... on Tree {
                entries {
                  ...Entry
                  object {
                    ... on Tree {
                      entries {
                        ...Entry
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
`;

/** A blob's text, and whether it is all there. */
export const TEXT = /* GraphQL */ `
  fragment Text on Blob {
    byteSize
    isBinary
    isTruncated
    text
  }
`;

/** A commit as one side of a judgement: its content, and the text of its policy. Needs `CONTENT` and `TEXT`. */
export const SIDE = /* GraphQL */ `
  fragment Side on Commit {
    ...Content
    config: file(path: ".mltrl/config.yml") {
      object {
        ... on Blob {
          oid
          ...Text
        }
      }
    }
  }
`;

/** The texts of everything under `.mltrl` of a commit, where `$inline` is set. Needs `TEXT`. */
export const TEXTS = /* GraphQL */ `
  fragment Texts on Commit {
    texts: file(path: ".mltrl") @include(if: $inline) {
      object {
        ... on Tree {
          entries {
            object {
              ... on Blob {
                oid
                ...Text
              }
              ... on Tree {
                entries {
                  object {
                    ... on Blob {
                      oid
                      ...Text
                    }
                    ... on Tree {
                      entries {
                        object {
                          ... on Blob {
                            oid
                            ...Text
                          }
                        }
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
`;

/** The account's policy, in either of the repositories that may hold it. Needs `ORGANIZATION` and `TEXT`. */
export const ORGANIZATION_FIELDS = /* GraphQL */ `
  privatePolicy: repository(owner: $owner, name: ".github-private") {
    ...OrganizationPolicy
  }
  publicPolicy: repository(owner: $owner, name: ".github") {
    ...OrganizationPolicy
  }
`;

/** An organisation's policy on the default branch of a repository. */
export const ORGANIZATION = /* GraphQL */ `
  fragment OrganizationPolicy on Repository {
    defaultBranchRef {
      target {
        ... on Commit {
          policy: file(path: ".mltrl/organization.yml") {
            object {
              ... on Blob {
                oid
                ...Text
              }
            }
          }
        }
      }
    }
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

/** What a folder holds, down to three levels. */
export const LEVELS = /* GraphQL */ `
  fragment ThreeLevels on Tree {
    entries {
      ...Entry
      object {
        ...TwoLevels
      }
    }
  }
  fragment TwoLevels on Tree {
    entries {
      ...Entry
      object {
        ...OneLevel
      }
    }
  }
`;

/** What a folder holds, without going further down. */
export const ONE_LEVEL = /* GraphQL */ `
  fragment OneLevel on Tree {
    entries {
      ...Entry
    }
  }
  fragment Entry on TreeEntry {
    name
    mode
    type
    oid
    size
  }
`;

/** A commit with its root folder and everything under `.mltrl`, by object id. */
export const CONTENT = /* GraphQL */ `
  fragment Content on Commit {
    oid
    tree {
      oid
      ...OneLevel
    }
    records: file(path: ".mltrl") {
      object {
        ...ThreeLevels
      }
    }
  }
`;

/** A blob's text, and whether it is all there. */
export const TEXT = /* GraphQL */ `
  fragment Text on Blob {
    oid
    byteSize
    isBinary
    isTruncated
    text
  }
`;

/** A commit as one side of a judgement: its content, and the text of its policy. */
export const SIDE = /* GraphQL */ `
  fragment Side on Commit {
    ...Content
    config: file(path: ".mltrl/config.yml") {
      object {
        ...Text
      }
    }
  }
`;

/** The texts of everything under `.mltrl` of a commit, where `$inline` is set. */
export const TEXTS = /* GraphQL */ `
  fragment Texts on Commit {
    texts: file(path: ".mltrl") @include(if: $inline) {
      object {
        ... on Tree {
          entries {
            object {
              ...Text
              ...TextsOfTwoLevels
            }
          }
        }
      }
    }
  }
  fragment TextsOfTwoLevels on Tree {
    entries {
      object {
        ...Text
        ... on Tree {
          entries {
            object {
              ...Text
            }
          }
        }
      }
    }
  }
`;

/** The default branch, as the side that policy comes from. */
export const HOME = /* GraphQL */ `
  fragment Home on Repository {
    isArchived
    defaultBranchRef {
      name
      target {
        ...Side
      }
    }
  }
`;

/** Whose account something was written from. */
export const AUTHOR = /* GraphQL */ `
  fragment Author on Actor {
    login
    __typename
  }
`;

/** Who wrote a commit, and whether its signature holds. */
export const WRITERS = /* GraphQL */ `
  fragment Writers on Commit {
    authors(first: 10) {
      totalCount
      nodes {
        ...Writer
      }
    }
    signature {
      isValid
      wasSignedByGitHub
    }
  }
  fragment Writer on GitActor {
    email
    user {
      login
    }
  }
`;

/** Whose review was asked for, and when. */
export const ASKED = /* GraphQL */ `
  fragment Asked on ReviewRequestedEvent {
    createdAt
    requestedReviewer {
      ... on User {
        login
      }
    }
  }
`;

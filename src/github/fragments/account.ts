/** The policy of an account, in either of the repositories that may hold it. */
export const ORGANIZATION = /* GraphQL */ `
  fragment Organization on Query {
    privatePolicy: repository(owner: $owner, name: ".github-private") {
      ...OrganizationPolicy
    }
    publicPolicy: repository(owner: $owner, name: ".github") {
      ...OrganizationPolicy
    }
  }
  fragment OrganizationPolicy on Repository {
    defaultBranchRef {
      target {
        ... on Commit {
          policy: file(path: ".mltrl/organization.yml") {
            object {
              ...Text
            }
          }
        }
      }
    }
  }
`;

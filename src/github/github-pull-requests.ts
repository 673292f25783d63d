import type { RepositoryRef } from "../core/model/change.ts";
import type { RunBranch } from "../core/model/ci-report.ts";
import type { OpenPullRequest, PullRequests } from "../ports/pull-requests.ts";
import { graphqlDocument } from "./graphql-document.ts";
import type { ClientOf } from "./installation-client.ts";
import { lookThrough } from "./look-through.ts";
import { type OpenPage, openPullRequest } from "./open-pull-request.ts";

const OPEN = graphqlDocument(/* GraphQL */ `
  query OpenPullRequests(
    $owner: String!
    $name: String!
    $base: String
    $app: Int!
    $after: String
  ) {
    repository(owner: $owner, name: $name) {
      pullRequests(states: OPEN, first: 50, baseRefName: $base, after: $after) {
        ...OpenPullRequests
      }
    }
  }
`);

const WITH_HEAD = /* GraphQL */ `
  query PullRequestsWithHead($owner: String!, $name: String!, $sha: GitObjectID!) {
    repository(owner: $owner, name: $name) {
      object(oid: $sha) {
        ... on Commit {
          associatedPullRequests(first: 50) {
            nodes {
              number
              state
              headRefOid
              headRefName
              headRepository {
                databaseId
              }
            }
          }
        }
      }
    }
  }
`;

interface OpenAnswer {
  readonly repository: { readonly pullRequests: OpenPage } | null;
}

interface WithHead {
  readonly number: number;
  readonly state: string;
  readonly headRefOid: string;
  readonly headRefName: string;
  readonly headRepository: { readonly databaseId: number } | null;
}

interface WithHeadAnswer {
  readonly repository: {
    readonly object: {
      readonly associatedPullRequests?: {
        readonly nodes: readonly WithHead[];
      };
    } | null;
  } | null;
}

/** Pull requests of the repositories that an App can see. */
export function githubPullRequests(clientOf: ClientOf, app: number): PullRequests {
  return {
    async open({ owner, name, installation }: RepositoryRef, baseRef) {
      const client = await clientOf(installation);
      const found: OpenPullRequest[] = [];
      let after: string | null = null;
      do {
        const answer: OpenAnswer = (
          await client.graphql<OpenAnswer>(OPEN, { owner, name, base: baseRef ?? null, app, after })
        ).data;
        const page = answer.repository?.pullRequests;
        found.push(...(page?.nodes ?? []).map(openPullRequest));
        after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      } while (after !== null);
      return found;
    },
    async look(repository, since) {
      const client = await clientOf(repository.installation, "later");
      return lookThrough(client, repository, app, since);
    },
    async withHead({ owner, name, installation }, sha, branch) {
      const client = await clientOf(installation);
      const { data } = await client.graphql<WithHeadAnswer>(WITH_HEAD, { owner, name, sha });
      return (data.repository?.object?.associatedPullRequests?.nodes ?? [])
        .filter((pull) => pull.state === "OPEN")
        .filter((pull) => pull.headRefOid === sha || (branch && isOf(branch, pull)))
        .map(({ number }) => number);
    },
  };
}

function isOf({ name, repository }: RunBranch, { headRefName, headRepository }: WithHead): boolean {
  return headRefName === name && headRepository?.databaseId === repository;
}

import type { RepositoryRef } from "../core/model/change.ts";
import type { Changed, Looked } from "../ports/overview.ts";
import type { PageInfo } from "./evaluation-answer.ts";
import { graphqlDocument } from "./graphql-document.ts";
import {
  type KeepsRecords,
  keepsRecords,
  type MergedAnswer,
  mergedPullRequest,
} from "./merged-pull-request.ts";
import { type OpenAnswer, openPullRequest } from "./open-pull-request.ts";

/** Documented: a search gives a thousand results at most. */
export const PAGES = 20;

export const CHANGED = graphqlDocument(/* GraphQL */ `
  query ChangedPullRequests($query: String!, $app: Int!, $after: String) {
    rateLimit {
      ...Points
    }
    search(type: ISSUE, query: $query, first: 50, after: $after) {
      issueCount
      pageInfo {
        ...Page
      }
      nodes {
        ... on PullRequest {
          state
          repository {
            databaseId
            name
            owner {
              login
            }
            ...KeepsRecords
          }
          ...OpenPullRequest
          ...MergedPullRequest
        }
      }
    }
  }
`);

interface Found extends OpenAnswer, MergedAnswer {
  readonly state: "OPEN" | "CLOSED" | "MERGED";
  readonly repository: KeepsRecords & {
    readonly databaseId: number;
    readonly name: string;
    readonly owner: { readonly login: string };
  };
}

export interface ChangedAnswer {
  readonly search: {
    readonly issueCount: number;
    readonly pageInfo: PageInfo;
    readonly nodes: readonly (Found | null)[];
  };
}

/** What is searched for: pull requests of an account that were touched since an instant. */
export function searchText(owner: string, since: string): string {
  return `user:${owner} is:pr archived:false updated:>=${since.slice(0, 19)}Z sort:updated-asc`;
}

/** What was found in the repositories of an installation; an account may have others. */
export function changedIn(
  answers: readonly ChangedAnswer[],
  repositories: readonly RepositoryRef[],
  now: string,
): Omit<Changed, "complete"> {
  const byId = new Map(repositories.map((each) => [each.id, each]));
  const found = answers.flatMap(({ search }) => search.nodes.filter((each) => each !== null));
  const byRepository = Map.groupBy(found, ({ repository }) => repository.databaseId);
  const looked = [...byRepository].flatMap(([id, pulls]): Looked[] => {
    const [known, first] = [byId.get(id), pulls[0]];
    if (known === undefined || first === undefined) return [];
    const { name, owner } = first.repository;
    return [
      {
        repository: { ...known, name, owner: owner.login },
        open: pulls.filter(({ state }) => state === "OPEN").map(openPullRequest),
        merged: pulls.filter(({ state }) => state === "MERGED").flatMap(mergedPullRequest),
        hasRecords: keepsRecords(first.repository),
        more: false,
        now,
      },
    ];
  });
  return { looked, elsewhere: [...byRepository.keys()].filter((id) => !byId.has(id)) };
}

import type { Looked, Standing } from "../ports/overview.ts";
import { graphqlDocument } from "./graphql-document.ts";
import {
  type KeepsRecords,
  keepsRecords,
  type MergedPage,
  mergedPullRequest,
} from "./merged-pull-request.ts";
import { type OpenPage, openPullRequest } from "./open-pull-request.ts";

/** Repositories are asked about together with others of their size: cost follows what is asked for. */
const SIZES = [2, 5, 20] as const;

/** Each open pull request makes GitHub fetch four lists, and each repository two; a hundred are a point. */
const LISTS_OF_REQUEST = 500;

/** Merges since the last look; who merges more is looked at by itself. */
const MERGED = 5;

/** The most open pull requests of a repository that is looked at together with others. */
export const FEW_OPEN = SIZES[2];

/** So many requests are made one after the other before others have their turn. */
const REQUESTS_AT_ONCE = 10;

export const LOOK_AT_MANY = graphqlDocument(/* GraphQL */ `
  query LookAtMany($ids: [ID!]!, $app: Int!, $open: Int!, $merged: Int!) {
    rateLimit {
      ...Points
    }
    nodes(ids: $ids) {
      ... on Repository {
        id
        ...KeepsRecords
        pullRequests(states: OPEN, first: $open, orderBy: { field: UPDATED_AT, direction: DESC }) {
          ...OpenPullRequests
        }
        merged: pullRequests(
          states: MERGED
          first: $merged
          orderBy: { field: UPDATED_AT, direction: DESC }
        ) {
          ...MergedPullRequests
        }
      }
    }
  }
`);

export interface ManyAnswer {
  readonly nodes: readonly (LookedAnswer | null)[];
}

interface LookedAnswer extends KeepsRecords {
  readonly id: string;
  readonly pullRequests: OpenPage;
  readonly merged: MergedPage;
}

/** What is asked for with one request. */
interface Batch {
  readonly standing: readonly Standing[];
  readonly variables: {
    readonly ids: readonly string[];
    readonly open: number;
    readonly merged: number;
  };
}

/** Repositories in as few requests as cost allows. */
export function batchesOf(standing: readonly Standing[]): readonly Batch[] {
  const bySize = Map.groupBy(standing, sizeOf);
  return [...bySize].flatMap(([open, all]) => {
    const most = Math.floor(LISTS_OF_REQUEST / listsOf(open));
    const batches = Array.from({ length: Math.ceil(all.length / most) }, (_, i) =>
      all.slice(i * most, (i + 1) * most),
    );
    return batches.map((batch) => ({
      standing: batch,
      variables: { ids: batch.map(({ listed }) => listed.node), open, merged: MERGED },
    }));
  });
}

/** As many of some repositories, from the first, as some requests tell of. */
export function fewEnough(standing: readonly Standing[]): readonly Standing[] {
  let lists = 0;
  return standing.filter((each) => {
    lists += listsOf(sizeOf(each));
    return lists <= REQUESTS_AT_ONCE * LISTS_OF_REQUEST;
  });
}

function sizeOf({ open }: Standing): number {
  return SIZES.find((size) => open <= size) ?? FEW_OPEN;
}

/** The lists that GitHub fetches of a repository where so many open pull requests are asked for. */
function listsOf(open: number): number {
  return 4 * open + 2;
}

/** What such a request found. */
export function lookedIn(
  { nodes }: ManyAnswer,
  now: string,
  standing: readonly Standing[],
  since: string,
): readonly Looked[] {
  const byNode = new Map(standing.map(({ listed }) => [listed.node, listed.repository]));
  return nodes.flatMap((found) => {
    const repository = byNode.get(found?.id ?? "");
    if (found === null || repository === undefined) return [];
    const { pullRequests, merged } = found;
    const last = merged.nodes.at(-1);
    const moreMerged =
      merged.pageInfo.hasNextPage && last !== undefined && isSince(last.updatedAt, since);
    return [
      {
        repository,
        open: pullRequests.nodes.map(openPullRequest),
        merged: merged.nodes.flatMap(mergedPullRequest),
        hasRecords: keepsRecords(found),
        more: pullRequests.pageInfo.hasNextPage || moreMerged,
        now,
      },
    ];
  });
}

function isSince(at: string, since: string): boolean {
  return Date.parse(at) >= Date.parse(since);
}

import type { MergedPullRequest, OpenPullRequest, Swept } from "../ports/pull-requests.ts";
import type { PageInfo } from "./evaluation-answer.ts";
import { graphqlDocument } from "./graphql-document.ts";
import type { InstallationClient } from "./installation-client.ts";
import {
  type KeepsRecords,
  keepsRecords,
  type MergedPage,
  mergedPullRequest,
} from "./merged-pull-request.ts";
import { type OpenPage, openPullRequest } from "./open-pull-request.ts";

/** Both lists at once, each as long as it has pages left. */
const LOOK = graphqlDocument(/* GraphQL */ `
  query LookThrough(
    $owner: String!
    $name: String!
    $app: Int!
    $open: Boolean!
    $after: String
    $merged: Boolean!
    $afterMerged: String
  ) {
    repository(owner: $owner, name: $name) {
      ...KeepsRecords
      pullRequests(states: OPEN, first: 50, after: $after) @include(if: $open) {
        ...OpenPullRequests
      }
      merged: pullRequests(
        states: MERGED
        first: 50
        after: $afterMerged
        orderBy: { field: UPDATED_AT, direction: DESC }
      ) @include(if: $merged) {
        ...MergedPullRequests
      }
    }
  }
`);

interface LookAnswer {
  readonly repository:
    | (KeepsRecords & { readonly pullRequests?: OpenPage; readonly merged?: MergedPage })
    | null;
}

/**
 * Open pull requests, and those that were merged since an instant, read together: one request unless there
 * are more than it shows.
 */
export async function lookThrough(
  client: InstallationClient,
  { owner, name }: { readonly owner: string; readonly name: string },
  app: number,
  since: string,
): Promise<Swept> {
  const swept = { open: [] as OpenPullRequest[], merged: [] as MergedPullRequest[] };
  let [after, afterMerged]: (string | null)[] = [null, null];
  let [open, merged] = [true, true];
  let seen = { hasRecords: false, now: "" };
  while (open || merged) {
    const asked: Record<string, unknown> = { owner, name, app, open, after, merged, afterMerged };
    const { data, now }: { data: LookAnswer; now: string } = await client.graphql<LookAnswer>(LOOK, asked); // prettier-ignore
    const found = data.repository;
    // What happens while pages are read is found by the next look.
    if (seen.now === "") seen = { hasRecords: keepsRecords(found), now };
    swept.open.push(...(found?.pullRequests?.nodes ?? []).map(openPullRequest));
    swept.merged.push(...(found?.merged?.nodes ?? []).flatMap(mergedPullRequest));
    after = nextPage(found?.pullRequests);
    // What was merged later was also changed later.
    const stale = (found?.merged?.nodes ?? []).some(({ updatedAt }) => updatedAt < since);
    afterMerged = stale ? null : nextPage(found?.merged);
    [open, merged] = [after !== null, afterMerged !== null];
  }
  return { ...swept, ...seen };
}

function nextPage(page: { readonly pageInfo: PageInfo } | undefined): string | null {
  return page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
}

import { type Fact, known, unavailable } from "../core/model/fact.ts";
import { graphqlDocument } from "./graphql-document.ts";
import type { InstallationClient } from "./installation-client.ts";

/** A merge by rebase leaves one commit for each of the pull request; more than one page has would be unusual. */
const MOST_COMMITS = 100;

const QUERY = graphqlDocument(/* GraphQL */ `
  query MergedOnto($owner: String!, $name: String!, $commit: GitObjectID!, $first: Int!) {
    repository(owner: $owner, name: $name) {
      object(oid: $commit) {
        ... on Commit {
          history(first: $first) {
            nodes {
              oid
              ...Parents
              associatedPullRequests(first: 10) {
                nodes {
                  number
                }
              }
            }
          }
        }
      }
    }
  }
`);

interface CommitAnswer {
  readonly oid: string;
  readonly parents: { readonly nodes: readonly { readonly oid: string }[] };
  readonly associatedPullRequests: {
    readonly nodes: readonly { readonly number: number }[];
  } | null;
}

interface Answer {
  readonly repository: {
    readonly object: { readonly history?: { readonly nodes: readonly CommitAnswer[] } } | null;
  } | null;
}

/**
 * The tip that a pull request was merged onto. A merge commit and a squash stand on it; a rebase leaves a
 * row of commits, of which GitHub says that the pull request brought them.
 */
export async function mergedOnto(
  client: InstallationClient,
  { owner, name }: { readonly owner: string; readonly name: string },
  pullRequest: number,
  mergeCommit: string,
): Promise<Fact<string>> {
  const variables = { owner, name, commit: mergeCommit, first: MOST_COMMITS };
  const { data, errors } = await client.graphql<Answer>(QUERY, variables);
  const commits = new Map(
    (data.repository?.object?.history?.nodes ?? []).map((commit) => [commit.oid, commit]),
  );
  let commit = commits.get(mergeCommit);
  while (commit !== undefined) {
    const [parent, second] = commit.parents.nodes;
    if (parent === undefined) break;
    const next = commits.get(parent.oid);
    const ownToo = next?.associatedPullRequests?.nodes.some(({ number }) => number === pullRequest);
    if (second !== undefined || !ownToo) return known(parent.oid);
    commit = next;
  }
  const [error] = errors;
  return unavailable(
    "upstream",
    `what #${pullRequest} was merged onto cannot be told: ${error?.message ?? `${mergeCommit} has no parent that GitHub shows`}`,
  );
}

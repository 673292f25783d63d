import { known, unavailable } from "../core/model/fact.ts";
import type { LandedCommit } from "../core/model/landing.ts";
import type { Landings } from "../ports/landings.ts";
import { graphqlDocument } from "./graphql-document.ts";
import type { InstallationClient } from "./installation-client.ts";

const QUERY = graphqlDocument(/* GraphQL */ `
  query Landings($owner: String!, $name: String!, $commit: GitObjectID!, $app: Int!) {
    repository(owner: $owner, name: $name) {
      object(oid: $commit) {
        ... on Commit {
          history(first: 100) {
            ...Commits
            nodes {
              associatedPullRequests(first: 5) {
                nodes {
                  ...Verdicts
                }
              }
            }
          }
        }
      }
    }
  }
`);

interface Nodes<T> {
  readonly nodes: readonly T[];
}

interface CommitAnswer {
  readonly oid: string;
  readonly parents: Nodes<{ readonly oid: string }>;
  readonly associatedPullRequests: Nodes<{
    readonly number: number;
    readonly state: string;
    readonly baseRefName: string;
    readonly commits: Nodes<{
      readonly commit: {
        readonly checkSuites: Nodes<{
          readonly checkRuns: Nodes<{ readonly conclusion: string | null }> | null;
        }> | null;
      };
    }>;
  }> | null;
}

interface Answer {
  readonly repository: {
    readonly object: { readonly history?: Nodes<CommitAnswer> } | null;
  } | null;
}

/** How commits came to the branches of a repository on GitHub, with the verdicts of one App. */
export function githubLandings(
  client: InstallationClient,
  { owner, name }: { readonly owner: string; readonly name: string },
  app: number,
): Landings {
  return {
    async upTo(commit) {
      const { data, errors } = await client.graphql<Answer>(QUERY, { owner, name, commit, app });
      const history = data.repository?.object?.history;
      return history === undefined
        ? unavailable("upstream", `the way to ${commit} cannot be read: ${errors[0]?.message ?? "it is gone"}`) // prettier-ignore
        : known(history.nodes.map(landedCommit));
    },
  };
}

function landedCommit({ oid, parents, associatedPullRequests }: CommitAnswer): LandedCommit {
  const [parent] = parents.nodes;
  return {
    id: oid,
    ...(parent !== undefined && { parent: parent.oid }),
    pullRequests: (associatedPullRequests?.nodes ?? []).map((pull) => ({
      number: pull.number,
      merged: pull.state === "MERGED",
      baseRef: pull.baseRefName,
      conclusions: pull.commits.nodes
        .flatMap(({ commit }) => commit.checkSuites?.nodes ?? [])
        .flatMap(({ checkRuns }) => checkRuns?.nodes ?? [])
        .map(({ conclusion }) => (conclusion ?? "none").toLowerCase()),
    })),
  };
}

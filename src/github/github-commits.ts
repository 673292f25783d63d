import { known, unavailable } from "../core/model/fact.ts";
import type { CarryingPullRequest, Commits } from "../ports/commits.ts";
import { checkRunsOf } from "./check-runs.ts";
import type { RunsAnswer } from "./evaluation-answer.ts";
import { graphqlDocument } from "./graphql-document.ts";
import type { InstallationClient } from "./installation-client.ts";

/**
 * A commit's pull requests are those that contain it. One that was pushed away is in none; its suite still
 * names the branch, and so the open pull requests from it.
 */
const QUERY = graphqlDocument(/* GraphQL */ `
  query JudgedCommit($owner: String!, $name: String!, $sha: GitObjectID!, $app: Int!) {
    repository(owner: $owner, name: $name) {
      databaseId
      isArchived
      object(oid: $sha) {
        ... on Commit {
          committedDate
          ...Runs
          carrying: associatedPullRequests(first: 50) {
            nodes {
              ...Carrying
            }
          }
          suites: checkSuites(first: 10, filterBy: { appId: $app }) {
            nodes {
              matchingPullRequests(first: 10) {
                nodes {
                  ...Carrying
                }
              }
            }
          }
        }
      }
    }
  }
  fragment Carrying on PullRequest {
    number
    headRefOid
    mergedAt
    mergeCommit {
      oid
    }
  }
`);

interface CarryingAnswer {
  readonly number: number;
  readonly headRefOid: string;
  readonly mergedAt: string | null;
  readonly mergeCommit: { readonly oid: string } | null;
}

interface Nodes<T> {
  readonly nodes: readonly T[];
}

interface CommitAnswer extends RunsAnswer {
  readonly committedDate?: string;
  readonly carrying: Nodes<CarryingAnswer> | null;
  readonly suites: Nodes<{ readonly matchingPullRequests: Nodes<CarryingAnswer> | null }> | null;
}

interface Answer {
  readonly repository: {
    readonly databaseId: number;
    readonly isArchived: boolean;
    readonly object: CommitAnswer | null;
  } | null;
}

/** Commits of a repository on GitHub, each read in one request. */
export function githubCommits(
  client: InstallationClient,
  { owner, name }: { readonly owner: string; readonly name: string },
  app: number,
): Commits {
  return {
    async read(sha) {
      const { data, errors } = await client.graphql<Answer>(QUERY, { owner, name, sha, app });
      const found = data.repository;
      const commit = found?.object;
      if (!found || commit?.committedDate === undefined) {
        const why = errors[0]?.message ?? "it is gone";
        return unavailable("upstream", `the commit ${sha} cannot be read: ${why}`);
      }
      const matching = (commit.suites?.nodes ?? []).flatMap(
        ({ matchingPullRequests }) => matchingPullRequests?.nodes ?? [],
      );
      const all = [...(commit.carrying?.nodes ?? []), ...matching];
      return known({
        sha,
        date: commit.committedDate,
        archived: found.isArchived,
        checkRuns: checkRunsOf(commit, found.databaseId, app),
        pullRequests: [...new Map(all.map((each) => [each.number, carrying(each)])).values()],
      });
    },
  };
}

function carrying({
  number,
  headRefOid,
  mergedAt,
  mergeCommit,
}: CarryingAnswer): CarryingPullRequest {
  return {
    number,
    headSha: headRefOid,
    ...(mergedAt !== null &&
      mergeCommit !== null && { landed: { mergedAt, mergeCommit: mergeCommit.oid } }),
  };
}

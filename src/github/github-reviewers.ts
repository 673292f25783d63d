import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { Reviewers } from "../ports/reviewers.ts";
import { graphqlDocument } from "./graphql-document.ts";
import type { InstallationClient } from "./installation-client.ts";

/** Requests of the pull requests that changed last: enough to spread the reviews of a team. */
const RECENT_REQUESTS = graphqlDocument(/* GraphQL */ `
  query RecentReviewRequests($owner: String!, $name: String!) {
    repository(owner: $owner, name: $name) {
      pullRequests(first: 30, orderBy: { field: UPDATED_AT, direction: DESC }) {
        nodes {
          timelineItems(last: 20, itemTypes: [REVIEW_REQUESTED_EVENT]) {
            nodes {
              ...Asked
            }
          }
        }
      }
    }
  }
`);

interface RecentRequests {
  readonly repository?: {
    readonly pullRequests: {
      readonly nodes: readonly {
        readonly timelineItems: {
          readonly nodes: readonly {
            readonly createdAt: string;
            readonly requestedReviewer?: { readonly login?: string } | null;
          }[];
        };
      }[];
    };
  } | null;
}

/**
 * Refusals by what was refused, with when they are forgotten: a permission that is not granted is not
 * asked for again at each push.
 */
export type Refusals = Map<string, { readonly reason: string; readonly until: number }>;

const REFUSED_FOR = 60 * 60_000;

/** People who can be asked to review a pull request on GitHub. */
export function githubReviewers(
  client: InstallationClient,
  repository: { readonly id: number; readonly owner: string; readonly name: string },
  number: number,
  refusals: Refusals,
): Reviewers {
  const { id, owner, name } = repository;
  return {
    async lastAsked() {
      const { data, errors } = await client.graphql<RecentRequests>(RECENT_REQUESTS, {
        owner,
        name,
      });
      if (!data.repository) {
        return unavailable("upstream", errors[0]?.message ?? "GitHub does not tell");
      }
      const requests = data.repository.pullRequests.nodes
        .flatMap(({ timelineItems }) => timelineItems.nodes)
        .toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
      return known(
        new Map(
          requests.flatMap(({ createdAt, requestedReviewer }): [string, string][] =>
            requestedReviewer?.login === undefined ? [] : [[requestedReviewer.login, createdAt]],
          ),
        ),
      );
    },
    async ask(logins): Promise<Fact<undefined>> {
      const wish = `${id}#${number} ${logins.toSorted().join(" ")}`;
      const refused = refusals.get(wish) ?? refusals.get(String(id));
      if (refused && refused.until > Date.now()) return unavailable("upstream", refused.reason);
      try {
        await client.rest("POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers", {
          owner,
          repo: name,
          pull_number: number,
          reviewers: logins,
        });
        return known(undefined);
      } catch (error) {
        const refusal = refusalOf(error, logins);
        if (refusal === undefined) throw error;
        const { forAll, reason } = refusal;
        refusals.set(forAll ? String(id) : wish, { reason, until: Date.now() + REFUSED_FOR });
        return unavailable("upstream", reason);
      }
    },
  };
}

/** What GitHub's refusal means, and whether it is one of all requests; undefined for faults that pass. */
function refusalOf(
  error: unknown,
  logins: readonly string[],
): { readonly forAll: boolean; readonly reason: string } | undefined {
  const { status } = error as { readonly status?: number };
  if (status === 422) {
    const reason = `GitHub does not let ${logins.join(", ")} be asked; each has to have read access`;
    return { forAll: false, reason };
  }
  return status === 403 || status === 404
    ? { forAll: true, reason: "this App may not request reviews (pull_requests: write)" }
    : undefined;
}

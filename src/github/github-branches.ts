import { known, unavailable } from "../core/model/fact.ts";
import type { Branches } from "../ports/branches.ts";
import type { PageInfo } from "./evaluation-answer.ts";
import { graphqlDocument } from "./graphql-document.ts";
import type { GraphqlAnswer, InstallationClient } from "./installation-client.ts";

const QUERY = graphqlDocument(/* GraphQL */ `
  query Branches($owner: String!, $name: String!, $after: String) {
    repository(owner: $owner, name: $name) {
      refs(refPrefix: "refs/heads/", first: 100, after: $after) {
        pageInfo {
          ...Page
        }
        nodes {
          name
          target {
            oid
          }
        }
      }
    }
  }
`);

interface Answer {
  readonly repository: {
    readonly refs: {
      readonly pageInfo: PageInfo;
      readonly nodes: readonly {
        readonly name: string;
        readonly target: { readonly oid: string };
      }[];
    } | null;
  } | null;
}

/** So many hundred branches are looked through. */
const MAX_PAGES = 10;

/** The branches of a repository on GitHub. */
export function githubBranches(
  client: InstallationClient,
  { owner, name }: { readonly owner: string; readonly name: string },
): Branches {
  return {
    async tips() {
      const tips = new Map<string, string>();
      for (let page = 0, after: string | null = null; page < MAX_PAGES; page += 1) {
        const answer: GraphqlAnswer<Answer> = await client.graphql(QUERY, { owner, name, after });
        const refs = answer.data.repository?.refs;
        if (!refs) {
          const why = answer.errors[0]?.message ?? "the repository is gone";
          return unavailable("upstream", `the branches cannot be read: ${why}`);
        }
        for (const { name: branch, target } of refs.nodes) tips.set(branch, target.oid);
        if (!refs.pageInfo.hasNextPage) break;
        after = refs.pageInfo.endCursor;
      }
      return known(tips);
    },
  };
}

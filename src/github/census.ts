import type { ListedRepository } from "../ports/installations.ts";
import type { Standing } from "../ports/overview.ts";
import type { RulesAnswer } from "./evaluation-answer.ts";
import { graphqlDocument } from "./graphql-document.ts";
import type { GraphqlAnswer } from "./installation-client.ts";
import type { KeepsRecords } from "./merged-pull-request.ts";

/** So many repositories are asked about together: three connections of each make three points. */
export const CENSUS_SIZE = 100;

/** Lists of one: what was touched last, and how many there are. */
export const CENSUS = graphqlDocument(/* GraphQL */ `
  query Census($ids: [ID!]!, $owner: String!) {
    rateLimit {
      ...Points
    }
    privatePolicy: repository(owner: $owner, name: ".github-private") {
      ...HeldPolicy
    }
    publicPolicy: repository(owner: $owner, name: ".github") {
      ...HeldPolicy
    }
    nodes(ids: $ids) {
      ... on Repository {
        id
        ...KeepsRecords
        defaultBranchRef {
          ...Rules
        }
        open: pullRequests(
          states: OPEN
          first: 1
          orderBy: { field: UPDATED_AT, direction: DESC }
        ) {
          totalCount
          nodes {
            updatedAt
          }
        }
        merged: pullRequests(
          states: MERGED
          first: 1
          orderBy: { field: UPDATED_AT, direction: DESC }
        ) {
          nodes {
            updatedAt
          }
        }
      }
    }
  }
  fragment HeldPolicy on Repository {
    defaultBranchRef {
      target {
        ... on Commit {
          policy: file(path: ".mltrl/organization.yml") {
            oid
          }
        }
      }
    }
  }
`);

interface Touched {
  readonly nodes: readonly { readonly updatedAt: string }[];
}

interface CountedAnswer extends KeepsRecords {
  readonly id: string;
  readonly defaultBranchRef:
    | (NonNullable<KeepsRecords["defaultBranchRef"]> & { readonly rules: RulesAnswer | null })
    | null;
  readonly open: Touched & { readonly totalCount: number };
  readonly merged: Touched;
}

interface Holder {
  readonly defaultBranchRef: {
    readonly target: { readonly policy?: { readonly oid: string } | null };
  } | null;
}

export interface CensusAnswer {
  readonly privatePolicy: Holder | null;
  readonly publicPolicy: Holder | null;
  readonly nodes: readonly (CountedAnswer | null)[];
}

/**
 * How repositories of one account stand.
 *
 * @param hadPolicy the account was seen to have a policy: where it is out of sight now, it still counts
 */
export function standingIn(
  { data, errors }: Pick<GraphqlAnswer<CensusAnswer>, "data" | "errors">,
  listed: readonly ListedRepository[],
  hadPolicy: boolean,
): readonly Standing[] {
  const account = accountBasis(data, errors, hadPolicy);
  const byNode = new Map(listed.map((each) => [each.node, each]));
  return data.nodes.flatMap((found) => {
    const each = byNode.get(found?.id ?? "");
    if (found === null || each === undefined) return [];
    const records = found.defaultBranchRef?.target.records?.oid;
    const basis = [records, account, ...demanded(found.defaultBranchRef?.rules)];
    return [
      {
        listed: each,
        basis: basis.some((part) => part !== undefined) ? basis.join(" ") : undefined,
        hasRecords: records !== undefined,
        open: found.open.totalCount,
        touchedAt: found.open.nodes[0]?.updatedAt,
        mergedAt: found.merged.nodes[0]?.updatedAt,
      },
    ];
  });
}

/** What cannot be read may be a policy. */
function accountBasis(
  { privatePolicy, publicPolicy }: CensusAnswer,
  errors: GraphqlAnswer<unknown>["errors"],
  hadPolicy: boolean,
): string | undefined {
  const refused = errors.some(
    ({ path, type }) =>
      (path?.[0] === "privatePolicy" || path?.[0] === "publicPolicy") && type !== "NOT_FOUND",
  );
  const held = [privatePolicy, publicPolicy].flatMap(
    (holder) => holder?.defaultBranchRef?.target.policy?.oid ?? [],
  );
  if (held.length > 0) return held.join("+");
  return refused || hadPolicy ? "unseen" : undefined;
}

/** Checks of ours that the rules of a branch ask for; a branch with more rules than are shown may. */
function demanded(rules: RulesAnswer | null | undefined): string[] {
  if (!rules) return [];
  if (rules.totalCount > rules.nodes.length) return ["rules"];
  return rules.nodes
    .flatMap(({ parameters }) => parameters?.requiredStatusChecks ?? [])
    .map(({ context }) => context)
    .filter((context) => context.startsWith("mltrl/"))
    .toSorted();
}

import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { FoundBranch } from "../ports/branch.ts";

export interface BranchesAnswer {
  readonly totalCount: number;
  readonly nodes: readonly {
    readonly name: string;
    readonly associatedPullRequests: { readonly nodes: readonly { readonly number: number }[] };
  }[];
}

/** Branches by their full names; GitHub names them without the prefix that it was asked for. */
export function branchesFact(
  prefix: string,
  answer: BranchesAnswer | null | undefined,
): Fact<ReadonlyMap<string, FoundBranch>> {
  const { totalCount = 0, nodes = [] } = answer ?? {};
  if (totalCount > nodes.length) {
    return unavailable(
      "upstream",
      `there are more than ${nodes.length} branches whose names begin with ${prefix}: delete those that were merged`,
    );
  }
  return known(
    new Map(
      nodes.map(
        ({
          name,
          associatedPullRequests: {
            nodes: [pull],
          },
        }) => [name.startsWith(prefix) ? name : `${prefix}${name}`, { pullRequest: pull?.number }],
      ),
    ),
  );
}

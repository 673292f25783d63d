import type { Capsule } from "../../core/records/capsule-schema.ts";
import type { Link } from "../../core/records/chain.ts";
import type { BranchCommit } from "../../ports/branch-log.ts";

/** What one merge made of a branch: one commit, or the row of commits that a rebase left. */
export interface Landing extends BranchCommit {
  readonly link?: Link & { readonly capsule: { readonly state: "known"; readonly value: Capsule } };
}

/** The merges of a branch with the records of each. */
export interface Landings {
  readonly landings: readonly Landing[];
  /** Records of merges to this branch that the branch does not have. */
  readonly lost: readonly Link[];
}

type Readable = NonNullable<Landing["link"]>;

/** Joins the commits of a branch with the records of merges to it. */
export function landingsOf(
  commits: readonly BranchCommit[],
  links: readonly Link[],
  branch: string,
): Landings {
  const own = links
    .filter((link): link is Readable => link.capsule.state === "known")
    .filter(({ capsule }) => capsule.value["pull-request"].base === branch);
  const places = new Map(commits.map(({ commit }, i) => [commit, i]));
  const lost = own.filter(({ capsule }) => !places.has(mergeOf(capsule.value)));
  const byMerge = new Map(own.map((link) => [mergeOf(link.capsule.value), link]));
  const within = new Map(
    own.flatMap((link) => rowOf(link, commits, places).map((commit) => [commit, link] as const)),
  );
  const landings = commits.flatMap((each): Landing[] => {
    const link = byMerge.get(each.commit);
    if (link !== undefined) return [{ ...each, ...startOf(link, commits, places), link }];
    return within.has(each.commit) ? [] : [each];
  });
  return { landings, lost };
}

function mergeOf(capsule: Capsule): string {
  return capsule["pull-request"]["merge-commit"];
}

/** Commits of a merge by rebase besides its last. */
function rowOf(
  { capsule }: Readable,
  commits: readonly BranchCommit[],
  places: ReadonlyMap<string, number>,
): string[] {
  const start = places.get(capsule.value["pull-request"]["base-before"]);
  const end = places.get(mergeOf(capsule.value));
  if (start === undefined || end === undefined) return [];
  return commits.slice(start + 1, end).map(({ commit }) => commit);
}

/** A row stands on what its first commit stands on. */
function startOf(
  link: Readable,
  commits: readonly BranchCommit[],
  places: ReadonlyMap<string, number>,
): Pick<BranchCommit, "parent"> | undefined {
  const [first] = rowOf(link, commits, places);
  const commit = commits.find((each) => each.commit === first);
  return commit && { parent: commit.parent };
}

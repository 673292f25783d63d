import { type Fact, known, unavailable } from "../core/model/fact.ts";
import { type GroupStep, parseGroupRef } from "../core/model/merge-group.ts";
import type { GroupCommitAnswer, QueueEntryAnswer } from "./merge-group-query.ts";

interface Group {
  readonly headRef: string;
  readonly baseRef: string;
  readonly base: string;
  readonly head: string;
  /** Commits below the head, which need not all be the group's. */
  readonly commits: readonly GroupCommitAnswer[];
  readonly entries: readonly QueueEntryAnswer[];
}

/**
 * The pull requests of a group in the order of the queue, by the commits between its base and its head: the
 * first parents, of which each is one pull request merged, or a part of one. Every commit has to belong to
 * one, and the last to the one that the ref names; a commit that nobody knows of could be anything.
 */
export function groupSteps(group: Group): Fact<readonly GroupStep[]> {
  const chain = chainOf(group);
  if (chain === undefined) {
    return gap(
      `${short(group.base)}, which it says it was made on, is not among the commits below ${short(group.head)}`,
    );
  }
  const steps: GroupStep[] = [];
  let skipped = false;
  for (const { oid, parents, owners } of chain.map((each) => ({
    ...each,
    owners: ownersOf(each, group),
  }))) {
    const [owner] = owners;
    if (owners.size > 1) return gap(`commit ${short(oid)} may come from any of ${listed(owners)}`);
    // A rebased pull request is several commits, of which the queue names only the last.
    skipped ||= owner === undefined;
    if (owner === undefined) continue;
    const before = steps.at(-1);
    const base = before?.head ?? group.base;
    if (skipped && !group.entries.some((entry) => spans(entry, base, oid))) {
      return gap(
        `a commit between ${short(base)} and ${short(oid)} belongs to no pull request that can be found`,
      );
    }
    skipped = false;
    const [, merged] = parents.nodes;
    const made = { pullRequest: owner, head: oid, ...(merged && { merged: merged.oid }) };
    if (before?.pullRequest === owner) steps.splice(-1, 1, { ...made, base: before.base });
    else if (steps.every(({ pullRequest }) => pullRequest !== owner)) steps.push({ ...made, base });
    else return gap(`pull request #${owner} is in it twice`);
  }
  return crossChecked(steps, group);
}

/** First parents from the base, which is left out, to the head; undefined where they do not meet. */
function chainOf({ base, head, commits }: Group): GroupCommitAnswer[] | undefined {
  const byId = new Map(commits.map((commit) => [commit.oid, commit]));
  const chain: GroupCommitAnswer[] = [];
  for (let at: string | undefined = head; at !== base;) {
    const commit: GroupCommitAnswer | undefined = at === undefined ? undefined : byId.get(at);
    if (commit === undefined) return undefined;
    chain.unshift(commit);
    at = commit.parents.nodes[0]?.oid;
  }
  return chain;
}

function spans({ baseCommit, headCommit }: QueueEntryAnswer, base: string, head: string): boolean {
  return baseCommit?.oid === base && headCommit?.oid === head;
}

/** Whether the base has been reached, so that no further commits need be read. */
export function reaches(group: Pick<Group, "base" | "head" | "commits">): boolean {
  return chainOf({ ...group, headRef: "", baseRef: "", entries: [] }) !== undefined;
}

/** Numbers of the pull requests that a commit of the chain may be of: by the queue, and by the commit itself. */
function ownersOf(
  { oid, parents, associatedPullRequests }: GroupCommitAnswer,
  group: Group,
): Set<number> {
  const queued = group.entries.filter(({ headCommit }) => headCommit?.oid === oid);
  const [, merged] = parents.nodes;
  const second = group.commits.find((commit) => commit.oid === merged?.oid);
  const own = merged === undefined ? associatedPullRequests : second?.associatedPullRequests;
  const open = (own?.nodes ?? []).filter(
    ({ state, baseRefName, headRefOid }) =>
      state === "OPEN" &&
      baseRefName === group.baseRef &&
      (merged === undefined || headRefOid === merged.oid),
  );
  return new Set([
    ...queued.flatMap(({ pullRequest }) => pullRequest?.number ?? []),
    ...open.map(({ number }) => number),
  ]);
}

function crossChecked(steps: readonly GroupStep[], group: Group): Fact<readonly GroupStep[]> {
  const last = steps.at(-1);
  if (last?.head !== group.head) {
    return gap(`commit ${short(group.head)} belongs to no pull request that can be found`);
  }
  const named = parseGroupRef(group.headRef);
  if (named === undefined) return gap(`its branch has a name of an unknown form, ${group.headRef}`);
  if (named.branch !== group.baseRef || named.pullRequest !== last.pullRequest) {
    return gap(
      `its branch ${group.headRef} names #${named.pullRequest} for ${named.branch}, and its commits are of #${last.pullRequest} for ${group.baseRef}`,
    );
  }
  return known(steps);
}

function gap(reason: string): Fact<never> {
  return unavailable("upstream", `it cannot be told what this merge group is made of: ${reason}`);
}

function listed(numbers: ReadonlySet<number>): string {
  return [...numbers].map((number) => `#${number}`).join(", ");
}

function short(commit: string): string {
  return commit.slice(0, 7);
}

import type { Actor } from "../auth/actor.ts";
import { changedFiles, type ChangedFile } from "../git/changed-files.ts";
import { divergence } from "../git/commit-graph.ts";
import { lineCounts, type LineCounts } from "../git/line-counts.ts";
import { mergeTrees } from "../git/merge-trees.ts";
import type { Commit } from "../git/objects.ts";
import { patches, type Patch } from "../git/patches.ts";
import { writeRef } from "../git/refs.ts";
import { writeCommit } from "../git/write-commit.ts";
import { mergeBox } from "../rules/merge-box.ts";
import type { PullRequest } from "../state/nouns.ts";
import type { World } from "../state/world.ts";
import type { PullRequestNumbers } from "../views/pull-request-view.ts";

/** The commit against which a pull request is compared: the base's tip while it is open. */
function baseTip(pull: PullRequest): string {
  if (pull.state === "closed") return pull.base.sha;
  return pull.repository.refs.get(`refs/heads/${pull.base.ref}`) ?? pull.base.sha;
}

export type Difference = {
  readonly mergeBase: string | null;
  readonly from: string | null;
  readonly to: string;
};

/** The trees between which the three-dot difference of a pull request lies. */
async function differenceOf(pull: PullRequest): Promise<Difference> {
  return threeDot(pull, baseTip(pull), pull.head.sha);
}

/** The same for any two commits of the pull request's network. */
export async function threeDot(pull: PullRequest, base: string, head: string): Promise<Difference> {
  const { objects } = pull.repository;
  const { mergeBase } = await divergence(objects, base, head);
  const from = mergeBase === null ? null : ((await objects.commit(mergeBase))?.tree ?? null);
  return { mergeBase, from, to: (await objects.commit(head))?.tree ?? "" };
}

/** Changed files of a pull request. */
export async function filesOf(pull: PullRequest): Promise<readonly ChangedFile[]> {
  const { from, to } = await differenceOf(pull);
  return changedFiles(pull.repository.objects, from, to);
}

/** Line counts and hunks of them. */
export async function patchesOf(pull: PullRequest): Promise<ReadonlyMap<string, Patch>> {
  const { from, to } = await differenceOf(pull);
  return patches(pull.repository.objects, from, to);
}

/** Commits of a pull request, oldest first. */
export async function commitsOf(pull: PullRequest): Promise<readonly Commit[]> {
  return (await divergence(pull.repository.objects, baseTip(pull), pull.head.sha)).ahead;
}

/** Does it merge without conflict? GitHub's test merge stands at `refs/pull/N/merge`. */
export async function testMerge(world: World, pull: PullRequest): Promise<string | null> {
  if (pull.state === "closed") return null;
  const { objects } = pull.repository;
  const base = baseTip(pull);
  const tree = await mergeTrees(objects, base, pull.head.sha);
  if (tree === null) return null;
  const ref = `refs/pull/${pull.number}/merge`;
  const known = pull.repository.refs.get(ref);
  const old = known === undefined ? undefined : await objects.commit(known);
  if (known !== undefined && old?.parents[0] === base && old.parents[1] === pull.head.sha)
    return known;
  const who = { name: "GitHub", email: "noreply@github.com", date: world.clock.iso() };
  const message = `Merge ${pull.head.sha} into ${base}`;
  const parents = [base, pull.head.sha];
  const merged = writeCommit(objects, { tree, parents, author: who, committer: who, message });
  writeRef(pull.repository, ref, merged);
  return merged;
}

/** What a pull request shows of git and the rules. Without `viewer` (webhooks) mergeability stays unknown. */
export async function pullRequestNumbers(
  world: World,
  pull: PullRequest,
  viewer?: Actor,
): Promise<PullRequestNumbers> {
  const files = await filesOf(pull);
  const { additions, deletions } = await totals(pull, files);
  const mergeCommit = viewer === undefined ? null : await testMerge(world, pull);
  const asked = viewer !== undefined && pull.state === "open";
  return {
    mergeable: asked ? mergeCommit !== null : null,
    mergeableState: asked
      ? await mergeableState(world, pull, viewer, mergeCommit !== null)
      : "unknown",
    mergeCommit,
    commits: (await commitsOf(pull)).length,
    additions,
    deletions,
    changedFiles: files.length,
  };
}

async function totals(pull: PullRequest, files: readonly ChangedFile[]): Promise<LineCounts> {
  let [additions, deletions] = [0, 0];
  for (const file of files) {
    const counts = await lineCounts(pull.repository.objects, file);
    additions += counts.additions;
    deletions += counts.deletions;
  }
  return { additions, deletions };
}

/** Lines added and removed by a whole pull request. */
export async function lineTotals(pull: PullRequest): Promise<LineCounts> {
  return totals(pull, await filesOf(pull));
}

async function mergeableState(
  world: World,
  pull: PullRequest,
  viewer: Actor,
  mergeable: boolean,
): Promise<string> {
  if (!mergeable) return "dirty";
  if (pull.draft) return "draft";
  const box = await mergeBox(world, pull, viewer);
  if (box.behind) return "behind";
  if (box.complaints.length > 0) return "blocked";
  const runs = (pull.repository.suites.get(pull.head.sha) ?? []).flatMap((suite) => suite.runs);
  const bad = runs.some(({ conclusion }) => conclusion === "failure" || conclusion === null);
  return bad ? "unstable" : "clean";
}

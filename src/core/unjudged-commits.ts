import type { LandedCommit, UnjudgedCommit } from "./model/landing.ts";

const PASSED = new Set(["success", "neutral"]);

/**
 * The commits by which a branch went from one commit to another that no pull request brought which was judged
 * and passed, the latest first. Where the way does not lead back to where the branch stood, its history was
 * written anew: then the last commit that is known of it counts.
 *
 * @param isGate whether pull requests to a branch are judged for this one
 */
export function unjudgedCommits(
  commits: readonly LandedCommit[],
  isGate: (baseRef: string) => boolean,
  before: string,
  after: string,
): readonly UnjudgedCommit[] {
  const byId = new Map(commits.map((commit) => [commit.id, commit]));
  const unjudged: UnjudgedCommit[] = [];
  for (let id = after; id !== before;) {
    const commit = byId.get(id);
    if (commit === undefined) return [...unjudged, { id }];
    const brought = commit.pullRequests.filter(({ merged, baseRef }) => merged && isGate(baseRef));
    const passed = brought.some(
      ({ conclusions }) => conclusions.length > 0 && conclusions.every((each) => PASSED.has(each)),
    );
    const [first] = brought;
    if (!passed) unjudged.push({ id, ...(first !== undefined && { pullRequest: first.number }) });
    if (commit.parent === undefined) return unjudged;
    id = commit.parent;
  }
  return unjudged;
}

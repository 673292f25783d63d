import { changedFiles } from "../git/changed-files.ts";
import { isAncestor } from "../git/commit-graph.ts";
import { noCommit, type RefChange, writeRef } from "../git/refs.ts";
import { activeRules, rulesOfType } from "../rules/active-rules.ts";
import type { PullRequest, Repository, User } from "../state/nouns.ts";
import { pullRequestsOf } from "../state/repository.ts";
import { nodeId, type World } from "../state/world.ts";
import { announcePull } from "./announce.ts";
import { threeDot } from "./pull-request-numbers.ts";
import { dismissReview } from "./reviews.ts";

/** Brings the pull requests of a fork network up to date after a branch moved. */
export async function followBranch(
  world: World,
  repository: Repository,
  change: RefChange,
  sender: User,
): Promise<void> {
  const branch = change.ref.slice("refs/heads/".length);
  for (const owner of world.repositories.values()) {
    if (owner.objects !== repository.objects) continue;
    for (const pull of pullRequestsOf(owner)) {
      if (pull.state === "closed") continue;
      const isHead = pull.head.repository === repository && pull.head.ref === branch;
      const isBase = pull.repository === repository && pull.base.ref === branch;
      if (change.after === noCommit) {
        // A pull request without its branch is closed, whichever side it was.
        if (isHead || isBase) await closePull(world, pull, sender);
      } else if (isHead) await synchronize(world, pull, change, sender);
      else if (isBase) await noticeMerge(world, pull, change.after, sender);
    }
  }
}

/** Closes without merging. */
export async function closePull(world: World, pull: PullRequest, sender: User): Promise<void> {
  pull.base.sha = pull.repository.refs.get(`refs/heads/${pull.base.ref}`) ?? pull.base.sha;
  pull.state = "closed";
  pull.closedAt = world.clock.iso();
  pull.closedBy = sender;
  pull.updatedAt = pull.closedAt;
  await announcePull(world, pull, "closed", sender);
}

async function synchronize(
  world: World,
  pull: PullRequest,
  change: RefChange,
  sender: User,
): Promise<void> {
  const before = { base: pull.base.sha, head: pull.head.sha };
  pull.head.sha = change.after;
  pull.base.sha = pull.repository.refs.get(`refs/heads/${pull.base.ref}`) ?? pull.base.sha;
  pull.updatedAt = world.clock.iso();
  writeRef(pull.repository, `refs/pull/${pull.number}/head`, change.after);
  if (!(await isAncestor(pull.repository.objects, before.head, change.after))) {
    noteForcedPush(world, pull, before.head, sender);
  }
  await announcePull(world, pull, "synchronize", sender, {
    before: change.before,
    after: change.after,
  });
  await dismissStale(world, pull, before, sender);
}

/** A push that does not go on from the head it found stays in the timeline for good. */
function noteForcedPush(world: World, pull: PullRequest, before: string, actor: User): void {
  const id = world.nextId();
  pull.forcedPushes.push({
    kind: "HeadRefForcePushedEvent",
    id,
    nodeId: nodeId("HeadRefForcePushedEvent", id),
    pull,
    actor,
    before,
    after: pull.head.sha,
    createdAt: world.clock.iso(),
  });
}

/**
 * Rule parameter `dismiss_stale_reviews_on_push` (page "Available rules for rulesets"): approvals fall when
 * a push changes the pull request's difference, and the timeline names the commit that did it.
 */
async function dismissStale(
  world: World,
  pull: PullRequest,
  before: { base: string; head: string },
  sender: User,
): Promise<void> {
  const rules = activeRules(pull.repository, `refs/heads/${pull.base.ref}`);
  const wanted = rulesOfType(rules, "pull_request").some(
    ({ parameters }) => parameters.dismiss_stale_reviews_on_push,
  );
  if (!wanted) return;
  const [old, now] = await Promise.all([
    summary(pull, before.base, before.head),
    summary(pull, pull.base.sha, pull.head.sha),
  ]);
  if (old === now) return;
  for (const review of pull.reviews) {
    if (review.state !== "APPROVED") continue;
    dismissReview(world, review, { actor: sender, message: null, commit: pull.head.sha });
  }
}

async function summary(pull: PullRequest, base: string, head: string): Promise<string> {
  const { from, to } = await threeDot(pull, base, head);
  return JSON.stringify(await changedFiles(pull.repository.objects, from, to));
}

/** Commits that reach the base by a push merge the pull request, as if by its button. */
async function noticeMerge(
  world: World,
  pull: PullRequest,
  tip: string,
  sender: User,
): Promise<void> {
  if (!(await isAncestor(pull.repository.objects, pull.head.sha, tip))) return;
  await markMerged(world, pull, tip, sender);
}

/** Closes as merged. */
export async function markMerged(
  world: World,
  pull: PullRequest,
  commit: string,
  by: User,
): Promise<void> {
  const at = world.clock.iso();
  pull.merged = { at, by, commit };
  pull.state = "closed";
  pull.closedAt = at;
  pull.closedBy = by;
  pull.updatedAt = at;
  await announcePull(world, pull, "closed", by);
}

import { ApiError } from "../api-error.ts";
import type { Actor } from "../auth/actor.ts";
import { noCommit, writeRef } from "../git/refs.ts";
import { activeRules, rulesOfType } from "../rules/active-rules.ts";
import { mergeBox } from "../rules/merge-box.ts";
import { type RequiredState, requiredState } from "../rules/required-checks.ts";
import { requiredWorkflows, requiredWorkflowState } from "../rules/required-workflows.ts";
import { withLock } from "../state/lock.ts";
import type { MergeQueueEntry, PullRequest, Repository, Rule, User } from "../state/nouns.ts";
import { nodeId, type World } from "../state/world.ts";
import { simpleCommit } from "../views/commit-view.ts";
import { announcePull } from "./announce.ts";
import { mergeCommit } from "./merge-pull-request.ts";
import { markMerged } from "./pull-request-follow.ts";
import { afterRefChange } from "./ref-changes.ts";

type Parameters = Extract<Rule, { type: "merge_queue" }>["parameters"];

/** The rule "Require merge queue" of a branch, undefined where it has none. */
export function queueRule(repository: Repository, branch: string): Parameters | undefined {
  const rules = activeRules(repository, `refs/heads/${branch}`);
  return rulesOfType(rules, "merge_queue")[0]?.parameters;
}

/** Puts a pull request that may be merged at the end of its branch's queue. */
export async function enqueue(
  world: World,
  pull: PullRequest,
  actor: Actor,
  by: User,
): Promise<MergeQueueEntry> {
  const { repository, base } = pull;
  if (queueRule(repository, base.ref) === undefined)
    throw new ApiError(422, "The merge queue is not enabled for the base branch");
  if (pull.state === "closed" || pull.draft)
    throw new ApiError(422, "Pull request is not mergeable");
  const { complaints } = await mergeBox(world, pull, actor);
  if (complaints.length > 0) throw new ApiError(422, complaints.join("\n"));
  const queue = repository.queues.get(base.ref) ?? [];
  if (queue.some((entry) => entry.pull === pull))
    throw new ApiError(422, "Pull request is already in the queue");
  const id = world.nextId();
  const entry: MergeQueueEntry = {
    kind: "MergeQueueEntry",
    id,
    nodeId: nodeId("MergeQueueEntry", id),
    pull,
    enqueuer: by,
    enqueuedAt: world.clock.iso(),
    made: null,
  };
  repository.queues.set(base.ref, [...queue, entry]);
  await announcePull(world, pull, "enqueued", by);
  await build(world, repository, base.ref);
  return entry;
}

/** Looks at the queues of a repository after something was reported on a commit. */
export async function advanceQueues(
  world: World,
  repository: Repository,
  sha: string,
): Promise<void> {
  for (const [branch, queue] of repository.queues) {
    if (queue.every(({ made }) => made?.head !== sha)) continue;
    await withLock(repository.objects, async () => advance(world, repository, branch));
  }
}

/**
 * Makes commits for entries that have none. Page "Managing a merge queue": each entry is built on the ones
 * before it. Where every entry has to be green each is a group of its own; where only the head has to be,
 * a group is as many as the smallest group may be.
 */
async function build(world: World, repository: Repository, branch: string): Promise<void> {
  const rule = queueRule(repository, branch);
  const tip = repository.refs.get(`refs/heads/${branch}`);
  if (rule === undefined || tip === undefined) return;
  const waiting = queueOf(repository, branch).filter(({ made }) => made === null);
  const size = rule.grouping_strategy === "HEADGREEN" ? rule.min_entries_to_merge : 1;
  if (waiting.length < size) return;
  const group = waiting.slice(0, size);
  const base = queueOf(repository, branch).findLast(({ made }) => made !== null)?.made?.head ?? tip;
  let on = base;
  for (const entry of group) {
    const method = rule.merge_method.toLowerCase() as "merge" | "squash" | "rebase";
    const request = { method, title: undefined, message: undefined, sha: undefined };
    const head = await mergeCommit(world, entry.pull, on, entry.enqueuer, request);
    if (head === null) {
      await remove(world, repository, branch, entry, "MERGE_CONFLICT");
      return build(world, repository, branch);
    }
    entry.made = { base: on, head, groupBase: base, ref: null };
    on = head;
  }
  const last = group.at(-1);
  if (!last?.made) return;
  const ref = `refs/heads/gh-readonly-queue/${branch}/pr-${last.pull.number}-${base}`;
  last.made.ref = ref;
  await afterRefChange(world, repository, writeRef(repository, ref, on), last.enqueuer);
  await announceGroup(world, repository, branch, last, "checks_requested");
  await build(world, repository, branch);
}

/** Merges what is green at the front, and takes out what is red there. */
async function advance(world: World, repository: Repository, branch: string): Promise<void> {
  const queue = queueOf(repository, branch);
  const end = queue.findIndex(({ made }) => made !== null && made.ref !== null);
  const last = queue[end];
  if (!last?.made) return;
  const states = statesOn(world, repository, branch, last.made.head);
  if (states.includes("failing")) {
    await remove(world, repository, branch, last, "CI_FAILURE");
    await build(world, repository, branch);
    return;
  }
  if (states.some((state) => state !== "passing")) return;
  const { head } = last.made;
  const group = queue.slice(0, end + 1);
  repository.queues.set(branch, queue.slice(end + 1));
  for (const { pull, made } of group) {
    pull.base.sha = made?.base ?? pull.base.sha;
    await markMerged(world, pull, made?.head ?? head, last.enqueuer);
  }
  const moved = writeRef(repository, `refs/heads/${branch}`, head);
  await afterRefChange(world, repository, moved, last.enqueuer);
  await discard(world, repository, branch, last, "merged");
  await advance(world, repository, branch);
}

function statesOn(
  world: World,
  repository: Repository,
  branch: string,
  sha: string,
): RequiredState[] {
  const rules = activeRules(repository, `refs/heads/${branch}`);
  const checks = rulesOfType(rules, "required_status_checks")
    .flatMap(({ parameters }) => parameters.required_status_checks)
    .map((check) => requiredState(repository, sha, check));
  const workflows = requiredWorkflows(repository, branch).map((one) =>
    requiredWorkflowState(world, repository, sha, one),
  );
  return [...checks, ...workflows];
}

/** Takes an entry out. What was built on it is thrown away, to be built again without it. */
async function remove(
  world: World,
  repository: Repository,
  branch: string,
  entry: MergeQueueEntry,
  reason: string,
): Promise<void> {
  const queue = queueOf(repository, branch);
  const behind = queue.slice(queue.indexOf(entry) + 1);
  repository.queues.set(
    branch,
    queue.filter((one) => one !== entry),
  );
  await discard(world, repository, branch, entry, "dequeued");
  for (const one of behind) await discard(world, repository, branch, one, "invalidated");
  for (const one of queueOf(repository, branch)) if (one.made?.ref === null) one.made = null;
  await announcePull(world, entry.pull, "dequeued", entry.enqueuer, { reason });
}

async function discard(
  world: World,
  repository: Repository,
  branch: string,
  entry: MergeQueueEntry,
  reason: "merged" | "invalidated" | "dequeued",
): Promise<void> {
  const ref = entry.made?.ref;
  if (typeof ref === "string") {
    await announceGroup(world, repository, branch, entry, "destroyed", { reason });
    const deleted = writeRef(repository, ref, noCommit);
    await afterRefChange(world, repository, deleted, entry.enqueuer);
  }
  entry.made = null;
}

async function announceGroup(
  world: World,
  repository: Repository,
  branch: string,
  { made, enqueuer }: MergeQueueEntry,
  action: "checks_requested" | "destroyed",
  more: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const commit = made === null ? undefined : await repository.objects.commit(made.head);
  if (made === null || commit === undefined) return;
  world.publish({
    event: "merge_group",
    action,
    sender: enqueuer,
    repository,
    payload: {
      merge_group: {
        head_sha: made.head,
        head_ref: made.ref,
        base_sha: made.groupBase,
        base_ref: `refs/heads/${branch}`,
        head_commit: simpleCommit(commit),
      },
      ...more,
    },
  });
}

function queueOf(repository: Repository, branch: string): readonly MergeQueueEntry[] {
  return repository.queues.get(branch) ?? [];
}

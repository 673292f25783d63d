import { queueRule } from "../operations/merge-queue.ts";
import type { MergeQueueEntry, PullRequest, Repository } from "../state/nouns.ts";
import { nodeId } from "../state/world.ts";
import { connectionOf } from "./connection.ts";
import type { Fields } from "./context.ts";
import { gitNode } from "./git-nodes.ts";

type QueueNode = {
  readonly kind: "MergeQueue";
  readonly nodeId: string;
  readonly repository: Repository;
  readonly branch: string;
};

/** The queue of a branch, null where its rules ask for none. */
export function queueNode(repository: Repository, branch: string): QueueNode | null {
  if (queueRule(repository, branch) === undefined) return null;
  const id = nodeId("MergeQueue", `${repository.id}:${branch}`);
  return { kind: "MergeQueue", nodeId: id, repository, branch };
}

/** The entry of a pull request, null while it is in no queue. */
export function entryOf(pull: PullRequest): MergeQueueEntry | null {
  return pull.repository.queues.get(pull.base.ref)?.find((entry) => entry.pull === pull) ?? null;
}

export const queueFields: Fields<QueueNode> = {
  entries: ({ repository, branch }, input) =>
    connectionOf([...(repository.queues.get(branch) ?? [])], input),
};

export const queueEntryFields: Fields<MergeQueueEntry> = {
  position: (entry) => queueAround(entry).indexOf(entry) + 1,
  state: ({ made }) => (made === null ? "QUEUED" : "AWAITING_CHECKS"),
  jump: () => false,
  solo: () => false,
  pullRequest: ({ pull }) => pull,
  mergeQueue: ({ pull }) => queueNode(pull.repository, pull.base.ref),
  baseCommit: ({ pull, made }) => commitAt(pull.repository, made?.base),
  headCommit: ({ pull, made }) => commitAt(pull.repository, made?.head),
};

function queueAround({ pull }: MergeQueueEntry): readonly MergeQueueEntry[] {
  return pull.repository.queues.get(pull.base.ref) ?? [];
}

function commitAt(repository: Repository, oid: string | undefined) {
  return oid === undefined ? null : gitNode(repository, repository.objects.read(oid));
}

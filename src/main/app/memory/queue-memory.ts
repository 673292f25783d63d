import type { RepositoryRef } from "../../../core/model/change.ts";
import type { MergeGroupRequest, MergeQueueRef } from "../../../core/model/merge-group.ts";
import type { Clock } from "../../../ports/clock.ts";
import type { NoteStore } from "../../../ports/note-store.ts";

/**
 * What is known of merge queues, the same for every replica. Without it queues are found again by the next
 * look at a pull request to their branch, and a group is judged once more.
 */
export interface QueueMemory {
  /** The queues of an installation. */
  of(installation: number): Promise<readonly MergeQueueRef[]>;
  /** These branches of a repository have a queue; gives whether that is new of one of them. */
  know(repository: RepositoryRef, branches: readonly string[]): Promise<boolean>;
  forget(queue: MergeQueueRef): Promise<void>;
  /** A group shows its verdict, which waits for nothing. */
  judged(group: Group): Promise<void>;
  isJudged(group: Group): Promise<boolean>;
  /** A group shows that it was not judged, and is not tried again by itself. */
  gaveUp(group: Group): Promise<void>;
  /** Whether a group shows an end, be it a verdict or that there is none. */
  isDone(group: Group): Promise<boolean>;
}

type Group = Pick<MergeGroupRequest, "repository" | "headSha">;

type End = "judged" | "given up";

/** For so long GitHub delivers a webhook again, and longer than it lets a group wait, in milliseconds. */
const KNOWN_FOR = 3 * 24 * 3_600_000;

export function createQueueMemory(notes: NoteStore, clock: Clock): QueueMemory {
  const note = (group: Group, end: End): Promise<void> =>
    notes.jot(subjectOf(group), { [end]: { value: true, until: clock.now() + KNOWN_FOR } });
  const isOne = async (group: Group, ends: readonly End[]): Promise<boolean> => {
    const [found] = await notes.read([subjectOf(group)]);
    return ends.some((end) => found?.notes.has(end) ?? false);
  };
  return {
    async of(installation) {
      const [known] = await notes.read([queuesIn(installation)]);
      return [...(known?.notes.values() ?? [])] as MergeQueueRef[];
    },
    async know(repository, branches) {
      if (branches.length === 0) return false;
      const [known] = await notes.read([queuesIn(repository.installation)]);
      const found = branches
        .map((branch): MergeQueueRef => ({ repository, branch }))
        .filter((queue) => JSON.stringify(known?.notes.get(nameOf(queue))) !== JSON.stringify(queue)); // prettier-ignore
      if (found.length === 0) return false;
      await notes.write(
        queuesIn(repository.installation),
        Object.fromEntries(found.map((queue) => [nameOf(queue), { value: queue }])),
      );
      return true;
    },
    forget: (queue) =>
      notes.write(queuesIn(queue.repository.installation), { [nameOf(queue)]: undefined }),
    judged: (group) => note(group, "judged"),
    isJudged: (group) => isOne(group, ["judged"]),
    gaveUp: (group) => note(group, "given up"),
    isDone: (group) => isOne(group, ["judged", "given up"]),
  };
}

function queuesIn(installation: number): string {
  return `merge queues in ${installation}`;
}

function nameOf({ repository, branch }: MergeQueueRef): string {
  return `${repository.id} ${branch}`;
}

function subjectOf({ repository, headSha }: Group): string {
  return `merge group ${repository.id}@${headSha}`;
}

import type { RepositoryRef } from "../core/model/change.ts";
import type { MergeQueueRef } from "../core/model/merge-group.ts";
import type { ListedRepository } from "./installations.ts";
import type { Swept } from "./pull-requests.ts";

/** How a repository stands, as far as can be told at next to no cost. */
export interface Standing {
  readonly listed: ListedRepository;
  /**
   * What a check may cover it by: its policy, its account's, or what its default branch requires. It is
   * another one when any of these changes; undefined where there is nothing.
   */
  readonly basis: string | undefined;
  /** Whether the default branch has a folder `.mltrl`. */
  readonly hasRecords: boolean;
  /** Open pull requests. */
  readonly open: number;
  /** When one of them was last touched, ISO 8601. */
  readonly touchedAt: string | undefined;
  /** When one that is merged was last touched, ISO 8601. */
  readonly mergedAt: string | undefined;
}

/** What stands open and was merged in a repository. */
export interface Looked extends Swept {
  readonly repository: RepositoryRef;
  /** There is more than was read: it has to be looked at by itself. */
  readonly more: boolean;
}

/** Pull requests of an account that changed. */
export interface Changed {
  readonly looked: readonly Looked[];
  /** Ids of repositories that some are in and that were not given: of another installation, or new. */
  readonly elsewhere: readonly number[];
  /** Whether these are all. */
  readonly complete: boolean;
}

/** A merge queue as it stands. */
export interface LookedQueue {
  readonly queue: MergeQueueRef;
  /** What it made and waits for verdicts on; undefined where the branch has no queue any more. */
  readonly groups: readonly WaitingGroup[] | undefined;
  /** Server time of the look, ISO 8601. */
  readonly now: string;
}

/** A merge group that its queue has not merged yet. */
export interface WaitingGroup {
  readonly headSha: string;
  /** The ref that it stands on. */
  readonly headRef: string;
  /** When the queue made it, ISO 8601. */
  readonly madeAt: string;
}

/** Looks at many repositories of an installation at once. What is out of reach is left out. */
export interface Overview {
  standing(listed: readonly ListedRepository[]): Promise<readonly Standing[]>;
  /** Open pull requests, and those merged since an instant (ISO 8601), of repositories with so many. */
  look(standing: readonly Standing[], since: string): Promise<readonly Looked[]>;
  /** Pull requests that changed since an instant (ISO 8601), in these repositories of one account. */
  changed(repositories: readonly RepositoryRef[], since: string): Promise<Changed>;
  /** Merge queues of one installation. */
  queues(queues: readonly MergeQueueRef[]): Promise<readonly LookedQueue[]>;
}

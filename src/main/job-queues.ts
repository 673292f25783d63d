import type { GateRequest, RepositoryRef } from "../core/model/change.ts";
import type { DeploymentRequest } from "../core/model/deployment-request.ts";
import type { MergeGroupRequest } from "../core/model/merge-group.ts";
import type {
  CommandRequest,
  MergedRequest,
  PushedRequest,
  PressRequest,
} from "../core/model/request.ts";
import type { TagChange } from "../core/model/tag-change.ts";
import type { Queue } from "../ports/job-store.ts";
import { defaultRetries } from "../queue/retry-wait.ts";

/** A webhook as it came in. */
export interface DeliveryJob {
  readonly event: string;
  readonly payload: string;
}

export const DELIVERIES: Queue<DeliveryJob> = { name: "deliveries" };

/** Pull requests to judge, one waiting job for each: events fold. A demand to write again is kept. */
export const GATES: Queue<GateRequest> = {
  name: "gates",
  merge: (waiting, next) => ({ ...waiting, ...next }),
  retries: defaultRetries,
};

/** After so many the last failure stays shown. */
export const GATE_TRIES = defaultRetries.tries;

/** After so many tries a merge group has failed: the queue waits for no more. */
export const GROUP_TRIES = 3;

/** Merge groups to judge; what one event does not tell of a group an earlier one told. */
export const GROUPS: Queue<MergeGroupRequest> = {
  name: "merge-groups",
  merge: (waiting, next) => ({ ...waiting, ...next }),
  retries: { tries: GROUP_TRIES, first: 1_000, most: 4_000 },
};

/** After so many tries a deployment is turned down: it would wait for thirty days otherwise. */
export const PROTECTION_TRIES = 5;

/** Deployments that wait for an answer. */
export const PROTECTIONS: Queue<DeploymentRequest> = {
  name: "protections",
  retries: { tries: PROTECTION_TRIES, first: 2_000, most: 30_000 },
};

/** Commits whose pull requests have to be found first. */
export interface CommitJob {
  readonly repository: RepositoryRef;
  readonly sha: string;
  readonly rewrite: boolean;
}

export const COMMITS: Queue<CommitJob> = {
  name: "commits",
  merge: (waiting, next) => ({ ...next, rewrite: waiting.rewrite || next.rewrite }),
};

/** Repositories whose open pull requests have to be judged, or looked through for missing verdicts. */
export interface RepositoryJob {
  readonly repository: RepositoryRef;
  readonly baseRef?: string;
  /** `all` judges every open pull request again, `missing` those without a verdict. */
  readonly which: "all" | "missing";
}

export const REPOSITORIES: Queue<RepositoryJob> = { name: "repositories" };

/** Installations to look through; 0 stands for all of them. */
export interface SweepJob {
  readonly installation: number;
}

export const SWEEPS: Queue<SweepJob> = { name: "sweeps" };

/** Installations whose account's policy has changed. */
export interface OrganizationJob {
  readonly installation: number;
}

export const ORGANIZATIONS: Queue<OrganizationJob> = { name: "organizations" };

export const COMMANDS: Queue<CommandRequest> = { name: "commands" };

/** Buttons that were pressed, whose pull requests may have to be found first. */
export const PRESSES: Queue<PressRequest> = { name: "presses" };

/** Repositories whose deployed versions are to be looked at. */
export interface DeploymentsJob {
  readonly repository: RepositoryRef;
  /** Whether an issue was left open by the last look; absent where that is not known. */
  readonly issueOpen?: boolean;
}

export const DEPLOYMENTS: Queue<DeploymentsJob> = {
  name: "deployments",
  merge: (waiting, next) => ({ ...waiting, ...next }),
};

/** Merges of a repository to be put on record, in the order in which they came. */
export interface RecordsJob {
  readonly merged: readonly MergedRequest[];
}

/** One job of a repository at a time, so that its records come one after the other; merges are kept together. */
export const RECORDS: Queue<RecordsJob> = {
  name: "records",
  merge: (waiting, next) => {
    const known = new Set(waiting.merged.map(({ mergeCommit }) => mergeCommit));
    const more = next.merged.filter(({ mergeCommit }) => !known.has(mergeCommit));
    return { merged: [...waiting.merged, ...more] };
  },
};

/** Commits that branches took in; pushes that follow each other are one. */
export const PUSHES: Queue<PushedRequest> = {
  name: "pushes",
  merge: (waiting, next) => ({ ...next, before: waiting.before }),
};

/** Tags of a repository that were pushed or deleted, in the order in which they came. */
export interface TagsJob {
  readonly repository: RepositoryRef;
  readonly changes: readonly TagChange[];
}

/** One job of a repository at a time, since all of them tell by one issue. */
export const TAGS: Queue<TagsJob> = {
  name: "tags",
  merge: (waiting, next) => ({ ...next, changes: [...waiting.changes, ...next.changes] }),
};

/** Repositories whose set-up is to be looked at. */
export interface SetupJob {
  readonly repository: RepositoryRef;
  /** The App has just come to it. */
  readonly isNew: boolean;
}

export const SETUPS: Queue<SetupJob> = {
  name: "setups",
  merge: (waiting, next) => ({ ...next, isNew: waiting.isNew || next.isNew }),
};

/** Everything the store has to know when it is opened. */
export const QUEUES = [
  DELIVERIES,
  GATES,
  GROUPS,
  PROTECTIONS,
  COMMITS,
  REPOSITORIES,
  SWEEPS,
  ORGANIZATIONS,
  COMMANDS,
  PRESSES,
  DEPLOYMENTS,
  RECORDS,
  SETUPS,
  PUSHES,
  TAGS,
] as Queue<unknown>[];

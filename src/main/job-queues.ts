import type { GateRequest, RepositoryRef } from "../core/model/change.ts";
import type { RunBranch } from "../core/model/ci-report.ts";
import type { DeploymentRequest } from "../core/model/deployment-request.ts";
import type { MergeGroupRequest } from "../core/model/merge-group.ts";
import { moreUrgent, type Priority } from "../core/model/priority.ts";
import type {
  CommandRequest,
  MergedRequest,
  PushedRequest,
  PressRequest,
} from "../core/model/request.ts";
import type { TagChange } from "../core/model/tag-change.ts";
import type { Queue } from "../ports/job-store.ts";
import type { ListedRepository } from "../ports/installations.ts";
import { defaultRetries } from "../queue/retry-wait.ts";
import { type FoldingQueue, installationOf, repositoryOf } from "./folding-queue.ts";
import { joinOrigins } from "./job-origin.ts";
import type { Waiting } from "./next-wait.ts";

/** A webhook as it came in. */
export interface DeliveryJob {
  readonly event: string;
  readonly payload: string;
  /** When it came in, in milliseconds since the epoch. */
  readonly receivedAt: number;
}

export const DELIVERIES: Queue<DeliveryJob> = { name: "deliveries" };

/** What is judged, with what its last verdict waited for. */
export type Waited<Request> = Request & { readonly waits?: Waiting };

/** Pull requests to judge, one waiting job for each: events fold. A demand to write again is kept. */
export const GATES: FoldingQueue<Waited<GateRequest>> = {
  name: "gates",
  keyOf: ({ repository, pullRequest }) => `${repository.id}#${pullRequest}`,
  groupOf: installationOf,
  priorityOf: ({ priority }) => priority,
  merge: (waiting, next) => ({
    ...waiting,
    ...next,
    ...moreUrgent(waiting, next),
    ...joinOrigins(waiting, next),
  }),
  retries: defaultRetries,
};

/** After so many the last failure stays shown. */
export const GATE_TRIES = defaultRetries.tries;

/** After so many tries a merge group has failed: the queue waits for no more. */
export const GROUP_TRIES = 3;

/** Merge groups to judge; what one event does not tell of a group an earlier one told. */
export const GROUPS: FoldingQueue<Waited<MergeGroupRequest>> = {
  name: "merge-groups",
  keyOf: ({ repository, headSha }) => `${repository.id}@${headSha}`,
  groupOf: installationOf,
  merge: (waiting, next) => ({ ...waiting, ...next, ...joinOrigins(waiting, next) }),
  retries: { tries: GROUP_TRIES, first: 1_000, most: 4_000 },
};

/** After so many tries a deployment is turned down: it would wait for thirty days otherwise. */
export const PROTECTION_TRIES = 5;

/** Deployments that wait for an answer. */
export const PROTECTIONS: FoldingQueue<DeploymentRequest> = {
  name: "protections",
  keyOf: ({ repository, run, environment }) => `${repository.id}!${run} ${environment}`,
  groupOf: installationOf,
  retries: { tries: PROTECTION_TRIES, first: 2_000, most: 30_000 },
};

/** Commits whose pull requests have to be found first. */
export interface CommitJob {
  readonly repository: RepositoryRef;
  readonly sha: string;
  readonly rewrite: boolean;
  /** Something ran for it on this branch, of which later commits may be judged as well. */
  readonly ranOn?: RunBranch;
}

export const COMMITS: FoldingQueue<CommitJob> = {
  name: "commits",
  keyOf: ({ repository, sha }) => `${repository.id}@${sha}`,
  groupOf: installationOf,
  merge: (waiting, next) => ({ ...waiting, ...next, rewrite: waiting.rewrite || next.rewrite }),
};

/** Repositories whose open pull requests have to be judged, or looked through for missing verdicts. */
export interface RepositoryJob {
  readonly repository: RepositoryRef;
  readonly baseRef?: string;
  /** `all` judges every open pull request again, `missing` those without a verdict. */
  readonly which: "all" | "missing";
  /** As of the pull requests; `usual` where that is not said. */
  readonly priority?: Priority;
  /** Since when merges may be missing, ISO 8601. */
  readonly since?: string;
}

export const REPOSITORIES: FoldingQueue<RepositoryJob> = {
  name: "repositories",
  keyOf: ({ repository: { id }, baseRef = "", which }) =>
    // A space, which no branch's name has.
    which === "missing" ? `${id} missing` : `${id}:${baseRef}`,
  groupOf: installationOf,
  priorityOf: ({ priority }) => priority,
  merge: (waiting, next) => ({
    ...waiting,
    ...next,
    ...earlierSince(waiting, next),
    ...moreUrgent(waiting, next),
  }),
};

/** Installations to look through; 0 stands for all of them. */
export interface SweepJob {
  readonly installation: number;
  /** Every repository is looked at, and not only what is known to have changed. */
  readonly full?: boolean;
  /** Since when events may have been lost, ISO 8601; absent where nothing is known. */
  readonly since?: string;
  /** Of all of them: when every repository was last looked at, ISO 8601. */
  readonly fullAt?: string;
}

export const SWEEPS: FoldingQueue<SweepJob> = {
  name: "sweeps",
  keyOf: ({ installation }) => String(installation),
  groupOf: ({ installation }) => (installation === 0 ? undefined : String(installation)),
  merge: (waiting, next) => ({
    ...waiting,
    ...next,
    ...earlierSince(waiting, next),
    ...((waiting.full === true || next.full === true) && { full: true }),
  }),
};

/** Repositories of an installation to look at together. */
export interface LookJob {
  readonly repositories: readonly ListedRepository[];
  readonly since: string;
}

/** The same repositories make the same part of a list, mostly; a part that does not is looked at twice. */
export const LOOKS: FoldingQueue<LookJob> = {
  name: "looks",
  keyOf: ({ repositories }) =>
    repositories
      .map(({ repository }) => repository.id)
      .slice(0, 1)
      .join(),
  groupOf: ({ repositories }) => repositories.map(({ repository }) => String(repository.installation))[0], // prettier-ignore
  merge: (waiting, next) => ({ ...next, since: earlier(waiting.since, next.since) }),
};

interface Since {
  readonly since?: string;
}

/** What was asked for first counts: it has not been looked at since. */
function earlierSince(waiting: Since, next: Since): Since {
  if (waiting.since === undefined || next.since === undefined) {
    const since = waiting.since ?? next.since;
    return since === undefined ? {} : { since };
  }
  return { since: earlier(waiting.since, next.since) };
}

function earlier(a: string, b: string): string {
  return Date.parse(a) < Date.parse(b) ? a : b;
}

/** GitHub's log of deliveries, of which there is one. */
export interface DeliveryLogJob {
  /** Since when it is unread, ISO 8601; absent where nothing is known to be done. */
  readonly since?: string;
}

/** One look at a time over all replicas. */
export const DELIVERY_LOG: FoldingQueue<DeliveryLogJob> = {
  name: "delivery-log",
  keyOf: () => "log",
  groupOf: () => undefined,
  merge: (waiting, next) => ({ ...waiting, ...next }),
};

/** Attempts at deliveries that failed, each known by its event: what was asked for once is not asked for again. */
export interface RedeliveryJob {
  readonly attempt: number;
}

export const REDELIVERIES: Queue<RedeliveryJob> = { name: "redeliveries" };

/** Installations whose account's policy has changed. */
export interface OrganizationJob {
  readonly installation: number;
}

export const ORGANIZATIONS: FoldingQueue<OrganizationJob> = {
  name: "organizations",
  keyOf: ({ installation }) => String(installation),
  groupOf: ({ installation }) => String(installation),
};

export const COMMANDS: Queue<CommandRequest> = { name: "commands" };

/** Buttons that were pressed, whose pull requests may have to be found first. */
export const PRESSES: FoldingQueue<PressRequest> = {
  name: "presses",
  keyOf: ({ repository, sha, actor, body }) => `${repository.id}@${sha} ${actor.id} ${body}`,
  groupOf: installationOf,
};

/** Repositories whose deployed versions are to be looked at. */
export interface DeploymentsJob {
  readonly repository: RepositoryRef;
  /** Whether an issue was left open by the last look; absent where that is not known. */
  readonly issueOpen?: boolean;
}

export const DEPLOYMENTS: FoldingQueue<DeploymentsJob> = {
  name: "deployments",
  keyOf: repositoryOf,
  groupOf: installationOf,
  merge: (waiting, next) => ({ ...waiting, ...next }),
};

/** Merges, each known by its pull request and its commit. */
export const MERGES: Queue<MergedRequest> = { name: "merges" };

/** Merges of a repository to be put on record, in the order in which they came. */
export interface RecordsJob {
  readonly repository: RepositoryRef;
  readonly merged: readonly MergedRequest[];
}

/** One job of a repository at a time, so that its records come one after the other; merges are kept together. */
export const RECORDS: FoldingQueue<RecordsJob> = {
  name: "records",
  keyOf: repositoryOf,
  groupOf: installationOf,
  merge: (waiting, next) => {
    const known = new Set(waiting.merged.map(({ mergeCommit }) => mergeCommit));
    const more = next.merged.filter(({ mergeCommit }) => !known.has(mergeCommit));
    return { ...next, merged: [...waiting.merged, ...more] };
  },
};

/** Commits that branches took in; pushes that follow each other are one. */
export const PUSHES: FoldingQueue<PushedRequest> = {
  name: "pushes",
  keyOf: ({ repository, branch }) => `${repository.id}:${branch}`,
  groupOf: installationOf,
  merge: ({ before, created }, next) => ({ ...next, before, ...(created && { created }) }),
};

/** Tags of a repository that were pushed or deleted, in the order in which they came. */
export interface TagsJob {
  readonly repository: RepositoryRef;
  readonly changes: readonly TagChange[];
}

/** One job of a repository at a time, since all of them tell by one issue. */
export const TAGS: FoldingQueue<TagsJob> = {
  name: "tags",
  keyOf: repositoryOf,
  groupOf: installationOf,
  merge: (waiting, next) => ({ ...next, changes: [...waiting.changes, ...next.changes] }),
};

/** Repositories whose set-up is to be looked at. */
export interface SetupJob {
  readonly repository: RepositoryRef;
  /** The App has just come to it. */
  readonly isNew: boolean;
}

export const SETUPS: FoldingQueue<SetupJob> = {
  name: "setups",
  keyOf: repositoryOf,
  groupOf: installationOf,
  merge: (waiting, next) => ({ ...next, isNew: waiting.isNew || next.isNew }),
};

import type { AppRequest } from "../../core/model/request.ts";
import { parseArtifactTag } from "../../evidence/version-tags/parse-artifact-tag.ts";
import type { PropertyCache } from "../../github/custom-properties.ts";
import type { ExpectedReads } from "../../github/expected-reads.ts";
import type { PeopleCache } from "../../github/caches/people-cache.ts";
import type { Clock } from "../../ports/clock.ts";
import type { JobStore } from "../../ports/job-store.ts";
import { type FoldingQueue, installationOf, putJob } from "./queues/folding-queue.ts";
import { fromHere } from "./queues/job-origin.ts";
import { COMMANDS } from "./queues/commands.ts";
import { COMMITS } from "./queues/commits.ts";
import { DEPLOYMENTS } from "./queues/deployments.ts";
import { GATES } from "./queues/gates.ts";
import { GROUPS } from "./queues/merge-groups.ts";
import { addMerge } from "./queues/merges.ts";
import { ORGANIZATIONS } from "./queues/organizations.ts";
import { PRESSES } from "./queues/presses.ts";
import { PROTECTIONS } from "./queues/protections.ts";
import { PUSHES } from "./queues/pushes.ts";
import { REPOSITORIES } from "./queues/repositories.ts";
import { SETUPS } from "./queues/setups.ts";
import { MISSED_AT_MOST, type SweepJob, SWEEPS } from "./queues/sweeps.ts";
import { TAGS } from "./queues/tags.ts";
import type { RepositoryMemory } from "./memory/repository-memory.ts";

/** Events of one push come in a burst; a verdict waits this long, in milliseconds, so that they share it. */
const FOLD_FOR = 200;

/**
 * Most pushes are to heads of pull requests, whose verdict tells which branches are covered: those of
 * which nothing is known wait for it so long, in milliseconds.
 */
const LEARN_FOR = 1000;

/** A tag is pushed after the card that names it: what runs is looked at so much later, in milliseconds. */
const SETTLE_FOR = 60_000;

/** Repositories that come at once are greeted so far apart, in milliseconds. */
const GREETED_EVERY = 3000;

/** What requests are received with. */
export interface Reception {
  readonly store: JobStore;
  readonly memory: RepositoryMemory;
  readonly clock: Clock;
  readonly properties: Pick<PropertyCache, "forget">;
  readonly people: Pick<PeopleCache, "forget">;
  /** Is told which pull requests are going to be read. */
  readonly expected: Pick<ExpectedReads, "expect">;
  /** How many repositories may come at once and still be greeted. */
  readonly greetUpTo: number;
}

/** What a request is turned into jobs with. */
interface Desk extends Reception {
  /** Asks for a job, so many milliseconds from now where that is said. */
  readonly plan: <Data>(queue: FoldingQueue<Data>, data: Data, wait?: number) => Promise<void>;
}

/** What is made of each kind of request. Whatever cannot change a verdict ends here and costs nothing. */
const ACCEPTING: {
  readonly [Request in AppRequest as Request["type"]]: (
    request: Omit<Request, "type">,
    desk: Desk,
  ) => Promise<void>;
} = {
  async gate({ baseRef, left, ...data }, { memory, clock, expected, plan }) {
    const { repository, pullRequest } = data;
    const known = await memory.of(repository.id);
    if (left !== undefined && known.isShared(left)) {
      await plan(COMMITS, { repository, sha: left, rewrite: false }, FOLD_FOR);
    }
    if (baseRef !== undefined && known.isUngated(baseRef)) return;
    expected.expect(repository.id, pullRequest, clock.now() + FOLD_FOR);
    const isForRelease =
      (baseRef !== undefined && known.isReleasedFrom(baseRef)) ||
      (await memory.isForRelease(repository.id, pullRequest));
    await plan(GATES, isForRelease ? { ...data, priority: "release" } : data, FOLD_FOR);
  },
  async "gate-commit"({ finished, left, ...data }, { memory, plan }) {
    const known = await memory.of(data.repository.id);
    if (finished !== undefined && !known.watches(finished)) return;
    if (left !== undefined && known.isUngated(left)) return;
    await plan(COMMITS, data, FOLD_FOR);
  },
  async "gate-group"({ finished, ...data }, { memory, plan }) {
    const known = await memory.of(data.repository.id);
    if (known.isUngated(data.baseRef)) return;
    if (finished !== undefined && !known.watches(finished)) return;
    // Not folded with anything: the queue waits for it.
    await plan(GROUPS, finished === undefined ? data : { ...data, news: true });
  },
  deploy: (data, { plan }) => plan(PROTECTIONS, data),
  async merged({ headSha, baseRef, ...merged }, { store, memory, plan }) {
    const { repository } = merged;
    const known = await memory.of(repository.id);
    if (known.isUngated(baseRef)) return;
    await addMerge(store, merged);
    await plan(COMMITS, { repository, sha: headSha, rewrite: false }, FOLD_FOR);
  },
  async "gate-open"(data, { memory, plan }) {
    const { repository, baseRef } = data;
    await memory.forgetUngated(repository.id);
    await plan(REPOSITORIES, { ...data, which: "all" }, FOLD_FOR);
    if (baseRef !== undefined) return;
    // The default branch's records may say more of what runs, or of something else.
    await plan(DEPLOYMENTS, { repository }, SETTLE_FOR);
    const known = await memory.of(repository.id);
    if (known.isExamined) return;
    await plan(SETUPS, { repository, isNew: false }, SETTLE_FOR);
  },
  async "branch-changed"({ repository, branch }, { memory, plan }) {
    await memory.forgetUngated(repository.id);
    // Most branches are heads: those that nobody merges into are not asked about.
    const known = await memory.of(repository.id);
    if (!known.isGated(branch)) return;
    await plan(REPOSITORIES, { repository, baseRef: branch, which: "all" }, FOLD_FOR);
  },
  async "organization-changed"({ repository: { installation } }, { memory, plan }) {
    await memory.forgetUngated();
    await plan(ORGANIZATIONS, { installation }, FOLD_FOR);
  },
  async "properties-changed"({ repository }, { memory, properties, plan }) {
    await properties.forget(repository.id);
    await memory.forgetUngated(repository.id);
    await plan(REPOSITORIES, { repository, which: "all" }, FOLD_FOR);
  },
  "sweep-installation": ({ installation }, { clock, plan }) =>
    plan(SWEEPS, sweepOfAll(installation, clock)),
  async "people-changed"({ installation }, { memory, people, plan }) {
    await people.forget(installation);
    for (const data of await memory.askingPeople(installation)) await plan(GATES, data, FOLD_FOR);
  },
  async pushed(data, { memory, plan }) {
    const known = await memory.of(data.repository.id);
    const covered = known.covers(data.branch);
    if (covered === false) return;
    await plan(PUSHES, data, covered ? FOLD_FOR : LEARN_FOR);
  },
  async "tag-pushed"({ repository, defaultBranch = "", ...change }, { memory, plan }) {
    const named = parseArtifactTag({ name: change.tag, commit: "", annotated: true });
    if (named?.event.action !== "register") return;
    // One that is new can only put back what we told of.
    const known = await memory.of(repository.id);
    if (change.before === undefined && known.isUngated(defaultBranch)) return;
    await plan(TAGS, { repository, changes: [change] }, FOLD_FOR);
  },
  async installed({ installation, repositories }, { greetUpTo, clock, plan }) {
    await plan(SWEEPS, sweepOfAll(installation, clock));
    if (repositories.length > greetUpTo) return;
    for (const [index, repository] of repositories.entries()) {
      await plan(SETUPS, { repository, isNew: true }, index * GREETED_EVERY);
    }
  },
  forget: ({ repository }, { memory }) => memory.forgetUngated(repository),
  press: (data, { plan }) => plan(PRESSES, data),
  async command(data, { store }) {
    const id = `${data.repository.id}:${data.comment?.id}`;
    await store.add(COMMANDS, { id, group: installationOf(data), data: fromHere(data) });
  },
};

/** What an installation holds may be new to us, or have gone on without us. */
function sweepOfAll(installation: number, clock: Clock): SweepJob {
  const since = new Date(clock.now() - MISSED_AT_MOST).toISOString();
  return { installation, full: true, since };
}

/** Turns what a webhook asks for into jobs. */
export function acceptRequest(reception: Reception): (request: AppRequest) => Promise<void> {
  const { store, clock } = reception;
  const desk: Desk = {
    ...reception,
    plan: (queue, data, wait) =>
      putJob(store, queue, data, wait === undefined ? undefined : clock.now() + wait),
  };
  return ({ type, ...request }) => {
    // The table has each kind with its own request; that the two go together the compiler cannot see.
    const accept = ACCEPTING[type] as (asked: unknown, at: Desk) => Promise<void>;
    return accept(request, desk);
  };
}

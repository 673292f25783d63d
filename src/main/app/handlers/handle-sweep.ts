import type { RepositoryRef } from "../../../core/model/change.ts";
import { FEW_OPEN } from "../../../github/look-at-many.ts";
import type { Handler } from "../../../ports/job-store.ts";
import type { Swept } from "../../../ports/pull-requests.ts";
import { isWorthALook, missedIn, SHOWN_AFTER } from "../../../use-cases/sweep.ts";
import { putJob } from "../queues/folding-queue.ts";
import type { Surroundings } from "./surroundings.ts";
import { DEPLOYMENTS } from "../queues/deployments.ts";
import { type LookJob, LOOKS } from "../queues/looks.ts";
import { REPOSITORIES, type RepositoryJob } from "../queues/repositories.ts";
import { MISSED_AT_MOST, type SweepJob, SWEEPS } from "../queues/sweeps.ts";
import { addMerge } from "../queues/merges.ts";
import { nextLook } from "./next-look.ts";
import { putGate } from "./put-gate.ts";

/** Every repository is looked at so often, in milliseconds; in between, what GitHub's search finds. */
const FULL_EVERY = 3_600_000;

/** Repositories of a job: one request tells how they stand. */
const LOOKED_AT_TOGETHER = 100;

/** What sweeping takes. */
export type SweepSurroundings = Pick<
  Surroundings,
  | "clock"
  | "installations"
  | "lookEvery"
  | "memory"
  | "overview"
  | "pullRequests"
  | "store"
  | "sweepEvery"
  | "sweepMemory"
>;

/**
 * Looks for pull requests without a verdict and for merges that are not on record, in an installation or
 * in all of them, and plans the next time. Each is a job of its own: one out of reach holds up no other.
 */
export function handleSweep(surroundings: SweepSurroundings): Handler<SweepJob> {
  return async ({ data }) => {
    if (data.installation === 0) return sweepAll(data, surroundings);
    const since = data.since ?? ago(surroundings, MISSED_AT_MOST);
    const { installation, full = false } = data;
    const found = full ? "incomplete" : await lookAtChanged(installation, since, surroundings);
    if (found === "incomplete") await lookAtAll(installation, since, surroundings);
  };
}

async function sweepAll(
  { full = false, since, fullAt }: SweepJob,
  { store, installations, clock, sweepEvery }: SweepSurroundings,
): Promise<void> {
  const now = clock.now();
  const started = new Date(now).toISOString();
  const due = full || fullAt === undefined || now - Date.parse(fullAt) >= FULL_EVERY;
  const passed = { ...(due && { full: true }), ...(since !== undefined && { since }) };
  for (const installation of await installations.ids()) {
    await putJob(store, SWEEPS, { installation, ...passed });
  }
  const next = { installation: 0, since: started, fullAt: due ? started : fullAt };
  await putJob(store, SWEEPS, next, now + sweepEvery);
}

/** Pull requests that changed since, in repositories that are known. */
async function lookAtChanged(
  installation: number,
  since: string,
  surroundings: SweepSurroundings,
): Promise<"complete" | "incomplete"> {
  const { overview, sweepMemory } = surroundings;
  const known = sweepMemory.listed(installation);
  if (known === undefined) return "incomplete";
  const { looked, elsewhere, complete } = await overview.changed(known, before(since));
  // A repository that nobody told of may be one of ours.
  if (!complete || sweepMemory.hears(elsewhere)) return "incomplete";
  for (const each of looked) await makeUpFor(each.repository, each, since, surroundings);
  return "complete";
}

/** Plans looks at every repository in which something can be missing. */
async function lookAtAll(
  installation: number,
  since: string,
  { store, installations, sweepMemory, clock, lookEvery }: SweepSurroundings,
): Promise<void> {
  const listed = await installations.repositories(installation);
  sweepMemory.list(installation, listed.map(({ repository }) => repository)); // prettier-ignore
  const candidates = listed.filter(
    ({ openIssues, pushedAt }) =>
      openIssues > 0 || Date.parse(pushedAt) >= Date.parse(before(since)),
  );
  for (let from = 0; from < candidates.length; from += LOOKED_AT_TOGETHER) {
    const repositories = candidates.slice(from, from + LOOKED_AT_TOGETHER);
    await putJob(store, LOOKS, { repositories, since });
  }
  // Together, so that the store writes them together.
  await Promise.all(
    listed.map(({ repository }) =>
      putJob(store, DEPLOYMENTS, { repository }, nextLook(repository.id, clock.now(), lookEvery)),
    ),
  );
}

/** Finds out which of some repositories may miss something, and looks at those. */
export function handleLook(surroundings: SweepSurroundings): Handler<LookJob> {
  const { store, overview, sweepMemory, memory } = surroundings;
  return async ({ data: { repositories, since } }) => {
    const standing = (await overview.standing(repositories)).filter((each) =>
      isWorthALook(each, sweepMemory.settled(each.listed.repository.id), before(since)),
    );
    const bases = new Map(standing.map(({ listed, basis }) => [listed.repository.id, basis]));
    for (const [id, basis] of bases) {
      const settled = sweepMemory.settled(id);
      // Another policy may cover other branches.
      if (settled !== undefined && settled.basis !== basis) await memory.forgetUngated(id);
    }
    const crowded = standing.filter(({ open }) => open > FEW_OPEN);
    const looked = await overview.look(
      standing.filter(({ open }) => open <= FEW_OPEN),
      before(since),
    );
    for (const each of looked.filter(({ more }) => !more)) {
      const { repository, now } = each;
      const basis = bases.get(repository.id);
      const missed = await makeUpFor(repository, each, since, surroundings);
      sweepMemory.settle(repository.id, missed || basis === undefined ? undefined : { at: now, basis }); // prettier-ignore
    }
    const alone = [
      ...crowded.map(({ listed }) => listed.repository),
      ...looked.filter(({ more }) => more).map(({ repository }) => repository),
    ];
    for (const repository of alone) {
      await putJob(store, REPOSITORIES, { repository, which: "missing", since, priority: "later" });
    }
  };
}

/** Finds the open pull requests of a repository that have to be judged, or what was missed of it. */
export function handleRepository(surroundings: SweepSurroundings): Handler<RepositoryJob> {
  const { pullRequests } = surroundings;
  return async ({ data: { repository, baseRef, which, since, priority } }) => {
    if (which === "missing") {
      const from = since ?? ago(surroundings, MISSED_AT_MOST);
      const swept = await pullRequests.look(repository, before(from));
      await makeUpFor(repository, swept, from, surroundings);
      return;
    }
    for (const { number } of await pullRequests.open(repository, baseRef)) {
      const request = { repository, pullRequest: number, ...(priority && { priority }) };
      await putGate(surroundings, request);
    }
  };
}

/** Plans what was missed; gives whether there was a verdict among it. */
async function makeUpFor(
  repository: RepositoryRef,
  swept: Swept,
  since: string,
  { store, memory }: SweepSurroundings,
): Promise<boolean> {
  const { id } = repository;
  const numbers = swept.open.map(({ number }) => number);
  const [known, judged] = await Promise.all([memory.of(id), memory.judgedAt(id, numbers)]);
  const { requests, merged } = missedIn(repository, swept, {
    isUngated: (branch) => known.isUngated(branch),
    judged,
    since: before(since),
  });
  for (const data of requests) await putGate({ store, memory }, { ...data, priority: "later" });
  for (const data of merged) await addMerge(store, data);
  return requests.length > 0;
}

function before(since: string): string {
  return new Date(Date.parse(since) - SHOWN_AFTER).toISOString();
}

function ago({ clock }: SweepSurroundings, milliseconds: number): string {
  return new Date(clock.now() - milliseconds).toISOString();
}

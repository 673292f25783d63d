import type { Handler } from "../../../ports/job-store.ts";
import { DEPLOYMENTS } from "../queues/deployments.ts";
import { putJob } from "../queues/folding-queue.ts";
import { LOOKS } from "../queues/looks.ts";
import { QUEUE_LOOKS } from "../queues/merge-queues.ts";
import { MISSED_AT_MOST, type SweepJob, SWEEPS } from "../queues/sweeps.ts";
import { ago, lookFrom, makeUpFor, type SweepSurroundings } from "./make-up-for.ts";
import { nextLook } from "./next-look.ts";

/** Every repository is looked at so often, in milliseconds; in between, what GitHub's search finds. */
const FULL_EVERY = 3_600_000;

/** Repositories of a job: five requests tell how they stand, and mostly one more of those worth a look. */
const LOOKED_AT_TOGETHER = 500;

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
    await putJob(surroundings.store, QUEUE_LOOKS, { installation });
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
  const { looked, elsewhere, complete } = await overview.changed(known, lookFrom(since));
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
      openIssues > 0 || Date.parse(pushedAt) >= Date.parse(lookFrom(since)),
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

import { FEW_OPEN, fewEnough } from "../../../github/look-at-many.ts";
import type { Handler } from "../../../ports/job-store.ts";
import { isWorthALook } from "../../../use-cases/sweep.ts";
import { putJob } from "../queues/folding-queue.ts";
import { type LookJob, LOOKS } from "../queues/looks.ts";
import { REPOSITORIES } from "../queues/repositories.ts";
import { lookFrom, makeUpFor, type SweepSurroundings } from "./make-up-for.ts";

/** Finds out which of some repositories may miss something, and looks at those. */
export function handleLook(surroundings: SweepSurroundings): Handler<LookJob> {
  const { store, overview, sweepMemory, memory } = surroundings;
  return async ({ data: { repositories, since } }) => {
    const standing = (await overview.standing(repositories)).filter((each) =>
      isWorthALook(each, sweepMemory.settled(each.listed.repository.id), lookFrom(since)),
    );
    const bases = new Map(standing.map(({ listed, basis }) => [listed.repository.id, basis]));
    for (const [id, basis] of bases) {
      const settled = sweepMemory.settled(id);
      // Another policy may cover other branches.
      if (settled !== undefined && settled.basis !== basis) await memory.forgetUngated(id);
    }
    const crowded = standing.filter(({ open }) => open > FEW_OPEN);
    const few = standing.filter(({ open }) => open <= FEW_OPEN);
    const atOnce = fewEnough(few);
    const looked = await overview.look(atOnce, lookFrom(since));
    const later = few.slice(atOnce.length).map(({ listed }) => listed);
    if (later.length > 0) await putJob(store, LOOKS, { repositories: later, since });
    for (const each of looked.filter(({ more }) => !more)) {
      const { repository, now: at } = each;
      const basis = bases.get(repository.id);
      const missed = await makeUpFor(repository, each, since, surroundings);
      sweepMemory.settle(repository.id, missed || basis === undefined ? undefined : { at, basis }); // prettier-ignore
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

import { UpstreamError, waitIn } from "../../../core/errors.ts";
import type { Decision } from "../../../core/model/decision.ts";
import type { Handler } from "../../../ports/job-store.ts";
import { inJob } from "../../../telemetry/job-context.ts";
import { type StageWatch, watchStages } from "../../../telemetry/watch-stages.ts";
import { closeUnjudged } from "../../../use-cases/close-unjudged.ts";
import { type GroupPorts, judgeGroup, showGroup } from "../../../use-cases/gate-group.ts";
import type { JudgePorts } from "../../../use-cases/judge.ts";
import { putJob } from "../queues/folding-queue.ts";
import type { Surroundings } from "./surroundings.ts";
import { GROUP_TRIES, type GroupJob, GROUPS } from "../queues/merge-groups.ts";
import { lookAgain, type NextLook } from "./next-wait.ts";
import { silencedBy } from "./silenced-by.ts";
import { tellVerdict } from "./tell-verdict.ts";
import { whyUnjudged } from "./why-unjudged.ts";

/**
 * Judges what a merge queue made. The queue acts on the first red light, so that a fault of GitHub's or
 * ours gets some tries before one is shown.
 */
export function handleGroup(surroundings: Surroundings): Handler<GroupJob> {
  const { store, queueMemory, clock, log, telemetry, waitFirst } = surroundings;
  /** With all that is known of it: the check that it waits for tells only the commit. */
  const comeAgain = async (again: NextLook | undefined, kept: GroupJob): Promise<void> => {
    if (again === undefined) return;
    const { at, ...waits } = again;
    await inJob(undefined, () => putJob(store, GROUPS, { ...kept, ...waits, news: true }, at));
  };
  return async ({ data, attempt }, signal) => {
    const { rewrite = false, news = false, waits: waited, ...kept } = data;
    const { repository, headSha, baseRef, destroyed } = kept;
    if (destroyed) return;
    // Its own event may be told again, and says nothing that the verdict does not know.
    if (!rewrite && !news && (await queueMemory.isJudged(kept))) return;
    const watch = watchStages(telemetry, () => performance.now());
    const found = await surroundings.ports.ofGroup(data);
    const publisher = silencedBy(signal, found.publisher, () =>
      putJob(store, GROUPS, { ...data, news: true }),
    );
    const ports = watched(watch, { ...found, publisher });
    const decisions = await judgeAndShow(data, ports, attempt, surroundings);
    watch.end();
    const checks = decisions.flatMap((decision) => decision.checks);
    log.info({ repository: repository.id, head: headSha, checks: checks.map(({ name, conclusion }) => ({ name, conclusion })) }, "judged a merge group"); // prettier-ignore
    tellVerdict(checks, surroundings);
    if (decisions.length === 0) return;
    if (checks.some(({ conclusion }) => conclusion === "in_progress")) {
      const now = clock.now();
      const before = waited;
      await comeAgain(lookAgain({ decisions, head: headSha, before, now, first: waitFirst }), kept);
    } else {
      // Before all else that may fail: a try after that would judge it again for nothing, merged or not.
      await queueMemory.judged(kept);
    }
    await queueMemory.know(repository, [baseRef]);
  };
}

/** What fails after the verdict is shown is tried again, and takes nothing back. */
async function judgeAndShow(
  group: GroupJob,
  ports: GroupPorts,
  attempt: number,
  surroundings: Surroundings,
): Promise<readonly Decision[]> {
  const { memory, engine } = surroundings;
  const { repository, baseRef, rewrite } = group;
  const last = attempt >= GROUP_TRIES;
  try {
    const before = await memory.of(repository.id);
    const verdict = await judgeGroup({ ...ports, remarks: before.remarks }, engine);
    const { decisions, watches, unavailable } = verdict;
    if (unavailable !== undefined && !last) throw new UpstreamError(unavailable);
    const base = { ref: baseRef, gated: decisions.length > 0 };
    await memory.learn(before, { base, ...(watches && { watches }) });
    await showGroup(verdict, ports, engine, rewrite ?? false);
    return decisions;
  } catch (error) {
    // A limit of GitHub's uses no try up, and nothing can be written while it lasts.
    if (last && waitIn(error) === undefined) await sayWhy(error, group, ports, surroundings);
    throw error;
  }
}

function watched(watch: StageWatch, ports: GroupPorts): GroupPorts {
  const facts = (of: Pick<JudgePorts, "repository" | "people" | "ci">) => ({
    repository: watch.over("gather", of.repository),
    people: watch.over("gather", of.people),
    ci: watch.over("gather", of.ci),
  });
  return {
    ...ports,
    ...facts(ports),
    group: watch.over("read", ports.group),
    publisher: watch.over("publish", ports.publisher),
    ofPullRequest(number) {
      const of = ports.ofPullRequest(number);
      return { ...of, ...facts(of), source: watch.over("read", of.source) };
    },
  };
}

async function sayWhy(
  error: unknown,
  group: GroupJob,
  ports: GroupPorts,
  { engine, log, queueMemory }: Surroundings,
): Promise<void> {
  const source = {
    read: async () => {
      const read = await ports.group.read();
      return read.state === "known" ? { ...read, value: read.value.change } : read;
    },
  };
  try {
    const why = whyUnjudged(error, false);
    const isShown = await closeUnjudged(why, { ...ports, source }, engine, true);
    if (isShown) await queueMemory.gaveUp(group);
  } catch (failure) {
    log.warn({ err: failure }, "that a merge group was not judged could not be shown");
  }
}

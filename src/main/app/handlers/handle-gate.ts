import { UpstreamError, waitIn } from "../../../core/errors.ts";
import type { Change, GateRequest } from "../../../core/model/change.ts";
import type { Decision } from "../../../core/model/decision.ts";
import type { Handler, Job } from "../../../ports/job-store.ts";
import { inJob } from "../../../telemetry/job-context.ts";
import { type StageWatch, watchStages } from "../../../telemetry/watch-stages.ts";
import { closeUnjudged } from "../../../use-cases/close-unjudged.ts";
import { gate, type GatePorts } from "../../../use-cases/gate.ts";
import type { Surroundings } from "./surroundings.ts";
import { GATE_TRIES } from "../queues/gates.ts";
import type { Waited } from "../queues/waited.ts";
import { newcomersOf } from "./newcomers.ts";
import { lookAgain } from "./next-wait.ts";
import { putGate } from "./put-gate.ts";
import { silencedBy } from "./silenced-by.ts";
import { tellVerdict } from "./tell-verdict.ts";
import { toldFrom, whyUnjudged } from "./why-unjudged.ts";

/** Judges a pull request, and plans to look again when the verdict changes by itself. */
export function handleGate(surroundings: Surroundings): Handler<Waited<GateRequest>> {
  const { store, memory, clock, engine, log, telemetry, waitFirst } = surroundings;
  return async (job, signal) => {
    const { repository, pullRequest } = job.data;
    const before = await memory.of(repository.id);
    const toldLadder = before.toldLadder(pullRequest);
    const watch = watchStages(telemetry, () => performance.now());
    const found = await surroundings.ports.ofPullRequest(
      repository,
      pullRequest,
      job.data.priority,
    );
    const again = (): Promise<void> => putGate(surroundings, { repository, pullRequest });
    const ports = {
      ...watched(watch, {
        ...found,
        publisher: silencedBy(signal, found.publisher, again),
      }),
      remarks: before.remarks,
      ...newcomersOf(job.data, store),
      ...(toldLadder !== undefined && { toldLadder }),
    };
    const outcome = await gate(job.data, ports, engine).catch(async (error: unknown) => {
      await sayWhy(error, job, ports, surroundings).catch((failure: unknown) =>
        log.warn({ err: failure }, "that a pull request was not judged could not be shown"),
      );
      throw error;
    });
    watch.end();
    if (outcome.overtaken) {
      log.info(
        { repository: repository.id, pullRequest, head: outcome.change.head },
        "a verdict on a head that is overtaken was dropped",
      );
      return;
    }
    const { change, decision, gated, watches, covered, newerLadder } = outcome;
    const shared = decision && isShared(change, pullRequest) ? change.head : undefined;
    const isReleasedFrom = isForReleases(decision);
    await memory.learn(before, {
      base: { ref: change.baseRef, gated, isReleasedFrom },
      ...(watches && { watches }),
      covered,
      shared,
      ...(newerLadder !== undefined && { ladder: { version: newerLadder, pullRequest } }),
    });
    const judgedAt = decision === undefined ? undefined : change.now;
    const asks = hasSeats(decision);
    await memory.judged(job.data, judgedAt, { asks, isForRelease: isReleasedFrom });
    // While nobody knew that they matter, the end of a check or the leave of a pull request may have been passed over.
    const isNewlyWatched = watches?.some((name) => !before.watches(name)) ?? false;
    const isNewlyShared = shared !== undefined && !before.isShared(shared);
    if (isNewlyWatched || isNewlyShared) await putGate(surroundings, { repository, pullRequest });
    log.info(
      {
        repository: repository.id,
        pullRequest,
        head: change.head,
        checks: decision?.checks.map(({ name, conclusion }) => ({ name, conclusion })),
      },
      "judged",
    );
    // The check says so, and that it is tried again.
    if (decision?.unavailable !== undefined) throw new UpstreamError(decision.unavailable);
    tellVerdict(decision?.checks ?? [], surroundings);
    const next = lookAgain({
      decisions: decision === undefined ? [] : [decision],
      head: change.head,
      before: job.data.waits,
      now: clock.now(),
      first: waitFirst,
    });
    if (next === undefined) return;
    const { at, ...waits } = next;
    const data = { repository, pullRequest, ...waits };
    // Time asks for that one, and no webhook.
    await inJob(undefined, () => putGate(surroundings, data, at));
  };
}

function isShared({ siblings }: Change, pullRequest: number): boolean {
  return siblings.some(({ number }) => number !== pullRequest);
}

function isForReleases(decision: Decision | undefined): boolean {
  return (decision?.checks ?? []).some(
    ({ enforcement, strict }) => enforcement === "block" && strict === true,
  );
}

function hasSeats(decision: Decision | undefined): boolean {
  return (decision?.components ?? []).some(({ findings }) =>
    findings.some(({ seats }) => seats !== undefined),
  );
}

function watched(watch: StageWatch, ports: GatePorts): GatePorts {
  return {
    ...ports,
    source: watch.over("read", ports.source),
    repository: watch.over("gather", ports.repository),
    people: watch.over("gather", ports.people),
    ci: watch.over("gather", ports.ci),
    publisher: watch.over("publish", ports.publisher),
  };
}

/** An error of ours closes the checks at once, one of GitHub's when it lasts. */
async function sayWhy(
  error: unknown,
  { data, attempt }: Job<GateRequest>,
  ports: GatePorts,
  { engine }: Surroundings,
): Promise<void> {
  // Where GitHub bids us wait nothing can be written either, and the attempt does not count.
  if (waitIn(error) !== undefined) return;
  const why = whyUnjudged(error, attempt < GATE_TRIES);
  const first = toldFrom(why);
  if (attempt < first) return;
  const rewrite = data.rewrite !== undefined && attempt === first;
  await closeUnjudged(why, ports, engine, rewrite);
}

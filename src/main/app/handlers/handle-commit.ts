import { UpstreamError, waitIn } from "../../../core/errors.ts";
import type { Handler } from "../../../ports/job-store.ts";
import { closeCommit } from "../../../use-cases/close-commit.ts";
import type { Engine } from "../../../use-cases/engine.ts";
import {
  type CommitPorts,
  type CommitVerdict,
  rejudgeCommit,
  showCommit,
} from "../../../use-cases/rejudge-commit.ts";
import { type CommitJob, COMMIT_TRIES, COMMITS } from "../queues/commits.ts";
import { putJob } from "../queues/folding-queue.ts";
import { putGate } from "./put-gate.ts";
import type { Surroundings } from "./surroundings.ts";
import { PATIENCE_WITH_GITHUB, toldFrom, whyUnjudged } from "./why-unjudged.ts";

/**
 * Finds the open pull requests of a commit. One without any is judged by itself where somebody asked for
 * it: GitHub shows what was asked for again as going on until there is an answer.
 */
export function handleCommit(surroundings: Surroundings): Handler<CommitJob> {
  const { store, pullRequests, log } = surroundings;
  return async ({ data, attempt }, signal) => {
    const { repository, sha, rewrite, ranOn } = data;
    const open = await pullRequests.withHead(repository, sha, ranOn);
    for (const pullRequest of open) {
      const again = rewrite && { rewrite: { headSha: sha } };
      await putGate(surroundings, { repository, pullRequest, ...again });
    }
    if (!rewrite || open.length > 0) return;
    const ports = await surroundings.ports.ofCommits(repository);
    const verdict = await judgeAndShow(sha, ports, attempt, signal, surroundings);
    log.info({ repository: repository.id, sha, pullRequests: verdict.commit.pullRequests.map(({ number }) => number) }, "judged a commit by itself"); // prettier-ignore
    if (verdict.validUntil === undefined) return;
    await putJob(store, COMMITS, data, Date.parse(verdict.validUntil));
  };
}

/** What fails after the verdict is shown is tried again, and takes nothing back. */
async function judgeAndShow(
  sha: string,
  ports: CommitPorts,
  attempt: number,
  signal: AbortSignal,
  { engine, log }: Surroundings,
): Promise<CommitVerdict> {
  try {
    const verdict = await rejudgeCommit(sha, ports, engine);
    if (verdict.unavailable !== undefined && attempt < PATIENCE_WITH_GITHUB) {
      throw new UpstreamError(verdict.unavailable);
    }
    signal.throwIfAborted();
    await showCommit(verdict, ports, engine);
    return verdict;
  } catch (error) {
    if (!signal.aborted) {
      await sayWhy(error, sha, ports, engine, attempt).catch((failure: unknown) =>
        log.warn({ err: failure }, "that a commit was not judged could not be shown"),
      );
    }
    throw error;
  }
}

async function sayWhy(
  error: unknown,
  sha: string,
  ports: CommitPorts,
  engine: Engine,
  attempt: number,
): Promise<void> {
  // Where GitHub bids us wait nothing can be written either, and the attempt does not count.
  if (waitIn(error) !== undefined) return;
  const why = whyUnjudged(error, attempt < COMMIT_TRIES);
  const first = toldFrom(why);
  if (attempt >= first) await closeCommit(sha, why, ports, engine, attempt === first);
}

import { UpstreamError } from "../../../core/errors.ts";
import type { Handler } from "../../../ports/job-store.ts";
import { rejudgeCommit, showCommit } from "../../../use-cases/rejudge-commit.ts";
import { putJob } from "../queues/folding-queue.ts";
import type { Surroundings } from "./surroundings.ts";
import { type CommitJob, COMMITS } from "../queues/commits.ts";
import { putGate } from "./put-gate.ts";

/** GitHub's faults mostly pass within seconds; after so many tries a commit is shown as not judged. */
const PATIENCE_WITH_GITHUB = 3;

/**
 * Finds the open pull requests of a commit. One without any is judged by itself where somebody asked for
 * it: GitHub shows what was asked for again as going on until there is an answer.
 */
export function handleCommit(surroundings: Surroundings): Handler<CommitJob> {
  const { store, pullRequests, engine, log } = surroundings;
  return async ({ data, attempt }, signal) => {
    const { repository, sha, rewrite, ranOn } = data;
    const open = await pullRequests.withHead(repository, sha, ranOn);
    for (const pullRequest of open) {
      const again = rewrite && { rewrite: { headSha: sha } };
      await putGate(surroundings, { repository, pullRequest, ...again });
    }
    if (!rewrite || open.length > 0) return;
    const ports = await surroundings.ports.ofCommits(repository);
    const verdict = await rejudgeCommit(sha, ports, engine);
    if (verdict.unavailable !== undefined && attempt < PATIENCE_WITH_GITHUB) {
      throw new UpstreamError(verdict.unavailable);
    }
    signal.throwIfAborted();
    await showCommit(verdict, ports, engine);
    log.info({ repository: repository.id, sha, pullRequests: verdict.commit.pullRequests.map(({ number }) => number) }, "judged a commit by itself"); // prettier-ignore
    if (verdict.validUntil === undefined) return;
    await putJob(store, COMMITS, data, Date.parse(verdict.validUntil));
  };
}

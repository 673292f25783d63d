import { workflowPath } from "../core/model/ci-report.ts";
import type { AppRequest } from "../core/model/request.ts";
import { groupRequest } from "./group-request.ts";
import { type RepositoryPayload, repositoryOf } from "./payload.ts";

export interface WorkflowRunPayload extends RepositoryPayload {
  readonly workflow_run: {
    readonly path: string;
    readonly head_sha: string;
    readonly head_branch: string | null;
    readonly head_repository?: { readonly id: number } | null;
    readonly run_attempt?: number;
  };
}

/**
 * A run has ended, or one that had is at it again. That a first attempt begins tells nothing new: it is
 * judged with the push that it comes from. The payload's list of pull requests is empty for forks, so that
 * they are looked up by commit; what a merge queue made is known by its branch.
 */
export function workflowRun(payload: WorkflowRunPayload): AppRequest | undefined {
  const { action, workflow_run: run } = payload;
  const again = action === "in_progress" && (run.run_attempt ?? 1) > 1;
  if (action !== "completed" && !again) return undefined;
  const repository = repositoryOf(payload);
  const finished = workflowPath(run.path);
  const group = groupRequest(repository, run.head_sha, run.head_branch);
  if (group !== undefined) return { ...group, finished };
  const { head_sha: sha, head_branch: name, head_repository: home } = run;
  const ranOn = name !== null && home ? { ranOn: { name, repository: home.id } } : {};
  return { type: "gate-commit", repository, sha, rewrite: false, finished, ...ranOn };
}

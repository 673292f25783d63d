import type { AppRequest } from "../core/model/request.ts";
import { type RepositoryPayload, repositoryOf, type Self } from "./payload.ts";

export interface CheckRunPayload extends RepositoryPayload {
  readonly check_run: {
    readonly name: string;
    readonly head_sha: string;
    readonly app: { readonly id: number } | null;
  };
}

/**
 * Re-run was pressed on one of our runs, or a run of somebody else finished. The payload's list of pull
 * requests is empty for forks, so they are looked up by commit.
 */
export function checkRun(payload: CheckRunPayload, self: Self): AppRequest | undefined {
  const { check_run: run, action } = payload;
  const own = run.app?.id === self.appId;
  const asked = { repository: repositoryOf(payload), sha: run.head_sha };
  if (action === "rerequested" && own) return { type: "gate-commit", ...asked, rewrite: true };
  return action === "completed" && !own
    ? { type: "gate-commit", ...asked, rewrite: false, finished: run.name }
    : undefined;
}

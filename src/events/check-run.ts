import { BUTTONS, isButton } from "../core/model/button.ts";
import type { AppRequest } from "../core/model/request.ts";
import { groupRequest } from "./group-request.ts";
import { type RepositoryPayload, repositoryOf, type Self } from "./payload.ts";

export interface CheckRunPayload extends RepositoryPayload {
  readonly check_run: {
    readonly name: string;
    readonly head_sha: string;
    readonly app: { readonly id: number } | null;
    readonly check_suite?: { readonly head_branch?: string | null };
    readonly pull_requests?: readonly {
      readonly number: number;
      readonly head: { readonly sha: string };
    }[];
  };
  /** Of a button that was pressed. */
  readonly requested_action?: { readonly identifier: string };
}

/**
 * Re-run or a button was pressed on one of our runs, or a run of somebody else finished. The payload's list
 * of pull requests is empty for forks, so they are looked up by commit; what a merge queue made is known by
 * its branch.
 */
export function checkRun(payload: CheckRunPayload, self: Self): AppRequest | undefined {
  const { check_run: run, action } = payload;
  const own = run.app?.id === self.appId;
  if (action === "requested_action" && own) return press(payload);
  const rewrite = action === "rerequested" && own;
  if (!rewrite && (action !== "completed" || own)) return undefined;
  const repository = repositoryOf(payload);
  const group = groupRequest(repository, run.head_sha, run.check_suite?.head_branch);
  const finished = rewrite ? {} : { finished: run.name };
  return group === undefined
    ? { type: "gate-commit", repository, sha: run.head_sha, rewrite, ...finished }
    : { ...group, ...(rewrite && { rewrite }), ...finished };
}

function press(payload: CheckRunPayload): AppRequest | undefined {
  const { check_run: run, requested_action: pressed, sender } = payload;
  const identifier = pressed?.identifier ?? "";
  if (!isButton(identifier) || sender?.type !== "User") return undefined;
  return {
    type: "press",
    repository: repositoryOf(payload),
    sha: run.head_sha,
    pullRequests: (run.pull_requests ?? [])
      .filter(({ head }) => head.sha === run.head_sha)
      .map(({ number }) => number),
    actor: { id: sender.id, login: sender.login, bot: false },
    body: BUTTONS[identifier].command,
  };
}

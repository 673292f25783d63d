import type { AppRequest } from "../core/model/request.ts";
import { groupRequest } from "./group-request.ts";
import { type RepositoryPayload, repositoryOf, type Self } from "./payload.ts";

export interface CheckSuitePayload extends RepositoryPayload {
  readonly check_suite: {
    readonly head_sha: string;
    readonly head_branch?: string | null;
    readonly app: { readonly id: number } | null;
  };
}

/** Re-run was pressed on all of our runs of a commit. */
export function checkSuite(payload: CheckSuitePayload, self: Self): AppRequest | undefined {
  const { action, check_suite: suite } = payload;
  if (action !== "rerequested" || suite.app?.id !== self.appId) return undefined;
  const repository = repositoryOf(payload);
  const group = groupRequest(repository, suite.head_sha, suite.head_branch);
  return group === undefined
    ? { type: "gate-commit", repository, sha: suite.head_sha, rewrite: true }
    : { ...group, rewrite: true };
}

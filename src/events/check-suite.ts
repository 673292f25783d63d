import type { AppRequest } from "../core/model/request.ts";
import { type RepositoryPayload, repositoryOf, type Self } from "./payload.ts";

export interface CheckSuitePayload extends RepositoryPayload {
  readonly check_suite: {
    readonly head_sha: string;
    readonly app: { readonly id: number } | null;
  };
}

/** Re-run was pressed on all of our runs of a commit. */
export function checkSuite(payload: CheckSuitePayload, self: Self): AppRequest | undefined {
  return payload.action === "rerequested" && payload.check_suite.app?.id === self.appId
    ? {
        type: "gate-commit",
        repository: repositoryOf(payload),
        sha: payload.check_suite.head_sha,
        rewrite: true,
      }
    : undefined;
}

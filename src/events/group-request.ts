import type { RepositoryRef } from "../core/model/change.ts";
import { parseGroupRef } from "../core/model/merge-group.ts";
import type { AppRequest } from "../core/model/request.ts";

/** What a check on a commit asks for where a merge queue made the commit; undefined where it did not. */
export function groupRequest(
  repository: RepositoryRef,
  headSha: string,
  branch: string | null | undefined,
): Extract<AppRequest, { readonly type: "gate-group" }> | undefined {
  const headRef = `refs/heads/${branch ?? ""}`;
  const named = parseGroupRef(headRef);
  return named && { type: "gate-group", repository, headSha, headRef, baseRef: named.branch };
}

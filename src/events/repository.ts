import type { AppRequest } from "../core/model/request.ts";
import { type RepositoryPayload, repositoryOf } from "./payload.ts";

/**
 * A repository was renamed, moved, archived or given another default branch. What was to be done for one
 * that has another owner the installation before cannot do any more.
 */
export function repository(payload: RepositoryPayload): AppRequest {
  return payload.action === "transferred"
    ? { type: "gate-open", repository: repositoryOf(payload) }
    : { type: "forget", repository: payload.repository.id };
}

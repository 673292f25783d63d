import type { AppRequest } from "../core/model/request.ts";
import type { RepositoryPayload } from "./payload.ts";

/** A repository was renamed, moved, archived or given another default branch. */
export function repository(payload: RepositoryPayload): AppRequest {
  return { type: "forget", repository: payload.repository.id };
}

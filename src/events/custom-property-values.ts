import type { AppRequest } from "../core/model/request.ts";
import { type RepositoryPayload, repositoryOf } from "./payload.ts";

/** The organisation gave a repository other custom properties: its policy may be for it now, or no longer. */
export function customPropertyValues(payload: RepositoryPayload): AppRequest {
  return { type: "properties-changed", repository: repositoryOf(payload) };
}

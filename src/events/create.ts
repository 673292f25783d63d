import type { AppRequest } from "../core/model/request.ts";
import { type RepositoryPayload, repositoryOf } from "./payload.ts";

export interface CreatePayload extends RepositoryPayload {
  readonly ref: string;
  readonly ref_type: string;
}

/** A new tag may register a version. No pull request is there before its base branch. */
export function create(payload: CreatePayload): AppRequest | undefined {
  return payload.ref_type === "tag"
    ? { type: "gate-open", repository: repositoryOf(payload) }
    : undefined;
}

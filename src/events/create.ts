import type { AppRequest } from "../core/model/request.ts";
import { type RepositoryPayload, repositoryOf } from "./payload.ts";

export interface CreatePayload extends RepositoryPayload {
  readonly ref: string;
  readonly ref_type: string;
}

/** A new tag may register a version; a new branch may be one that a check covers. */
export function create(payload: CreatePayload): AppRequest | undefined {
  const repository = repositoryOf(payload);
  if (payload.ref_type === "tag") return { type: "gate-open", repository };
  return payload.ref_type === "branch"
    ? { type: "gate-open", repository, baseRef: payload.ref }
    : undefined;
}

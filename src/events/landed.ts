import type { AppRequest } from "../core/model/request.ts";
import { type RepositoryPayload, repositoryOf } from "./payload.ts";

export interface LandedPayload extends RepositoryPayload {
  readonly ref: string;
  readonly before: string;
  readonly after: string;
  readonly created?: boolean;
  readonly deleted?: boolean;
}

/** A branch took in commits. One that is made or goes away took in nothing. */
export function landed(payload: LandedPayload): AppRequest | undefined {
  const { ref, before, after, created, deleted, repository } = payload;
  const [, branch] = /^refs\/heads\/(.+)$/.exec(ref) ?? [];
  if (branch === undefined || created || deleted) return undefined;
  const ofDefault = branch === repository.default_branch;
  return { type: "pushed", repository: repositoryOf(payload), branch, before, after, ofDefault };
}

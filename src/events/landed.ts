import type { AppRequest } from "../core/model/request.ts";
import { type RepositoryPayload, repositoryOf } from "./payload.ts";

export interface LandedPayload extends RepositoryPayload {
  readonly ref: string;
  readonly before: string;
  readonly after: string;
  readonly created?: boolean;
  readonly deleted?: boolean;
}

/** A branch took in commits, those that it was made with included. One that goes away took in nothing. */
export function landed(payload: LandedPayload): AppRequest | undefined {
  const { ref, before, after, created, deleted, repository } = payload;
  const [, branch] = /^refs\/heads\/(.+)$/.exec(ref) ?? [];
  if (branch === undefined || deleted) return undefined;
  // What a repository begins with is what everything else is compared with.
  if (created && branch === repository.default_branch) return undefined;
  const made = created === true && { created };
  return { type: "pushed", repository: repositoryOf(payload), branch, before, after, ...made };
}

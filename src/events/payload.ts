import type { RepositoryRef } from "../core/model/change.ts";

/** The parts of a webhook payload that every event of a repository has (docs: webhook-events-and-payloads). */
export interface RepositoryPayload {
  readonly action?: string;
  readonly installation?: { readonly id: number };
  readonly repository: {
    readonly id: number;
    readonly name: string;
    readonly owner: { readonly login: string };
    readonly archived?: boolean;
    readonly default_branch?: string;
  };
  readonly sender?: { readonly id: number; readonly login: string; readonly type: string };
}

/** What the App knows about itself. */
export interface Self {
  readonly appId: number;
}

/** The repository that a payload is about, with the installation that may act there. */
export function repositoryOf({ repository, installation }: RepositoryPayload): RepositoryRef {
  return {
    id: repository.id,
    owner: repository.owner.login,
    name: repository.name,
    installation: installation?.id ?? 0,
  };
}

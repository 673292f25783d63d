import type { RepositoryRef } from "../core/model/change.ts";
import type { AppRequest } from "../core/model/request.ts";

export interface InstallationPayload {
  readonly action: string;
  readonly installation: { readonly id: number };
  /** With `created`. */
  readonly repositories?: readonly ListedRepository[];
  /** With `added`. */
  readonly repositories_added?: readonly ListedRepository[];
}

interface ListedRepository {
  readonly id: number;
  readonly full_name: string;
}

/** The App came to an account, got other permissions, or left. */
export function installation(payload: InstallationPayload): AppRequest {
  const { id } = payload.installation;
  if (payload.action === "created") return installed(id, payload.repositories);
  return payload.action === "deleted" || payload.action === "suspend"
    ? { type: "forget", installation: id }
    : { type: "sweep-installation", installation: id };
}

/** Repositories came to an installation or left it. */
export function installationRepositories(payload: InstallationPayload): AppRequest {
  const { id } = payload.installation;
  return payload.action === "added"
    ? installed(id, payload.repositories_added)
    : { type: "sweep-installation", installation: id };
}

function installed(
  installation: number,
  listed: readonly ListedRepository[] = [],
): Extract<AppRequest, { type: "installed" }> {
  const repositories = listed.flatMap(({ id, full_name: name }): RepositoryRef[] => {
    const [owner, repository] = name.split("/");
    return owner === undefined || repository === undefined
      ? []
      : [{ id, owner, name: repository, installation }];
  });
  return { type: "installed", installation, repositories };
}

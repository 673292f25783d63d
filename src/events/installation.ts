import type { AppRequest } from "../core/model/request.ts";

export interface InstallationPayload {
  readonly action: string;
  readonly installation: { readonly id: number };
}

/** The App came to an account, got other permissions, or left. */
export function installation(payload: InstallationPayload): AppRequest {
  const { id } = payload.installation;
  return payload.action === "deleted" || payload.action === "suspend"
    ? { type: "forget", installation: id }
    : { type: "sweep-installation", installation: id };
}

/** Repositories came to an installation or left it. */
export function installationRepositories(payload: InstallationPayload): AppRequest {
  return { type: "sweep-installation", installation: payload.installation.id };
}

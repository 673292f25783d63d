import type { AppRequest } from "../core/model/request.ts";
import { type RepositoryPayload, repositoryOf } from "./payload.ts";

export interface DeploymentProtectionRulePayload extends RepositoryPayload {
  readonly environment?: string;
  readonly sha?: string;
  readonly ref?: string;
  readonly deployment_callback_url?: string;
}

/**
 * A deployment waits for us. Of the address to answer at only the run's number is read: whatever else it
 * says, we answer where all our requests go.
 */
export function deploymentProtectionRule(
  payload: DeploymentProtectionRulePayload,
): AppRequest | undefined {
  const { action, environment, sha, ref = "", deployment_callback_url: url = "" } = payload;
  const [, run] = /\/actions\/runs\/(\d+)\/deployment_protection_rule$/.exec(url) ?? [];
  if (action !== "requested" || environment === undefined || run === undefined) return undefined;
  return {
    type: "deploy",
    repository: repositoryOf(payload),
    environment,
    sha: sha ?? "",
    ref: ref.replace(/^refs\/(?:heads|tags)\//, ""),
    run: Number(run),
  };
}

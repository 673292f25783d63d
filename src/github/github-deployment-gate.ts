import { known, unavailable } from "../core/model/fact.ts";
import type { DeploymentRequest } from "../core/model/deployment-request.ts";
import type { DeploymentGate } from "../ports/deployment-gate.ts";
import type { InstallationClient } from "./installation-client.ts";

/** What GitHub says where we may not answer, or where nothing waits any more. */
const REFUSED = new Set([403, 404, 422]);

/** Answers a deployment that waits for this App's protection rule. */
export function githubDeploymentGate(
  client: InstallationClient,
  { repository: { owner, name: repo }, environment, run }: DeploymentRequest,
): DeploymentGate {
  return {
    async answer({ state, comment }) {
      try {
        await client.rest(
          "POST /repos/{owner}/{repo}/actions/runs/{run_id}/deployment_protection_rule",
          { owner, repo, run_id: run, environment_name: environment, state, comment },
        );
        return known(undefined);
      } catch (error) {
        const { status = 0, message = "" } = error as { status?: number; message?: string };
        if (!REFUSED.has(status)) throw error;
        return unavailable("not-visible", `GitHub answered ${status}: ${message}`);
      }
    },
  };
}

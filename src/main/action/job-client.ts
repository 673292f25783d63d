import { Octokit as Core } from "@octokit/core";
import { installationClient, type InstallationClient } from "../../github/installation-client.ts";
import { createRequestScheduler } from "../../github/request-scheduler.ts";
import { withGraphqlAt } from "../../github/with-graphql-at.ts";
import type { Clock } from "../../ports/clock.ts";
import { systemClock } from "../../queue/system-clock.ts";
import { VERSION } from "../version.ts";
import type { Job } from "./job.ts";

/** Access to GitHub, or to a GitHub Enterprise Server, by a token. */
export function jobClient(
  { apiUrl, graphqlUrl }: Pick<Job, "apiUrl" | "graphqlUrl">,
  token: string,
  clock: Clock,
): InstallationClient {
  const octokit = new Core({
    auth: token,
    baseUrl: apiUrl,
    userAgent: `mltrl-gate/${VERSION}`,
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
  });
  const scheduler = createRequestScheduler({ ...systemClock, now: () => clock.now() });
  // Nothing is kept for others: there are none that this process knows of.
  return installationClient(withGraphqlAt(graphqlUrl, octokit), 0, scheduler, undefined, "queue");
}

function ignore(): void {
  // What fails is told with the verdict.
}

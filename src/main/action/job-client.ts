import { Octokit as Core } from "@octokit/core";
import type { InstallationClient } from "../../github/installation-client.ts";
import type { Patience } from "../../github/timed-fetch.ts";
import type { Clock } from "../../ports/clock.ts";
import { githubFetch } from "../github-fetch.ts";
import { soleClient } from "../github-ports/sole-client.ts";
import { VERSION } from "../version.ts";
import type { Job } from "./job.ts";

/** How a job asks GitHub. */
export interface JobAccess {
  readonly token: string;
  readonly clock: Clock;
  readonly patience: Patience;
}

/** Access to GitHub, or to a GitHub Enterprise Server, by a token. */
export function jobClient(
  { apiUrl, graphqlUrl }: Pick<Job, "apiUrl" | "graphqlUrl">,
  { token, clock, patience }: JobAccess,
): InstallationClient {
  const octokit = new Core({
    auth: token,
    baseUrl: apiUrl,
    userAgent: `mltrl-gate/${VERSION}`,
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    request: { fetch: githubFetch(patience) },
  });
  return soleClient(octokit, { graphqlUrl, installation: 0 }, clock);
}

function ignore(): void {
  // What fails is told with the verdict.
}

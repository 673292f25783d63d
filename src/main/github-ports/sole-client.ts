import { installationClient, type InstallationClient, type Octokit } from "../../github/installation-client.ts"; // prettier-ignore
import { createRequestScheduler } from "../../github/limits/request-scheduler.ts";
import { withGraphqlAt } from "../../github/with-graphql-at.ts";
import type { Clock } from "../../ports/clock.ts";
import { systemClock } from "../../queue/system-clock.ts";

/** The access of a process that somebody waits for, and that knows of no others for whom to keep anything. */
export function soleClient(
  octokit: Octokit,
  { graphqlUrl, installation }: { readonly graphqlUrl: string; readonly installation: number },
  clock: Clock,
): InstallationClient {
  const scheduler = createRequestScheduler({ ...systemClock, now: () => clock.now() });
  const access = withGraphqlAt(graphqlUrl, octokit);
  return installationClient(access, installation, scheduler, undefined, "queue");
}

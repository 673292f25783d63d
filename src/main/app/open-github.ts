import type { Logger } from "pino";
import { Probot, ProbotOctokit } from "probot";
import { appFetch } from "../../github/app-fetch.ts";
import type { Octokit } from "../../github/installation-client.ts";
import { createTokenCache } from "../../github/token-cache.ts";
import { withGraphqlAt } from "../../github/with-graphql-at.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Telemetry } from "../../ports/telemetry.ts";
import { logOfProbot } from "../../telemetry/app-log.ts";
import { observedFetch } from "../../telemetry/observed-fetch.ts";
import { graphqlAddress } from "../github-address.ts";

export interface AccessOptions {
  readonly appId: number;
  /** The one in use, and the one before it while one replaces the other. */
  readonly privateKeys: readonly string[];
  readonly apiUrl: string;
  readonly log: Logger;
  readonly clock: Clock;
  readonly telemetry: Pick<Telemetry, "requested">;
}

/** Access to GitHub: as the App itself, and as each of its installations. */
export interface GithubAccess {
  readonly probot: Probot;
  readonly self: Awaited<ReturnType<Probot["auth"]>>;
  /** Octokit of an installation; `forgetToken` has it get another token. */
  readonly ofInstallation: (
    id: number,
  ) => Promise<{ readonly octokit: Octokit; readonly forgetToken: () => void }>;
}

/** Makes Probot, whose every request is versioned, signed with a key that GitHub takes, and told of. */
export async function openGithub(options: AccessOptions): Promise<GithubAccess> {
  const { appId, privateKeys, apiUrl, log, clock, telemetry } = options;
  const send = appFetch(fetch, privateKeys, (key) =>
    log.warn(
      { key },
      `GitHub refused the App's other private key; the ${key} one is used from now on`,
    ),
  );
  const probot = new Probot({
    appId,
    privateKey: privateKeys[0] ?? "",
    // Webhooks are verified before they get to Probot, which would take a secret of its own otherwise.
    secret: "verified already",
    baseUrl: apiUrl,
    log: logOfProbot(log),
    request: { fetch: observedFetch(send, telemetry, log) },
    // Probot's own throttle lets one write a second through for all installations together.
    Octokit: ProbotOctokit.defaults((defaults: object) => ({
      ...defaults,
      throttle: { enabled: false },
      retry: { enabled: false },
    })),
  });
  await probot.ready();
  const self = await probot.auth();
  const graphql = graphqlAddress(apiUrl);
  return {
    probot,
    self,
    async ofInstallation(installationId) {
      const tokens = createTokenCache(clock);
      const factory = ({ octokit, octokitOptions }: Parts): Octokit => {
        const Made = octokit.constructor as new (options: object) => Octokit;
        // As Probot makes it, with its token kept where we can take it away.
        const auth = { ...octokitOptions.auth, cache: tokens, installationId };
        return new Made({ ...octokitOptions, auth });
      };
      const octokit = (await self.auth({
        type: "installation",
        installationId,
        factory,
      })) as Octokit;
      return { octokit: withGraphqlAt(graphql, octokit), forgetToken: () => tokens.clear() };
    },
  };
}

interface Parts {
  readonly octokit: { readonly constructor: unknown };
  readonly octokitOptions: { readonly auth: object };
}

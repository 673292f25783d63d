import type { Logger } from "pino";
import type { Probot } from "probot";
import { appFetch } from "../../github/app-fetch.ts";
import {
  type ClientOf,
  installationClient,
  type Octokit,
} from "../../github/installation-client.ts";
import {
  createRequestScheduler,
  type RequestScheduler,
} from "../../github/limits/request-scheduler.ts";
import { type Patience, PATIENCE } from "../../github/timed-fetch.ts";
import { createTokenCache } from "../../github/caches/token-cache.ts";
import { withGraphqlAt } from "../../github/with-graphql-at.ts";
import type { AlarmClock } from "../../ports/clock.ts";
import type { Telemetry } from "../../ports/telemetry.ts";
import { logOfProbot } from "../../telemetry/app-log.ts";
import { observedFetch } from "../../telemetry/observed-fetch.ts";
import { graphqlAddress } from "../github-address.ts";
import { githubFetch } from "../github-fetch.ts";
import { openProbot } from "../open-probot.ts";
import { once, remembered } from "./remembered.ts";
import { watchLimits } from "./watch-limits.ts";

export interface AccessOptions {
  readonly appId: number;
  /** The one in use, and the one before it while one replaces the other. */
  readonly privateKeys: readonly string[];
  readonly apiUrl: string;
  readonly log: Logger;
  readonly clock: AlarmClock;
  readonly telemetry: Pick<Telemetry, "requested" | "heldUp">;
  /** How long an answer of GitHub's is waited for, where it is not as usual. */
  readonly patience?: Patience | undefined;
}

/** Access to GitHub: as the App itself, and as each of its installations. */
export interface GithubAccess {
  readonly probot: Probot;
  readonly self: Self;
  readonly clientOf: ClientOf;
  /** What the App is called as an author. */
  readonly login: () => Promise<string>;
  /** How far each installation's limits are used up. */
  readonly hours: RequestScheduler["hours"];
}

type Self = Awaited<ReturnType<Probot["auth"]>>;

/** Signs in as the App. Requests of an installation share its limits, and are told of. */
export async function openGithub(options: AccessOptions): Promise<GithubAccess> {
  const { apiUrl, log, clock, telemetry } = options;
  const probot = await openApp(options);
  const self = await probot.auth();
  const scheduler = createRequestScheduler(clock, watchLimits(telemetry, log, clock));
  // Making a client takes longer than using it; its token renews itself.
  const accessOf = remembered((id) => openInstallation(id, self, graphqlAddress(apiUrl), clock));
  return {
    probot,
    self,
    async clientOf(installation, priority) {
      const { octokit, forgetToken } = await accessOf(installation);
      return installationClient(octokit, installation, scheduler, forgetToken, priority);
    },
    login: once(async () => {
      const { data } = await self.request("GET /app");
      return `${data?.slug ?? ""}[bot]`;
    }),
    hours: () => scheduler.hours(),
  };
}

/** Signs in as the App; every request is versioned, signed with a key that GitHub takes, and told of. */
function openApp({
  appId,
  privateKeys,
  apiUrl,
  log,
  telemetry,
  patience = PATIENCE,
}: AccessOptions): Promise<Probot> {
  const send = appFetch(githubFetch(patience), privateKeys, (key) =>
    log.warn(
      { key },
      `GitHub refused the App's other private key; the ${key} one is used from now on`,
    ),
  );
  return openProbot({
    rights: { appId, privateKey: privateKeys[0] ?? "" },
    apiUrl,
    log: logOfProbot(log),
    send: observedFetch(send, telemetry, log),
  });
}

/** Octokit of an installation; `forgetToken` has it get another token. */
interface InstallationAccess {
  readonly octokit: Octokit;
  readonly forgetToken: () => void;
}

async function openInstallation(
  installationId: number,
  self: Self,
  graphqlUrl: string,
  clock: AlarmClock,
): Promise<InstallationAccess> {
  const tokens = createTokenCache(clock);
  const factory = ({ octokit, octokitOptions }: Parts): Octokit => {
    const Made = octokit.constructor as new (options: object) => Octokit;
    // As Probot makes it, with its token kept where we can take it away.
    const auth = { ...octokitOptions.auth, cache: tokens, installationId };
    return new Made({ ...octokitOptions, auth });
  };
  const octokit = (await self.auth({ type: "installation", installationId, factory })) as Octokit;
  return { octokit: withGraphqlAt(graphqlUrl, octokit), forgetToken: () => tokens.clear() };
}

interface Parts {
  readonly octokit: { readonly constructor: unknown };
  readonly octokitOptions: { readonly auth: object };
}

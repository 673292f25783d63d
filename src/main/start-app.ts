import { pino } from "pino";
import { Probot, ProbotOctokit } from "probot";
import type { Catalogue } from "../core/model/rule.ts";
import { createPropertyCache } from "../github/custom-properties.ts";
import { grantsOfApp } from "../github/github-grants.ts";
import { githubInstallations } from "../github/github-installations.ts";
import { createPeopleCache } from "../github/people-cache.ts";
import { githubPullRequests } from "../github/github-pull-requests.ts";
import { installationClient, type Octokit } from "../github/installation-client.ts";
import { createRequestScheduler } from "../github/request-scheduler.ts";
import { createTokenCache, type TokenCache } from "../github/token-cache.ts";
import { createWebhookServer } from "../github/webhook-server.ts";
import { openSqliteJobStore } from "../queue/sqlite-job-store.ts";
import { seenOrganizations } from "../queue/seen-organizations.ts";
import { systemClock } from "../queue/system-clock.ts";
import { bundleVerifier } from "../sigstore/bundle-verifier.ts";
import { acceptRequest } from "./accept-request.ts";
import { githubPorts } from "./github-ports.ts";
import type { Surroundings } from "./job-handlers.ts";
import { DELIVERIES, SWEEPS } from "./job-queues.ts";
import { putJob } from "./folding-queue.ts";
import { createRepositoryMemory } from "./repository-memory.ts";
import { VERSION } from "./version.ts";
import { registerEvents } from "./webhook-routes.ts";
import { QUEUES, startWorkers } from "./workers.ts";

/** Everything the App has to be told. */
export interface AppOptions {
  readonly appId: number;
  /** What it judges by. */
  readonly catalogue: Catalogue;
  readonly privateKey: string;
  /** One, or two while one replaces the other. */
  readonly webhookSecrets: readonly string[];
  /** `https://api.github.com`, or `https://HOST/api/v3` of a GitHub Enterprise Server. */
  readonly apiUrl: string;
  readonly webUrl: string;
  /** Whom signatures are taken of: trust roots of Sigstore in JSON, one a line. Without them none is checked. */
  readonly trustRoot?: string | undefined;
  /** Where deliveries and jobs are kept. */
  readonly dataDirectory: string;
  readonly host: string;
  readonly port: number;
  readonly logLevel: string;
  /** How often lost events are looked for, in milliseconds. */
  readonly sweepEvery: number;
  /** How often what runs is looked at, in milliseconds. */
  readonly lookEvery: number;
  /** How soon it is looked for the first time whether what a verdict waits for is there, in milliseconds. */
  readonly waitFirst: number;
  /** How far apart repositories are judged again after a change of their organisation's policy, in milliseconds. */
  readonly apart: number;
  /** The App greets the repositories that it comes to where they are no more than this at once. */
  readonly greetUpTo: number;
}

export interface RunningApp {
  readonly port: number;
  stop(): Promise<void>;
}

/** GitHub redelivers for three days, an Enterprise Server for seven; so long a delivery is known again. */
const REMEMBERED = 8 * 24 * 3_600_000;

/** Starts the App: webhooks are persisted before they are answered, workers do the rest. */
export async function startApp(options: AppOptions): Promise<RunningApp> {
  const log = pino({
    level: options.logLevel,
    redact: ["req.headers.authorization", "req.headers.cookie"],
  });
  const probot = new Probot({
    appId: options.appId,
    privateKey: options.privateKey,
    secret: options.webhookSecrets[0] ?? "",
    baseUrl: options.apiUrl,
    log: log.child({ name: "probot" }),
    // Probot's own throttle lets one write a second through for all installations together.
    Octokit: ProbotOctokit.defaults((defaults: object) => ({
      ...defaults,
      throttle: { enabled: false },
      retry: { enabled: false },
    })),
  });
  await probot.ready();
  const scheduler = createRequestScheduler(systemClock);
  const self = await probot.auth();
  const clientOf = remembered(async (installation: number) => {
    const tokens = createTokenCache(systemClock);
    const octokit = await installationOctokit(self, installation, tokens);
    return installationClient(octokit, installation, scheduler, () => tokens.clear());
  });
  const store = openSqliteJobStore({
    directory: options.dataDirectory,
    queues: QUEUES,
    clock: systemClock,
    random: Math.random,
    report: (error) => log.error({ err: error }, "the job store failed"),
  });
  const login = once(async () => {
    const { data } = await self.request("GET /app");
    return `${data?.slug ?? ""}[bot]`;
  });
  const properties = createPropertyCache(systemClock);
  const organization = { seen: seenOrganizations(options.dataDirectory), properties };
  const { appId, webUrl, dataDirectory } = options;
  const people = createPeopleCache(systemClock);
  const verify = bundleVerifier({ trustRoot: options.trustRoot, webUrl });
  const ports = githubPorts(
    clientOf,
    appId,
    webUrl,
    login,
    dataDirectory,
    organization,
    people,
    verify,
  );
  const memory = createRepositoryMemory(systemClock);
  const surroundings: Surroundings = {
    store,
    memory,
    clock: systemClock,
    probot,
    engine: { catalogue: options.catalogue, version: VERSION },
    log,
    pullRequests: githubPullRequests(clientOf, options.appId),
    installations: githubInstallations(self, clientOf),
    portsOf: ports.ofPullRequest,
    commandPortsOf: ports.ofCommand,
    groupPortsOf: ports.ofGroup,
    protectionPortsOf: ports.ofProtection,
    watchPortsOf: ports.ofDeployments,
    commitPortsOf: ports.ofCommits,
    recordPortsOf: ports.ofMerged,
    pushPortsOf: ports.ofPush,
    tagPortsOf: ports.ofTags,
    setupPortsOf: async (repository) => ({
      ...(await ports.ofSetup(repository)),
      grants: grantsOfApp(self, repository.installation),
    }),
    appId: options.appId,
    lookEvery: options.lookEvery,
    waitFirst: options.waitFirst,
    apart: options.apart,
  };
  registerEvents(
    probot,
    { appId: options.appId },
    acceptRequest({
      store,
      memory,
      clock: systemClock,
      properties,
      people,
      greetUpTo: options.greetUpTo,
    }),
  );
  startWorkers(store, surroundings);
  const server = createWebhookServer({
    secrets: options.webhookSecrets,
    accept: ({ id, event, payload }) => store.add(DELIVERIES, { id, data: { event, payload } }),
    health: () => ({ version: VERSION }),
    readiness: async () => ({ ready: true, queues: await store.counts() }),
    logger: log,
  });
  const port = await server.listen(options.port, options.host);
  const sweep = (): void => {
    Promise.all([
      putJob(store, SWEEPS, { installation: 0 }),
      store.forget(systemClock.now() - REMEMBERED),
    ]).catch((error: unknown) => log.error({ err: error }, "a sweep could not be planned"));
  };
  sweep();
  const timer = setInterval(sweep, options.sweepEvery);
  return {
    port,
    async stop() {
      clearInterval(timer);
      await server.close();
      await store.close();
    },
  };
}

/** Octokit of an installation, as Probot makes it, with its token kept where we can take it away. */
function installationOctokit(
  self: Awaited<ReturnType<Probot["auth"]>>,
  installationId: number,
  cache: TokenCache,
): Promise<Octokit> {
  interface Parts {
    readonly octokit: { readonly constructor: unknown };
    readonly octokitOptions: { readonly auth: object };
  }
  return self.auth({
    type: "installation",
    installationId,
    factory: ({ octokit, octokitOptions }: Parts) => {
      const Made = octokit.constructor as new (options: object) => Octokit;
      const auth = { ...octokitOptions.auth, cache, installationId };
      return new Made({ ...octokitOptions, auth });
    },
  }) as Promise<Octokit>;
}

/** Making a client takes longer than using it; its token renews itself. */
function remembered<T>(make: (key: number) => Promise<T>): (key: number) => Promise<T> {
  const made = new Map<number, Promise<T>>();
  return (key) => {
    const found = made.get(key) ?? make(key);
    made.set(key, found);
    found.catch(() => made.delete(key));
    return found;
  };
}

/** Asks once; what fails is asked again. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  const asked = remembered(ask);
  return () => asked(0);
}

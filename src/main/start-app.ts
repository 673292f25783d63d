import { pino, type Logger } from "pino";
import { Probot, ProbotOctokit } from "probot";
import { catalogue } from "../generated/catalogue.ts";
import { createPropertyCache } from "../github/custom-properties.ts";
import { grantsOfApp } from "../github/github-grants.ts";
import { githubInstallations } from "../github/github-installations.ts";
import { createPeopleCache } from "../github/people-cache.ts";
import { githubPullRequests } from "../github/github-pull-requests.ts";
import { installationClient, type Octokit } from "../github/installation-client.ts";
import { createRequestScheduler } from "../github/request-scheduler.ts";
import { createWebhookServer } from "../github/webhook-server.ts";
import type { JobStore } from "../ports/job-store.ts";
import { openSqliteJobStore } from "../queue/sqlite-job-store.ts";
import { seenOrganizations } from "../queue/seen-organizations.ts";
import { systemClock } from "../queue/system-clock.ts";
import { acceptRequest } from "./accept-request.ts";
import { githubPorts } from "./github-ports.ts";
import * as handlers from "./job-handlers.ts";
import {
  COMMANDS,
  PRESSES,
  COMMITS,
  DELIVERIES,
  DEPLOYMENTS,
  GATES,
  GROUPS,
  ORGANIZATIONS,
  PROTECTIONS,
  PUSHES,
  QUEUES,
  RECORDS,
  REPOSITORIES,
  SETUPS,
  SWEEPS,
  TAGS,
} from "./job-queues.ts";
import { handleCommand, handlePress } from "./handle-command.ts";
import { handleDeployments } from "./handle-deployments.ts";
import { handleGate } from "./handle-gate.ts";
import { handleGroup } from "./handle-group.ts";
import { handleProtection } from "./handle-protection.ts";
import { handlePush } from "./handle-push.ts";
import { handleRecords } from "./handle-records.ts";
import { handleSetup } from "./handle-setup.ts";
import { handleTags } from "./handle-tags.ts";
import { createRepositoryMemory } from "./repository-memory.ts";
import { VERSION } from "./version.ts";
import { registerEvents } from "./webhook-routes.ts";

/** Everything the App has to be told. */
export interface AppOptions {
  readonly appId: number;
  readonly privateKey: string;
  /** One, or two while one replaces the other. */
  readonly webhookSecrets: readonly string[];
  /** `https://api.github.com`, or `https://HOST/api/v3` of a GitHub Enterprise Server. */
  readonly apiUrl: string;
  readonly webUrl: string;
  /** Where deliveries and jobs are kept. */
  readonly dataDirectory: string;
  readonly host: string;
  readonly port: number;
  readonly logLevel: string;
  /** How often lost events are looked for, in milliseconds. */
  readonly sweepEvery: number;
  /** How often what runs is looked at, in milliseconds. */
  readonly lookEvery: number;
  /** How far apart repositories are judged again after a change of their organisation's policy, in milliseconds. */
  readonly apart: number;
  /** The App greets the repositories that it comes to where they are no more than this at once. */
  readonly greetUpTo: number;
}

export interface RunningApp {
  readonly port: number;
  stop(): Promise<void>;
}

/** Documented limit of a job is none; a verdict that takes this long, in milliseconds, hangs. */
const JOB_LIMIT = 60_000;
/** GitHub redelivers for three days, an Enterprise Server for seven; so long a delivery is known again. */
const REMEMBERED = 8 * 24 * 3_600_000;
const WORK = { lease: 30_000, limit: JOB_LIMIT } as const;

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
  const clientOf = remembered(async (installation: number) =>
    installationClient(
      (await probot.auth(installation)) as unknown as Octokit,
      installation,
      scheduler,
    ),
  );
  const store = openSqliteJobStore({
    directory: options.dataDirectory,
    queues: QUEUES,
    clock: systemClock,
    random: Math.random,
    report: (error) => log.error({ err: error }, "the job store failed"),
  });
  const self = await probot.auth();
  const login = once(async () => {
    const { data } = await self.request("GET /app");
    return `${data?.slug ?? ""}[bot]`;
  });
  const properties = createPropertyCache(systemClock);
  const organization = { seen: seenOrganizations(options.dataDirectory), properties };
  const { appId, webUrl, dataDirectory } = options;
  const people = createPeopleCache(systemClock);
  const ports = githubPorts(clientOf, appId, webUrl, login, dataDirectory, organization, people);
  const memory = createRepositoryMemory(systemClock);
  const surroundings: handlers.Surroundings = {
    store,
    memory,
    clock: systemClock,
    probot,
    engine: { catalogue, version: VERSION },
    log,
    pullRequests: githubPullRequests(clientOf, options.appId),
    installations: githubInstallations(self, clientOf),
    portsOf: ports.ofPullRequest,
    commandPortsOf: ports.ofCommand,
    groupPortsOf: ports.ofGroup,
    protectionPortsOf: ports.ofProtection,
    watchPortsOf: ports.ofDeployments,
    recordPortsOf: ports.ofMerged,
    pushPortsOf: ports.ofPush,
    tagPortsOf: ports.ofTags,
    setupPortsOf: async (repository) => ({
      ...(await ports.ofSetup(repository)),
      grants: grantsOfApp(self, repository.installation),
    }),
    appId: options.appId,
    lookEvery: options.lookEvery,
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
      store.put(SWEEPS, { key: "0", data: { installation: 0 } }),
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

function startWorkers(store: JobStore, surroundings: handlers.Surroundings): void {
  const { log } = surroundings;
  store.work(DELIVERIES, { ...WORK, concurrency: 20 }, handlers.handleDelivery(surroundings));
  store.work(GATES, { ...WORK, concurrency: 20 }, logged(log, handleGate(surroundings)));
  store.work(PROTECTIONS, { ...WORK, concurrency: 5 }, logged(log, handleProtection(surroundings)));
  store.work(GROUPS, { ...WORK, concurrency: 10 }, logged(log, handleGroup(surroundings)));
  store.work(
    COMMITS,
    { ...WORK, concurrency: 5 },
    logged(log, handlers.handleCommit(surroundings)),
  );
  store.work(
    REPOSITORIES,
    { ...WORK, concurrency: 5 },
    logged(log, handlers.handleRepository(surroundings)),
  );
  store.work(SWEEPS, { ...WORK, concurrency: 1 }, logged(log, handlers.handleSweep(surroundings)));
  store.work(
    ORGANIZATIONS,
    { ...WORK, concurrency: 1 },
    logged(log, handlers.handleOrganization(surroundings)),
  );
  store.work(COMMANDS, { ...WORK, concurrency: 5 }, logged(log, handleCommand(surroundings)));
  store.work(PRESSES, { ...WORK, concurrency: 5 }, logged(log, handlePress(surroundings)));
  store.work(PUSHES, { ...WORK, concurrency: 2 }, logged(log, handlePush(surroundings)));
  store.work(TAGS, { ...WORK, concurrency: 2 }, logged(log, handleTags(surroundings)));
  store.work(SETUPS, { ...WORK, concurrency: 2 }, logged(log, handleSetup(surroundings)));
  store.work(RECORDS, { ...WORK, concurrency: 5 }, logged(log, handleRecords(surroundings)));
  store.work(
    DEPLOYMENTS,
    { ...WORK, concurrency: 2 },
    logged(log, handleDeployments(surroundings)),
  );
}

/** The store tries a failed job again; people who run the App want to see why it failed. */
function logged<Job>(
  log: Logger,
  handler: (job: Job, signal: AbortSignal) => Promise<void>,
): (job: Job, signal: AbortSignal) => Promise<void> {
  return async (job, signal) => {
    try {
      await handler(job, signal);
    } catch (error) {
      log.warn({ err: error }, "a job failed and is tried again");
      throw error;
    }
  };
}

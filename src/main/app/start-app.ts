import type { Catalogue } from "../../core/model/rule.ts";
import { countedObjects } from "../../github/counted-objects.ts";
import { createPropertyCache } from "../../github/custom-properties.ts";
import { githubDeliveryLog } from "../../github/github-delivery-log.ts";
import { createExpectedReads } from "../../github/expected-reads.ts";
import { grantsOfApp } from "../../github/github-grants.ts";
import { githubInstallations } from "../../github/github-installations.ts";
import { githubOverview } from "../../github/github-overview.ts";
import { CACHE_BYTES, createObjectCache } from "../../github/object-cache.ts";
import { createPeopleCache } from "../../github/people-cache.ts";
import { githubPullRequests } from "../../github/github-pull-requests.ts";
import { type ClientOf, installationClient } from "../../github/installation-client.ts";
import { createRequestScheduler } from "../../github/request-scheduler.ts";
import { createWebhookServer } from "../../github/webhook-server.ts";
import { seenOrganizations } from "../../queue/seen-organizations.ts";
import { systemClock } from "../../queue/system-clock.ts";
import { bundleVerifier } from "../../sigstore/bundle-verifier.ts";
import { createLog } from "../../telemetry/app-log.ts";
import { createGithubReach } from "../../telemetry/github-reach.ts";
import { acceptRequest } from "./accept-request.ts";
import { boundedIntake } from "./bounded-intake.ts";
import { deliveryJob } from "./delivery-job.ts";
import { openGithub } from "./open-github.ts";
import { githubPorts } from "../github-ports.ts";
import type { Surroundings } from "./handlers/surroundings.ts";
import { DELIVERY_LOG } from "./queues/delivery-log.ts";
import { SWEEPS } from "./queues/sweeps.ts";
import { putJob } from "./queues/folding-queue.ts";
import { type OperationsPlace, openOperations } from "./open-operations.ts";
import { sharedObjects } from "../../github/shared-objects.ts";
import { openStores } from "./open-stores.ts";
import { readinessOf } from "./readiness.ts";
import { createRepositoryMemory } from "./memory/repository-memory.ts";
import { createSweepMemory } from "./memory/sweep-memory.ts";
import { VERSION } from "../version.ts";
import { watchLimits } from "./watch-limits.ts";
import { registerEvents } from "./webhook-routes.ts";
import { QUEUES, startWorkers } from "./workers.ts";

/** Everything the App has to be told. */
export interface AppOptions {
  readonly appId: number;
  /** What it judges by. */
  readonly catalogue: Catalogue;
  /** One, or two while one replaces the other. */
  readonly privateKeys: readonly string[];
  /** One, or two while one replaces the other. */
  readonly webhookSecrets: readonly string[];
  /** `https://api.github.com`, or `https://HOST/api/v3` of a GitHub Enterprise Server. */
  readonly apiUrl: string;
  readonly webUrl: string;
  /** Whom signatures are taken of: trust roots of Sigstore in JSON, one a line. Without them none is checked. */
  readonly trustRoot?: string | undefined;
  /** Where deliveries and jobs are kept. */
  readonly dataDirectory: string;
  /** Of the PostgreSQL database that replicas share; without it they are kept in the directory. */
  readonly databaseUrl?: string | undefined;
  readonly host: string;
  readonly port: number;
  /** Where numbers are shown and orders are taken; nowhere where it is left out. */
  readonly operations?: OperationsPlace | undefined;
  /** For how long a job may be due before the App says that it is not ready, in milliseconds. */
  readonly backlogBound: number;
  /** How long a stop may take before what runs goes back to the store, in milliseconds. */
  readonly stopWithin: number;
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
  /** Undefined where nobody asked for it. */
  readonly operationsPort: number | undefined;
  stop(): Promise<void>;
}

/** GitHub redelivers for three days, an Enterprise Server for seven; so long a delivery is known again. */
const REMEMBERED = 8 * 24 * 3_600_000;

/** A client that takes longer over its request while the App stops is broken off, in milliseconds. */
const SLOW_CLIENT = 3000;

/** Webhooks that wait before more are refused: about a gigabyte of them. */
const MOST_WAITING = 50_000;

/** GitHub delivers again for three days, an Enterprise Server for seven. */
function logKeptFor(apiUrl: string): number {
  const { hostname } = new URL(apiUrl);
  const hosted = hostname === "api.github.com" || hostname.endsWith(".ghe.com");
  return (hosted ? 3 : 7) * 24 * 3_600_000;
}

/** Starts the App: webhooks are persisted before they are answered, workers do the rest. */
export async function startApp(options: AppOptions): Promise<RunningApp> {
  const { appId, apiUrl, webUrl, dataDirectory, stopWithin } = options;
  const log = createLog(options.logLevel);
  const stores = await openStores({
    dataDirectory,
    databaseUrl: options.databaseUrl,
    queues: QUEUES,
    report: (error) => log.error({ err: error }, "the job store failed"),
  });
  const store = stores.jobs;
  const reach = createGithubReach(systemClock);
  const readiness = () =>
    readinessOf({
      counts: () => store.counts(),
      report: (error) => log.error({ err: error }, "the job store did not answer"),
      isGithubReachable: () => reach.isReachable(),
      backlogBound: options.backlogBound,
    });
  const operations = await openOperations(options.operations, {
    store,
    readiness,
    hours: () => scheduler.hours(),
    log,
  });
  const { telemetry } = operations;
  const { probot, self, ofInstallation } = await openGithub({
    appId,
    privateKeys: options.privateKeys,
    apiUrl,
    log,
    clock: systemClock,
    telemetry: {
      requested(request) {
        reach.requested(request);
        telemetry.requested(request);
      },
    },
  });
  const heldUp = watchLimits(telemetry, log, systemClock);
  const scheduler = createRequestScheduler(systemClock, heldUp);
  const accessOf = remembered(ofInstallation);
  const clientOf: ClientOf = async (installation, priority) => {
    const { octokit, forgetToken } = await accessOf(installation);
    return installationClient(octokit, installation, scheduler, forgetToken, priority);
  };
  const login = once(async () => {
    const { data } = await self.request("GET /app");
    return `${data?.slug ?? ""}[bot]`;
  });
  const { notes, recordsOf } = stores;
  const properties = createPropertyCache(notes, systemClock);
  const organization = { seen: seenOrganizations(notes), properties };
  const people = createPeopleCache(notes, systemClock, (found) =>
    telemetry.lookedUp("people", found),
  );
  const verify = bundleVerifier({ trustRoot: options.trustRoot, webUrl });
  const objects = sharedObjects(createObjectCache(CACHE_BYTES), {
    store: stores.cache,
    form: VERSION,
    report: (error) => log.warn({ err: error }, "the cache failed, and was done without"),
  });
  const expected = createExpectedReads(systemClock);
  const ports = githubPorts(
    clientOf,
    appId,
    webUrl,
    login,
    recordsOf,
    organization,
    people,
    verify,
    countedObjects(objects, telemetry),
    expected,
  );
  const memory = createRepositoryMemory(notes, systemClock);
  const surroundings: Surroundings = {
    store,
    memory,
    clock: systemClock,
    probot,
    engine: { catalogue: options.catalogue, version: VERSION },
    log,
    telemetry,
    pullRequests: githubPullRequests(clientOf, appId),
    installations: githubInstallations(self, clientOf),
    overview: githubOverview(clientOf, appId, organization.seen),
    sweepMemory: createSweepMemory(),
    deliveryLog: githubDeliveryLog(self),
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
    appId,
    sweepEvery: options.sweepEvery,
    logKeptFor: logKeptFor(apiUrl),
    lookEvery: options.lookEvery,
    waitFirst: options.waitFirst,
    apart: options.apart,
  };
  registerEvents(
    probot,
    { appId },
    acceptRequest({
      store,
      memory,
      clock: systemClock,
      properties,
      people,
      expected,
      greetUpTo: options.greetUpTo,
    }),
  );
  startWorkers(store, surroundings);
  const takeIn = boundedIntake(store, systemClock, MOST_WAITING);
  const server = createWebhookServer({
    secrets: options.webhookSecrets,
    accept: (delivery) => takeIn(deliveryJob(delivery, systemClock.now())),
    answered: (status) => telemetry.received(status),
    health: () => ({ version: VERSION }),
    readiness,
    logger: log,
  });
  const port = await server.listen(options.port, options.host);
  const operationsPort = await operations.listen({ memory, self, clientOf });
  /** A look that is planned already stays where it is; these make up for one that was given up. */
  const plan = (at: number, more: { readonly full?: boolean } = {}): void => {
    Promise.all([
      putJob(store, SWEEPS, { installation: 0, ...more }, at),
      putJob(store, DELIVERY_LOG, {}, at),
      store.forget(systemClock.now() - REMEMBERED),
      notes.tidy(),
    ]).catch((error: unknown) => log.error({ err: error }, "a sweep could not be planned"));
  };
  plan(systemClock.now(), { full: true });
  const { sweepEvery } = options;
  const timer = setInterval(() => plan(systemClock.now() + sweepEvery), sweepEvery);
  return {
    port,
    operationsPort,
    async stop() {
      clearInterval(timer);
      const end = performance.now() + stopWithin;
      await server.close(Math.min(stopWithin, SLOW_CLIENT));
      await stores.close(Math.max(0, end - performance.now()));
      await operations.close();
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

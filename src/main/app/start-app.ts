import type { Logger } from "pino";
import { githubDeliveryLog } from "../../github/github-delivery-log.ts";
import { grantsOfApp } from "../../github/github-grants.ts";
import { githubInstallations } from "../../github/github-installations.ts";
import { githubOverview } from "../../github/github-overview.ts";
import { githubPullRequests } from "../../github/github-pull-requests.ts";
import { createWebhookServer } from "../../github/webhooks/webhook-server.ts";
import type { Telemetry } from "../../ports/telemetry.ts";
import { systemClock } from "../../queue/system-clock.ts";
import { bundleVerifier } from "../../sigstore/bundle-verifier.ts";
import { createLog } from "../../telemetry/app-log.ts";
import { createGithubReach } from "../../telemetry/github-reach.ts";
import { openGithubPorts } from "../github-ports/open-github-ports.ts";
import { VERSION } from "../version.ts";
import { acceptRequest } from "./accept-request.ts";
import type { AppOptions } from "./app-options.ts";
import { boundedIntake } from "./bounded-intake.ts";
import { deliveryJob } from "./delivery-job.ts";
import type { Surroundings } from "./handlers/surroundings.ts";
import { logKeptFor } from "./log-kept-for.ts";
import { createSweepMemory } from "./memory/sweep-memory.ts";
import { type GithubAccess, openGithub } from "./open-github.ts";
import { type AppMemory, openMemory } from "./open-memory.ts";
import { openOperations } from "./open-operations.ts";
import { orNotStarted } from "./not-started.ts";
import { openStores, type Stores } from "./open-stores.ts";
import { planSweeps } from "./plan-sweeps.ts";
import { readinessOf } from "./readiness.ts";
import { registerEvents } from "./webhook-routes.ts";
import { QUEUES, startWorkers } from "./workers.ts";

export interface RunningApp {
  readonly port: number;
  /** Undefined where nobody asked for it. */
  readonly operationsPort: number | undefined;
  stop(): Promise<void>;
}

/** A client that takes longer over its request while the App stops is broken off, in milliseconds. */
const SLOW_CLIENT = 3000;

/** Webhooks that wait before more are refused: about a gigabyte of them. */
const MOST_WAITING = 50_000;

/** Starts the App: webhooks are persisted before they are answered, workers do the rest. */
export async function startApp(options: AppOptions): Promise<RunningApp> {
  const { dataDirectory, databaseUrl, sweepEvery, stopWithin } = options;
  const log = createLog(options.logLevel);
  const report = (error: unknown): void => log.error({ err: error }, "the job store failed");
  const stores = await openStores({ dataDirectory, databaseUrl, queues: QUEUES, report });
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
    hours: () => github.hours(),
    log,
  });
  const { telemetry } = operations;
  const github = await openGithub({
    appId: options.appId,
    privateKeys: options.privateKeys,
    apiUrl: options.apiUrl,
    patience: options.patience,
    log,
    clock: systemClock,
    telemetry: {
      ...telemetry,
      requested(request) {
        reach.requested(request);
        telemetry.requested(request);
      },
    },
  });
  const memory = openMemory(stores, systemClock, telemetry, log);
  receiveEvents(options, { stores, github, memory });
  const takeIn = boundedIntake(store, systemClock, MOST_WAITING);
  const server = createWebhookServer({
    secrets: options.webhookSecrets,
    accept: (delivery) => takeIn(deliveryJob(delivery, systemClock.now())),
    answered: (status) => telemetry.received(status),
    health: () => ({ version: VERSION }),
    readiness,
    logger: log,
  });
  const port = await listening("", options, () => server.listen(options.port, options.host));
  const operationsPort = await listening("METRICS_", options.operations, () =>
    operations.listen({ memory: memory.repositories, ...github }),
  );
  // Whoever is started in vain takes no job from others.
  startWorkers(store, surroundingsOf(options, { stores, github, memory, telemetry, log }));
  const { notes } = stores;
  const keeps = databaseUrl === undefined ? "files" : "PostgreSQL";
  log.info({ version: VERSION, node: process.version, keeps, github: options.apiUrl }, "started");
  const planNoMore = planSweeps({ store, notes, clock: systemClock, log, sweepEvery });
  return {
    port,
    operationsPort,
    async stop() {
      log.info({ within: stopWithin / 1000 }, "stops: takes no more webhooks, lets jobs end");
      planNoMore();
      const end = performance.now() + stopWithin;
      await server.close(Math.min(stopWithin, SLOW_CLIENT));
      await stores.close(Math.max(0, end - performance.now()));
      await operations.close();
      log.info("stopped");
    },
  };
}

/** Opens a port. */
function listening<Port>(
  prefix: "" | "METRICS_",
  place: { readonly host: string; readonly port: number } | undefined,
  listen: () => Promise<Port>,
): Promise<Port> {
  const names = `${prefix}HOST and ${prefix}PORT`;
  return orNotStarted(
    listen,
    (why) =>
      `${names}: nothing can listen at ${place?.host} and ${place?.port}: ${why}. Mend it: stop what listens there, or give an address of this machine and a free port`,
  );
}

/** What was opened before the App begins to work. */
interface Opened {
  readonly stores: Stores;
  readonly github: GithubAccess;
  readonly memory: AppMemory;
  readonly telemetry: Telemetry;
  readonly log: Logger;
}

/** Has what webhooks ask for turned into jobs. */
function receiveEvents(
  { appId, greetUpTo }: AppOptions,
  { stores, github, memory }: Pick<Opened, "stores" | "github" | "memory">,
): void {
  const { repositories, properties, people, expected } = memory;
  const accept = acceptRequest({
    store: stores.jobs,
    memory: repositories,
    clock: systemClock,
    properties,
    people,
    expected,
    greetUpTo,
  });
  registerEvents(github.probot, { appId }, accept);
}

/** What the handlers of jobs work with. */
function surroundingsOf(
  { appId, apiUrl, webUrl, trustRoot, catalogue, ...options }: AppOptions,
  { stores, github, memory, telemetry, log }: Opened,
): Surroundings {
  const { probot, self, clientOf, login } = github;
  return {
    store: stores.jobs,
    memory: memory.repositories,
    clock: systemClock,
    probot,
    engine: { catalogue, version: VERSION },
    log,
    telemetry,
    pullRequests: githubPullRequests(clientOf, appId),
    installations: githubInstallations(self, clientOf),
    overview: githubOverview(clientOf, appId, memory.organization.seen),
    sweepMemory: createSweepMemory(),
    queueMemory: memory.queues,
    deliveryLog: githubDeliveryLog(self),
    ports: openGithubPorts({
      clientOf,
      app: appId,
      webUrl,
      login,
      recordsOf: stores.recordsOf,
      verify: bundleVerifier({ trustRoot, webUrl }),
      memory,
    }),
    grantsOf: (installation) => grantsOfApp(self, installation),
    appId,
    sweepEvery: options.sweepEvery,
    logKeptFor: logKeptFor(apiUrl),
    lookEvery: options.lookEvery,
    waitFirst: options.waitFirst,
    apart: options.apart,
  };
}

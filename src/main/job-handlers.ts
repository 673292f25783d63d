import type { Logger } from "pino";
import type { Probot } from "probot";
import type { RepositoryRef } from "../core/model/change.ts";
import type { DeploymentRequest } from "../core/model/deployment-request.ts";
import type { MergeGroupRequest } from "../core/model/merge-group.ts";
import type { Priority } from "../core/model/priority.ts";
import type { CommandRequest, MergedRequest, PushedRequest } from "../core/model/request.ts";
import type { Clock } from "../ports/clock.ts";
import type { DefaultBranch } from "../ports/default-branch.ts";
import type { DeploymentGate } from "../ports/deployment-gate.ts";
import type { Handler, JobStore } from "../ports/job-store.ts";
import type { Installations, PullRequests } from "../ports/pull-requests.ts";
import type { Telemetry } from "../ports/telemetry.ts";
import type { GatePorts } from "../use-cases/gate.ts";
import type { DeploymentPorts } from "../use-cases/decide-deployment.ts";
import type { GroupPorts } from "../use-cases/gate-group.ts";
import type { Engine } from "../use-cases/engine.ts";
import type { CommandPorts } from "../use-cases/commands/command.ts";
import type { RegisterPorts } from "../use-cases/register-versions.ts";
import type { GreetPorts } from "../use-cases/greet.ts";
import type { PushPorts } from "../use-cases/judge-push.ts";
import type { CommitPorts } from "../use-cases/rejudge-commit.ts";
import type { WatchPorts } from "../use-cases/watch-deployed.ts";
import type { TagPorts } from "../use-cases/watch-tags.ts";
import { sweepRepository } from "../use-cases/sweep.ts";
import { inJob } from "../telemetry/job-context.ts";
import { addMerge } from "./add-merge.ts";
import { putJob } from "./folding-queue.ts";
import {
  DELIVERIES,
  type DeliveryJob,
  DEPLOYMENTS,
  type OrganizationJob,
  REPOSITORIES,
  type RepositoryJob,
  type SweepJob,
  SWEEPS,
} from "./job-queues.ts";
import { nextLook } from "./next-look.ts";
import { putGate } from "./put-gate.ts";
import type { RepositoryMemory } from "./repository-memory.ts";

/** What the handlers work with. */
export interface Surroundings {
  readonly store: JobStore;
  readonly memory: RepositoryMemory;
  readonly clock: Clock;
  readonly probot: Probot;
  readonly engine: Engine;
  readonly log: Logger;
  readonly telemetry: Telemetry;
  readonly pullRequests: PullRequests;
  readonly installations: Installations;
  readonly portsOf: (
    repository: RepositoryRef,
    pullRequest: number,
    priority?: Priority,
  ) => Promise<GatePorts>;
  readonly protectionPortsOf: (
    request: DeploymentRequest,
  ) => Promise<DeploymentPorts & { readonly gate: DeploymentGate }>;
  readonly groupPortsOf: (request: MergeGroupRequest) => Promise<GroupPorts>;
  readonly commitPortsOf: (repository: RepositoryRef) => Promise<CommitPorts>;
  readonly recordPortsOf: (merged: MergedRequest) => Promise<RegisterPorts>;
  readonly commandPortsOf: (request: CommandRequest) => Promise<CommandPorts>;
  readonly watchPortsOf: (repository: RepositoryRef) => Promise<WatchPorts>;
  readonly pushPortsOf: (
    pushed: PushedRequest,
  ) => Promise<PushPorts & { readonly defaultBranch: DefaultBranch }>;
  readonly tagPortsOf: (repository: RepositoryRef) => Promise<TagPorts>;
  readonly setupPortsOf: (repository: RepositoryRef) => Promise<GreetPorts>;
  readonly appId: number;
  /** How often what runs is looked at, in milliseconds. */
  readonly lookEvery: number;
  /** How soon it is looked for the first time whether what a verdict waits for is there, in milliseconds. */
  readonly waitFirst: number;
  /** How far apart repositories are judged again after a change of their organisation's policy, in milliseconds. */
  readonly apart: number;
}

/** Hands a delivery to Probot, which calls the event's handler. */
export function handleDelivery({ probot }: Surroundings): Handler<DeliveryJob> {
  return async ({ id = "", attempt, data: { event, payload: text, receivedAt } }) => {
    const payload = JSON.parse(text) as Concerning;
    const delivery = { id, name: event, payload } as Parameters<Probot["receive"]>[0];
    const { installation, repository, pull_request: pull } = payload;
    const context = {
      queue: DELIVERIES.name,
      attempt,
      delivery: id,
      askedAt: receivedAt,
      event,
      ...(installation && { installation: installation.id }),
      ...(repository && { repository: repository.id }),
      ...(pull && { pullRequest: pull.number }),
    };
    await inJob(context, () => probot.receive(delivery));
  };
}

/** What nearly every payload says of whom it is about. */
interface Concerning {
  readonly installation?: { readonly id: number };
  readonly repository?: { readonly id: number };
  readonly pull_request?: { readonly number: number };
}

/** Finds the open pull requests of a repository that have to be judged, or what was missed of it. */
export function handleRepository(surroundings: Surroundings): Handler<RepositoryJob> {
  const { pullRequests } = surroundings;
  return async ({ data: { repository, baseRef, which, priority } }) => {
    if (which === "missing") return makeUpFor(repository, surroundings);
    for (const { number } of await pullRequests.open(repository, baseRef)) {
      const request = { repository, pullRequest: number, ...(priority && { priority }) };
      await putGate(surroundings, request);
    }
  };
}

async function makeUpFor(repository: RepositoryRef, surroundings: Surroundings): Promise<void> {
  const { store, memory, clock, pullRequests } = surroundings;
  const known = await memory.of(repository.id);
  const { requests, merged, now } = await sweepRepository(repository, pullRequests, {
    isUngated: (branch) => known.isUngated(branch),
    judgedAt: (numbers) => memory.judgedAt(repository.id, numbers),
    since: sinceOf(known.sweptAt, clock.now()),
  });
  for (const data of requests) await putGate(surroundings, { ...data, priority: "later" });
  for (const data of merged) await addMerge(store, data);
  await memory.swept(repository.id, now);
}

/** A merge of so many milliseconds before the last look may not have been shown to it yet. */
const SHOWN_AFTER = 10 * 60_000;

/** Merges of a week are looked through at the start; for longer their jobs are known to be done. */
const MISSED_AT_MOST = 7 * 24 * 3_600_000;

function sinceOf(sweptAt: string | undefined, now: number): string {
  const instant = sweptAt === undefined ? now - MISSED_AT_MOST : Date.parse(sweptAt) - SHOWN_AFTER;
  return new Date(instant).toISOString();
}

/** Spreads the judging of everything open over time: an organisation may have thousands of repositories. */
export function handleOrganization({
  store,
  installations,
  clock,
  apart,
}: Surroundings): Handler<OrganizationJob> {
  return async ({ data: { installation } }) => {
    const repositories = await installations.repositories(installation);
    for (const [i, repository] of repositories.entries()) {
      const job = { repository, which: "all", priority: "later" } as const;
      await putJob(store, REPOSITORIES, job, clock.now() + i * apart);
    }
  };
}

/**
 * Looks through an installation, or through all of them, for pull requests without a verdict, and plans
 * the next look at what runs. Each is a job of its own: one that is out of reach holds up no other.
 */
export function handleSweep({
  store,
  installations,
  clock,
  lookEvery,
}: Surroundings): Handler<SweepJob> {
  return async ({ data: { installation } }) => {
    if (installation === 0) {
      for (const id of await installations.ids()) {
        await putJob(store, SWEEPS, { installation: id });
      }
      return;
    }
    for (const repository of await installations.repositories(installation)) {
      await putJob(store, REPOSITORIES, { repository, which: "missing", priority: "later" });
      const at = nextLook(repository.id, clock.now(), lookEvery);
      await putJob(store, DEPLOYMENTS, { repository }, at);
    }
  };
}

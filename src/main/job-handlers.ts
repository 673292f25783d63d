import type { Logger } from "pino";
import type { Probot } from "probot";
import type { GateRequest, RepositoryRef } from "../core/model/change.ts";
import type { Clock } from "../ports/clock.ts";
import type { Handler, JobStore } from "../ports/job-store.ts";
import type { Installations, PullRequests } from "../ports/pull-requests.ts";
import { gate, type GatePorts } from "../use-cases/gate.ts";
import type { Engine } from "../use-cases/engine.ts";
import type { CommandPorts } from "../use-cases/run-command.ts";
import { everyRepository, sweepRepository } from "../use-cases/sweep.ts";
import { gateKey } from "./accept-request.ts";
import {
  type CommitJob,
  type DeliveryJob,
  GATES,
  REPOSITORIES,
  type RepositoryJob,
  type SweepJob,
} from "./job-queues.ts";
import type { RepositoryMemory } from "./repository-memory.ts";

/** What the handlers work with. */
export interface Surroundings {
  readonly store: JobStore;
  readonly memory: RepositoryMemory;
  readonly clock: Clock;
  readonly probot: Probot;
  readonly engine: Engine;
  readonly log: Logger;
  readonly pullRequests: PullRequests;
  readonly installations: Installations;
  readonly portsOf: (repository: RepositoryRef, pullRequest: number) => Promise<GatePorts>;
  readonly commandPortsOf: (repository: RepositoryRef, number: number) => Promise<CommandPorts>;
}

/** Hands a delivery to Probot, which calls the event's handler. */
export function handleDelivery({ probot }: Surroundings): Handler<DeliveryJob> {
  return async ({ id, data }) => {
    const payload: unknown = JSON.parse(data.payload);
    await probot.receive({ id: id ?? "", name: data.event, payload } as Parameters<
      Probot["receive"]
    >[0]);
  };
}

/** Judges a pull request, and plans to look again when the verdict changes by itself. */
export function handleGate(surroundings: Surroundings): Handler<GateRequest> {
  const { store, memory, engine, log, portsOf } = surroundings;
  return async ({ data }) => {
    const { repository, pullRequest } = data;
    const outcome = await gate(data, await portsOf(repository, pullRequest), engine);
    const { change, decision, gated, watches } = outcome;
    memory.learn(repository.id, change.baseRef, gated, watches);
    memory.judged(repository.id, pullRequest, decision === undefined ? undefined : change.now);
    log.info(
      {
        repository: repository.id,
        pullRequest,
        head: change.head,
        checks: decision?.checks.map(({ name, conclusion }) => ({ name, conclusion })),
      },
      "judged",
    );
    if (decision?.validUntil === undefined) return;
    await store.put(GATES, {
      key: gateKey(repository, pullRequest),
      group: String(repository.installation),
      data: { repository, pullRequest },
      notBefore: Date.parse(decision.validUntil),
    });
  };
}

/** Finds the pull requests of a commit. */
export function handleCommit({ store, pullRequests }: Surroundings): Handler<CommitJob> {
  return async ({ data: { repository, sha, rewrite } }) => {
    for (const pullRequest of await pullRequests.withHead(repository, sha)) {
      await store.put(GATES, {
        key: gateKey(repository, pullRequest),
        group: String(repository.installation),
        data: { repository, pullRequest, ...(rewrite && { rewrite: { headSha: sha } }) },
      });
    }
  };
}

/** Finds the open pull requests of a repository that have to be judged. */
export function handleRepository({
  store,
  memory,
  pullRequests,
}: Surroundings): Handler<RepositoryJob> {
  return async ({ data: { repository, baseRef, which } }) => {
    const requests =
      which === "missing"
        ? await sweepRepository(repository, pullRequests, {
            isUngated: (branch) => memory.isUngated(repository.id, branch),
            judgedAt: (number) => memory.judgedAt(repository.id, number),
          })
        : (await pullRequests.open(repository, baseRef)).map(({ number }) => ({
            repository,
            pullRequest: number,
          }));
    for (const data of requests) {
      await store.put(GATES, {
        key: gateKey(repository, data.pullRequest),
        group: String(repository.installation),
        data,
      });
    }
  };
}

/** Looks through an installation, or through all of them, for pull requests without a verdict. */
export function handleSweep({ store, installations }: Surroundings): Handler<SweepJob> {
  return async ({ data: { installation } }) => {
    const repositories =
      installation === 0
        ? everyRepository(installations)
        : await installations.repositories(installation);
    for await (const repository of repositories) {
      await store.put(REPOSITORIES, {
        key: `${repository.id} missing`, // a space, which no branch's name has
        group: String(repository.installation),
        data: { repository, which: "missing" },
      });
    }
  };
}

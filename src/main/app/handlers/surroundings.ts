import type { Logger } from "pino";
import type { Probot } from "probot";
import type { Clock } from "../../../ports/clock.ts";
import type { DeliveryLog } from "../../../ports/delivery-log.ts";
import type { Grants } from "../../../ports/grant.ts";
import type { Installations } from "../../../ports/installations.ts";
import type { JobStore } from "../../../ports/job-store.ts";
import type { Overview } from "../../../ports/overview.ts";
import type { PullRequests } from "../../../ports/pull-requests.ts";
import type { Telemetry } from "../../../ports/telemetry.ts";
import type { Engine } from "../../../use-cases/engine.ts";
import type { GithubPorts } from "../../github-ports/github-ports.ts";
import type { QueueMemory } from "../memory/queue-memory.ts";
import type { RepositoryMemory } from "../memory/repository-memory.ts";
import type { SweepMemory } from "../memory/sweep-memory.ts";

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
  readonly overview: Overview;
  readonly sweepMemory: SweepMemory;
  readonly queueMemory: QueueMemory;
  readonly deliveryLog: DeliveryLog;
  /** What use cases ask of GitHub. */
  readonly ports: GithubPorts;
  /** What an installation is allowed. */
  readonly grantsOf: (installation: number) => Grants;
  readonly appId: number;
  /** How often lost events are looked for, in milliseconds. */
  readonly sweepEvery: number;
  /** For how long GitHub can deliver again, in milliseconds. */
  readonly logKeptFor: number;
  /** How often what runs is looked at, in milliseconds. */
  readonly lookEvery: number;
  /** How soon it is looked for the first time whether what a verdict waits for is there, in milliseconds. */
  readonly waitFirst: number;
  /** How far apart repositories are judged again after a change of their organisation's policy, in milliseconds. */
  readonly apart: number;
}

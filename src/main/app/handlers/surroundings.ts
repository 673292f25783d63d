import type { Logger } from "pino";
import type { Probot } from "probot";
import type { RepositoryRef } from "../../../core/model/change.ts";
import type { DeploymentRequest } from "../../../core/model/deployment-request.ts";
import type { MergeGroupRequest } from "../../../core/model/merge-group.ts";
import type { Priority } from "../../../core/model/priority.ts";
import type { CommandRequest, MergedRequest, PushedRequest } from "../../../core/model/request.ts";
import type { Clock } from "../../../ports/clock.ts";
import type { DefaultBranch } from "../../../ports/default-branch.ts";
import type { DeliveryLog } from "../../../ports/delivery-log.ts";
import type { DeploymentGate } from "../../../ports/deployment-gate.ts";
import type { JobStore } from "../../../ports/job-store.ts";
import type { Installations } from "../../../ports/installations.ts";
import type { Overview } from "../../../ports/overview.ts";
import type { PullRequests } from "../../../ports/pull-requests.ts";
import type { Telemetry } from "../../../ports/telemetry.ts";
import type { GatePorts } from "../../../use-cases/gate.ts";
import type { DeploymentPorts } from "../../../use-cases/decide-deployment.ts";
import type { GroupPorts } from "../../../use-cases/gate-group.ts";
import type { Engine } from "../../../use-cases/engine.ts";
import type { CommandPorts } from "../../../use-cases/commands/command.ts";
import type { RegisterPorts } from "../../../use-cases/register-versions.ts";
import type { GreetPorts } from "../../../use-cases/greet.ts";
import type { PushPorts } from "../../../use-cases/judge-push.ts";
import type { CommitPorts } from "../../../use-cases/rejudge-commit.ts";
import type { WatchPorts } from "../../../use-cases/watch-deployed.ts";
import type { TagPorts } from "../../../use-cases/watch-tags.ts";
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
  readonly deliveryLog: DeliveryLog;
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

import type { RepositoryRef } from "../../core/model/change.ts";
import type { DeploymentRequest } from "../../core/model/deployment-request.ts";
import type { MergeGroupRequest } from "../../core/model/merge-group.ts";
import type { Priority } from "../../core/model/priority.ts";
import type { CommandRequest, MergedRequest, PushedRequest } from "../../core/model/request.ts";
import type { DefaultBranch } from "../../ports/default-branch.ts";
import type { DeploymentGate } from "../../ports/deployment-gate.ts";
import type { CommandPorts } from "../../use-cases/commands/command.ts";
import type { DeploymentPorts } from "../../use-cases/decide-deployment.ts";
import type { GroupPorts } from "../../use-cases/gate-group.ts";
import type { GatePorts } from "../../use-cases/gate.ts";
import type { GreetPorts } from "../../use-cases/greet.ts";
import type { PushPorts } from "../../use-cases/judge-push.ts";
import type { RegisterPorts } from "../../use-cases/register-versions.ts";
import type { CommitPorts } from "../../use-cases/rejudge-commit.ts";
import type { WatchPorts } from "../../use-cases/watch-deployed.ts";
import type { TagPorts } from "../../use-cases/watch-tags.ts";

/** What use cases ask of GitHub, by what is judged. */
export interface GithubPorts {
  /** Of a deployment that waits. */
  readonly ofProtection: (
    request: DeploymentRequest,
  ) => Promise<DeploymentPorts & { readonly gate: DeploymentGate }>;
  /** Of what a merge queue made. */
  readonly ofGroup: (request: MergeGroupRequest) => Promise<GroupPorts>;
  /** Of commits by themselves. */
  readonly ofCommits: (repository: RepositoryRef) => Promise<CommitPorts>;
  /** Of a pull request that was merged. */
  readonly ofMerged: (merged: MergedRequest) => Promise<RegisterPorts>;
  /** Of one pull request. */
  readonly ofPullRequest: (
    repository: RepositoryRef,
    number: number,
    priority?: Priority,
  ) => Promise<GatePorts>;
  /** Of what a command was said on. */
  readonly ofCommand: (request: CommandRequest) => Promise<CommandPorts>;
  /** Of what runs of a repository. */
  readonly ofDeployments: (repository: RepositoryRef) => Promise<WatchPorts>;
  /** Of commits that a branch took in. */
  readonly ofPush: (
    pushed: PushedRequest,
  ) => Promise<PushPorts & { readonly defaultBranch: DefaultBranch }>;
  /** Of a repository's tags. */
  readonly ofTags: (repository: RepositoryRef) => Promise<TagPorts>;
  /** Of how a repository is set up. */
  readonly ofSetup: (repository: RepositoryRef) => Promise<Omit<GreetPorts, "grants">>;
}

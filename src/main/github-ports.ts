import type { RepositoryRef } from "../core/model/change.ts";
import type { Fact } from "../core/model/fact.ts";
import type { DeploymentRequest } from "../core/model/deployment-request.ts";
import type { VerifyBundle } from "../core/model/provenance.ts";
import type { MergeGroupRequest } from "../core/model/merge-group.ts";
import type { Priority } from "../core/model/priority.ts";
import type { CommandRequest, MergedRequest, PushedRequest } from "../core/model/request.ts";
import { checkPublisher } from "../github/check-publisher.ts";
import { type ExpectedReads, NOTHING_EXPECTED } from "../github/expected-reads.ts";
import { githubBranch } from "../github/github-branch.ts";
import { githubBranches } from "../github/github-branches.ts";
import { githubCommits } from "../github/github-commits.ts";
import { githubConversation } from "../github/github-conversation.ts";
import { githubDeploymentGate } from "../github/github-deployment-gate.ts";
import { githubIssues } from "../github/github-issues.ts";
import { githubLandings } from "../github/github-landings.ts";
import { githubNewcomer } from "../github/github-newcomer.ts";
import type { PeopleCache } from "../github/people-cache.ts";
import { githubRecords } from "../github/github-records.ts";
import type { OrganizationMemory } from "../github/github-access.ts";
import { githubRulesets } from "../github/github-rulesets.ts";
import { githubPullRequests } from "../github/github-pull-requests.ts";
import { githubTags } from "../github/github-tags.ts";
import type { ClientOf } from "../github/installation-client.ts";
import { mergeGroupSource, runBranchOf } from "../github/merge-group-source.ts";
import { mergedOnto } from "../github/merged-onto.ts";
import { CACHE_BYTES, createObjectCache, type ObjectCache } from "../github/object-cache.ts";
import { pullRequestSource } from "../github/pull-request-source.ts";
import { repositoryOpener } from "./repository-opener.ts";
import type { GatePorts } from "../use-cases/gate.ts";
import type { DefaultBranch } from "../ports/default-branch.ts";
import type { DeploymentGate } from "../ports/deployment-gate.ts";
import type { RecordStore } from "../ports/record-store.ts";
import type { DeploymentPorts } from "../use-cases/decide-deployment.ts";
import type { GroupPorts } from "../use-cases/gate-group.ts";
import type { CommandPorts } from "../use-cases/commands/command.ts";
import type { PushPorts } from "../use-cases/judge-push.ts";
import type { CommitPorts } from "../use-cases/rejudge-commit.ts";
import type { GreetPorts } from "../use-cases/greet.ts";
import type { RegisterPorts } from "../use-cases/register-versions.ts";
import type { WatchPorts } from "../use-cases/watch-deployed.ts";
import type { TagPorts } from "../use-cases/watch-tags.ts";

/** Ports on GitHub. */
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

/**
 * Makes ports; what was seen of git outlives them.
 *
 * @param login what the App is called as an author
 * @param recordsOf where records of merges are kept that a repository, named by its number, does not take
 * @param organization what is remembered of the accounts that it is installed on
 * @param people what verdicts remember of people; whoever gives a command is looked up at that moment
 * @param verify checks signatures on what runs deliver, where that can be done
 * @param expected which pull requests are about to be read: these share requests
 */
export function githubPorts(
  clientOf: ClientOf,
  app: number,
  webUrl: string,
  login: () => Promise<string>,
  recordsOf: (repository: number) => RecordStore,
  organization: OrganizationMemory,
  people: PeopleCache,
  verify: Fact<VerifyBundle>,
  objects: ObjectCache = createObjectCache(CACHE_BYTES),
  expected: Pick<ExpectedReads, "arrived" | "hasMore"> = NOTHING_EXPECTED,
): GithubPorts {
  const urlOf = ({ owner, name }: RepositoryRef): string => `${webUrl}/${owner}/${name}`;
  const pullRequests = githubPullRequests(clientOf, app);
  const clientFor = async (repository: RepositoryRef, priority?: Priority) => {
    await objects.load(repository.id);
    return clientOf(repository.installation, priority);
  };
  const opener = repositoryOpener(
    app,
    urlOf,
    organization,
    pullRequests,
    verify,
    objects,
    expected,
  );
  const { pullRequestsIn: portsIn, readPullRequest, sizes } = opener;
  const open = async (repository: RepositoryRef, priority: Priority) => {
    const client = await clientFor(repository, priority);
    return { client, ...opener.open(client, repository) };
  };
  return {
    async ofProtection(request) {
      const { repository } = request;
      const { client, shared, defaultBranch } = await open(repository, "queue");
      return {
        ...shared,
        defaultBranch,
        branches: githubBranches(client, repository),
        gate: githubDeploymentGate(client, request),
      };
    },
    async ofGroup(request) {
      const { repository } = request;
      const { client, access, content, ciOfChange, shared } = await open(repository, "queue");
      return {
        ...shared,
        group: mergeGroupSource(access, content, request, app, sizes),
        ofPullRequest: (number) => {
          const ci = ciOfChange();
          // What ran for the group says more than what ran for one of its pull requests.
          ci.lookOn(runBranchOf(request));
          const source = pullRequestSource(
            { ...access, ci },
            content,
            number,
            app,
            readPullRequest,
          );
          return { ...shared, ci, source };
        },
        publisher: checkPublisher(client, repository),
        repositoryUrl: urlOf(repository),
      };
    },
    async ofCommits(repository) {
      const client = await clientFor(repository);
      return {
        commits: githubCommits(client, repository, app),
        ofPullRequest: portsIn(client, repository),
        mergedOnto: (number, mergeCommit) => mergedOnto(client, repository, number, mergeCommit),
        publisher: checkPublisher(client, repository),
        repositoryUrl: urlOf(repository),
      };
    },
    async ofMerged({ repository, number, mergeCommit }) {
      const client = await clientFor(repository);
      const ports = portsIn(client, repository)(number);
      return {
        source: ports.source,
        repository: ports.repository,
        people: ports.people,
        ci: ports.ci,
        baseBefore: () => mergedOnto(client, repository, number, mergeCommit),
        tags: githubTags(client, repository),
        stores: [githubRecords(client, repository), recordsOf(repository.id)],
      };
    },
    async ofPullRequest(repository, number, priority) {
      const client = await clientFor(repository, priority);
      const ports = portsIn(client, repository)(number);
      return { ...ports, people: await people.of(ports.people, repository) };
    },
    async ofCommand({ repository, number, onPullRequest }) {
      const client = await clientFor(repository);
      const { owner, name } = repository;
      return {
        ...portsIn(client, repository)(number),
        conversation: githubConversation(client, { owner, name, number, onPullRequest }, app),
      };
    },
    async ofDeployments(repository) {
      const { client, shared, defaultBranch } = await open(repository, "later");
      return {
        ...shared,
        defaultBranch,
        issues: githubIssues(client, repository, app, login),
        repositoryUrl: urlOf(repository),
      };
    },
    async ofPush({ repository, branch, before, after }) {
      const opened = await open(repository, "usual");
      const { client, access, content, shared, defaultBranch } = opened;
      const asGroup = { repository, headRef: branch, baseRef: branch, headSha: after, baseSha: before }; // prettier-ignore
      return {
        ...shared,
        defaultBranch,
        pushed: mergeGroupSource(access, content, asGroup, app, sizes),
        landings: githubLandings(client, repository, app),
        issues: githubIssues(client, repository, app, login),
        publisher: checkPublisher(client, repository),
        repositoryUrl: urlOf(repository),
      };
    },
    async ofTags(repository) {
      const { client, content, defaultBranch } = await open(repository, "usual");
      return {
        repository: content,
        defaultBranch,
        tags: githubTags(client, repository),
        issues: githubIssues(client, repository, app, login),
      };
    },
    async ofSetup(repository) {
      const { client, loader, shared, defaultBranch } = await open(repository, "later");
      return {
        ...shared,
        defaultBranch,
        rulesets: githubRulesets(client, repository),
        newcomer: githubNewcomer(client, repository),
        branch: githubBranch(client, loader, repository),
        publisher: checkPublisher(client, repository),
      };
    },
  };
}

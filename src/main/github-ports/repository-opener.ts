import type { RepositoryRef } from "../../core/model/change.ts";
import type { ComparedOutcome } from "../../core/model/policy-edit.ts";
import type { Priority } from "../../core/model/priority.ts";
import { openArtifact } from "../../evidence/artifact/open-artifact.ts";
import { ARTIFACT } from "../../evidence/manifest.ts";
import { checkPublisher } from "../../github/check-publisher.ts";
import { githubBranch } from "../../github/github-branch.ts";
import { githubCiReports } from "../../github/github-ci-reports.ts";
import { githubDefaultBranch } from "../../github/github-default-branch.ts";
import { githubPeople } from "../../github/github-people.ts";
import { githubPullRequests } from "../../github/github-pull-requests.ts";
import { githubRepository } from "../../github/github-repository.ts";
import { githubReviewers, type Refusals } from "../../github/github-reviewers.ts";
import type { InstallationClient } from "../../github/installation-client.ts";
import { createObjectLoader, type ObjectLoader } from "../../github/object-loader.ts";
import { createPullRequestReader } from "../../github/pull-request-reader.ts";
import { pullRequestSource } from "../../github/pull-request-source.ts";
import { createSharedObjectLoaders } from "../../github/caches/shared-object-loader.ts";
import type { RecordSizes } from "../../github/record-texts.ts";
import type { CommandPorts } from "../../use-cases/commands/command.ts";
import type { GatePorts } from "../../use-cases/gate.ts";
import type { JudgePorts } from "../../use-cases/judge.ts";
import type { GithubPortsOptions } from "./github-ports-options.ts";

/** What jobs deliver their reports in. */
const ARTIFACT_FORMAT = { prefix: ARTIFACT, open: openArtifact };

/** What judging a pull request, and writing on its branches, asks of the outside. */
type PullRequestPorts = GatePorts & Pick<CommandPorts, "defaultBranch" | "branch">;

/** Opens repositories on GitHub; what was seen of git outlives what is opened. */
export type RepositoryOpener = ReturnType<typeof repositoryOpener>;

/** Opens repositories by one memory of what was seen. */
export function repositoryOpener({ clientOf, app, webUrl, verify, memory }: GithubPortsOptions) {
  const { organization, objects, expected } = memory;
  const sizes: RecordSizes = new Map();
  const readPullRequest = createPullRequestReader(sizes, expected);
  const loaderOf = createSharedObjectLoaders(objects);
  const pullRequests = githubPullRequests(clientOf, app);
  const kept = new Map<string, ComparedOutcome>();
  const refusals: Refusals = new Map();
  const urlOf = ({ owner, name }: RepositoryRef): string => `${webUrl}/${owner}/${name}`;
  const clientFor = async (repository: RepositoryRef, priority?: Priority) => {
    await objects.load(repository.id);
    return clientOf(repository.installation, priority);
  };
  /** What every set of ports begins with: one loader, so that they ask together. */
  const openWith = (
    client: InstallationClient,
    repository: RepositoryRef,
    loader: ObjectLoader,
  ) => {
    const ciOfChange = githubCiReports(
      { client, repository, cache: objects, verify },
      ARTIFACT_FORMAT,
    );
    const ci = ciOfChange();
    const access = { client, loader, cache: objects, repository, organization, ci };
    const content = githubRepository(access);
    return {
      client,
      loader,
      access,
      content,
      ciOfChange,
      shared: { repository: content, people: githubPeople(loader), ci },
      defaultBranch: githubDefaultBranch(access, content, sizes),
    };
  };
  const open = async (repository: RepositoryRef, priority: Priority) => {
    const client = await clientFor(repository, priority);
    return openWith(client, repository, createObjectLoader(client, repository, objects));
  };
  /** Of pull requests by their numbers. */
  const pullRequestsIn = (client: InstallationClient, repository: RepositoryRef) => {
    const reading = (
      pullRequest: number,
    ): JudgePorts & Pick<CommandPorts, "defaultBranch" | "branch"> => {
      const loader = loaderOf(client, repository, pullRequest);
      const { access, content, shared, defaultBranch } = openWith(client, repository, loader);
      return {
        ...shared,
        source: pullRequestSource(access, content, pullRequest, app, readPullRequest),
        defaultBranch,
        branch: githubBranch(client, loader, repository),
      };
    };
    return (number: number): PullRequestPorts => ({
      ...reading(number),
      publisher: checkPublisher(client, repository),
      reviewers: githubReviewers(client, repository, number, refusals),
      sibling: reading,
      others: { open: () => pullRequests.open(repository), ports: reading, kept },
      repositoryUrl: urlOf(repository),
    });
  };
  return { clientFor, open, pullRequestsIn, readPullRequest, sizes, urlOf };
}

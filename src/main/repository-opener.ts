import type { RepositoryRef } from "../core/model/change.ts";
import type { Fact } from "../core/model/fact.ts";
import type { VerifyBundle } from "../core/model/provenance.ts";
import type { ComparedOutcome } from "../core/model/policy-edit.ts";
import { openArtifact } from "../evidence/artifact/open-artifact.ts";
import { ARTIFACT } from "../evidence/manifest.ts";
import { checkPublisher } from "../github/check-publisher.ts";
import type { ExpectedReads } from "../github/expected-reads.ts";
import { githubBranch } from "../github/github-branch.ts";
import { githubCiReports } from "../github/github-ci-reports.ts";
import { githubDefaultBranch } from "../github/github-default-branch.ts";
import { githubPeople } from "../github/github-people.ts";
import { githubRepository } from "../github/github-repository.ts";
import type { OrganizationMemory } from "../github/github-access.ts";
import { githubReviewers, type Refusals } from "../github/github-reviewers.ts";
import type { InstallationClient } from "../github/installation-client.ts";
import type { ObjectCache } from "../github/object-cache.ts";
import { createObjectLoader } from "../github/object-loader.ts";
import { createPullRequestReader } from "../github/pull-request-reader.ts";
import { pullRequestSource } from "../github/pull-request-source.ts";
import { createSharedObjectLoaders } from "../github/shared-object-loader.ts";
import type { RecordSizes } from "../github/record-texts.ts";
import type { PullRequests } from "../ports/pull-requests.ts";
import type { CommandPorts } from "../use-cases/commands/command.ts";
import type { GatePorts } from "../use-cases/gate.ts";
import type { JudgePorts } from "../use-cases/judge.ts";

/** What jobs deliver their reports in. */
const ARTIFACT_FORMAT = { prefix: ARTIFACT, open: openArtifact };

/** What judging a pull request, and writing on its branches, asks of the outside. */
type PullRequestPorts = GatePorts & Pick<CommandPorts, "defaultBranch" | "branch">;

/**
 * Opens repositories on GitHub; what was seen of git outlives what is opened.
 *
 * @param app the number of the App whose checks are ours
 * @param organization what is remembered of the accounts that it is installed on
 * @param verify checks signatures on what runs deliver, where that can be done
 * @param expected which pull requests are about to be read
 */
export function repositoryOpener(
  app: number,
  urlOf: (repository: RepositoryRef) => string,
  organization: OrganizationMemory,
  pullRequests: Pick<PullRequests, "open">,
  verify: Fact<VerifyBundle>,
  cache: ObjectCache,
  expected: Pick<ExpectedReads, "arrived" | "hasMore">,
) {
  const sizes: RecordSizes = new Map();
  const readPullRequest = createPullRequestReader(sizes, expected);
  const loaderOf = createSharedObjectLoaders(cache);
  const kept = new Map<string, ComparedOutcome>();
  const refusals: Refusals = new Map();
  /** What every set of ports begins with: one loader, so that they ask together. */
  const open = (
    client: InstallationClient,
    repository: RepositoryRef,
    loader = createObjectLoader(client, repository, cache),
  ) => {
    const ciOfChange = githubCiReports({ client, repository, cache, verify }, ARTIFACT_FORMAT);
    const ci = ciOfChange();
    const access = { client, loader, cache, repository, organization, ci };
    const content = githubRepository(access);
    return {
      loader,
      access,
      content,
      ciOfChange,
      shared: { repository: content, people: githubPeople(loader), ci },
      defaultBranch: githubDefaultBranch(access, content, sizes),
    };
  };
  /** Of pull requests by their numbers. */
  const pullRequestsIn = (client: InstallationClient, repository: RepositoryRef) => {
    const reading = (
      pullRequest: number,
    ): JudgePorts & Pick<CommandPorts, "defaultBranch" | "branch"> => {
      const loader = loaderOf(client, repository, pullRequest);
      const { access, content, shared, defaultBranch } = open(client, repository, loader);
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
  return { open, pullRequestsIn, readPullRequest, sizes };
}

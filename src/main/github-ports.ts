import type { RepositoryRef } from "../core/model/change.ts";
import { checkPublisher } from "../github/check-publisher.ts";
import { githubBranch } from "../github/github-branch.ts";
import { githubConversation } from "../github/github-conversation.ts";
import { githubPeople } from "../github/github-people.ts";
import { githubRepository } from "../github/github-repository.ts";
import type { InstallationClient } from "../github/installation-client.ts";
import { createObjectCache } from "../github/object-cache.ts";
import { createObjectLoader } from "../github/object-loader.ts";
import { pullRequestSource, type RecordSizes } from "../github/pull-request-source.ts";
import type { JudgePorts } from "../use-cases/judge.ts";
import type { CommandPorts } from "../use-cases/run-command.ts";

/** Git objects of all repositories together may take so much memory. */
const CACHE_BYTES = 256 * 1024 * 1024;

/** Makes the ports of one pull request on GitHub; object cache and sizes outlive them. */
export function githubPorts(
  clientOf: (installation: number) => Promise<InstallationClient>,
  app: number,
  webUrl: string,
): (repository: RepositoryRef, number: number) => Promise<CommandPorts> {
  const cache = createObjectCache(CACHE_BYTES);
  const sizes: RecordSizes = new Map();
  return async (repository, number) => {
    const client = await clientOf(repository.installation);
    const portsOf = (pullRequest: number): JudgePorts => {
      const loader = createObjectLoader(client, repository, cache);
      const access = { client, loader, cache, repository };
      const content = githubRepository(access);
      return {
        source: pullRequestSource(access, content, pullRequest, app, sizes),
        repository: content,
        people: githubPeople(loader),
      };
    };
    return {
      ...portsOf(number),
      publisher: checkPublisher(client, repository),
      conversation: githubConversation(client, repository, number, app),
      branch: githubBranch(client, repository),
      sibling: portsOf,
      repositoryUrl: `${webUrl}/${repository.owner}/${repository.name}`,
    };
  };
}

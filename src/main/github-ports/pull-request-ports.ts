import { checkPublisher } from "../../github/check-publisher.ts";
import { githubCommits } from "../../github/github-commits.ts";
import { githubConversation } from "../../github/github-conversation.ts";
import { githubRecords } from "../../github/github-records.ts";
import { githubTags } from "../../github/github-tags.ts";
import { mergedOnto } from "../../github/merged-onto.ts";
import type { GithubPortsOptions } from "./github-ports-options.ts";
import type { GithubPorts } from "./github-ports.ts";
import type { RepositoryOpener } from "./repository-opener.ts";

/** Ports of pull requests: to judge one, to obey what was said on it, to keep what it was merged as. */
export function pullRequestPorts(
  { clientFor, pullRequestsIn, urlOf }: RepositoryOpener,
  { app, recordsOf, memory }: GithubPortsOptions,
): Pick<GithubPorts, "ofPullRequest" | "ofCommand" | "ofCommits" | "ofMerged"> {
  return {
    async ofPullRequest(repository, number, priority) {
      const client = await clientFor(repository, priority);
      const ports = pullRequestsIn(client, repository)(number);
      return { ...ports, people: await memory.people.of(ports.people, repository) };
    },
    async ofCommand({ repository, number, onPullRequest }) {
      const client = await clientFor(repository);
      const { owner, name } = repository;
      return {
        ...pullRequestsIn(client, repository)(number),
        conversation: githubConversation(client, { owner, name, number, onPullRequest }, app),
      };
    },
    async ofCommits(repository) {
      const client = await clientFor(repository);
      return {
        commits: githubCommits(client, repository, app),
        ofPullRequest: pullRequestsIn(client, repository),
        mergedOnto: (number, mergeCommit) => mergedOnto(client, repository, number, mergeCommit),
        publisher: checkPublisher(client, repository),
        repositoryUrl: urlOf(repository),
      };
    },
    async ofMerged({ repository, number, mergeCommit }) {
      const client = await clientFor(repository);
      const ports = pullRequestsIn(client, repository)(number);
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
  };
}

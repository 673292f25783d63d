import { checkPublisher } from "../../github/check-publisher.ts";
import { githubBranch } from "../../github/github-branch.ts";
import { githubBranches } from "../../github/github-branches.ts";
import { githubDeploymentGate } from "../../github/github-deployment-gate.ts";
import { githubIssues } from "../../github/github-issues.ts";
import { githubNewcomer } from "../../github/github-newcomer.ts";
import { githubRulesets } from "../../github/github-rulesets.ts";
import { githubTags } from "../../github/github-tags.ts";
import type { GithubPortsOptions } from "./github-ports-options.ts";
import type { GithubPorts } from "./github-ports.ts";
import type { RepositoryOpener } from "./repository-opener.ts";

/** Ports of what a repository has beside its changes: deployments, tags, a way to be set up. */
export function repositoryPorts(
  { open, urlOf }: RepositoryOpener,
  { app, login }: GithubPortsOptions,
): Pick<GithubPorts, "ofProtection" | "ofDeployments" | "ofTags" | "ofSetup"> {
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
    async ofDeployments(repository) {
      const { client, shared, defaultBranch } = await open(repository, "later");
      return {
        ...shared,
        defaultBranch,
        issues: githubIssues(client, repository, app, login),
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

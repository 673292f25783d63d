import { checkPublisher } from "../../github/check-publisher.ts";
import { githubIssues } from "../../github/github-issues.ts";
import { githubLandings } from "../../github/github-landings.ts";
import { mergeGroupSource, runBranchOf } from "../../github/merge-group-source.ts";
import { pullRequestSource } from "../../github/pull-request-source.ts";
import type { GithubPortsOptions } from "./github-ports-options.ts";
import type { GithubPorts } from "./github-ports.ts";
import type { RepositoryOpener } from "./repository-opener.ts";

/** Ports of several commits for a branch: of what a merge queue made, and of what was pushed. */
export function branchPorts(
  { open, readPullRequest, sizes, urlOf }: RepositoryOpener,
  { app, login }: GithubPortsOptions,
): Pick<GithubPorts, "ofGroup" | "ofPush"> {
  return {
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
  };
}

import { branchPorts } from "./branch-ports.ts";
import type { GithubPortsOptions } from "./github-ports-options.ts";
import type { GithubPorts } from "./github-ports.ts";
import { pullRequestPorts } from "./pull-request-ports.ts";
import { repositoryOpener } from "./repository-opener.ts";
import { repositoryPorts } from "./repository-ports.ts";

/** Makes ports that share what they know of GitHub. */
export function openGithubPorts(options: GithubPortsOptions): GithubPorts {
  const opener = repositoryOpener(options);
  return {
    ...pullRequestPorts(opener, options),
    ...branchPorts(opener, options),
    ...repositoryPorts(opener, options),
  };
}

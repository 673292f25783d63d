import { ACTIONS_APP } from "../../core/model/actions-app.ts";
import { unavailable } from "../../core/model/fact.ts";
import type { InstallationClient } from "../../github/installation-client.ts";
import type { Branch } from "../../ports/branch.ts";
import type { Clock } from "../../ports/clock.ts";
import { freshMemory } from "../github-ports/fresh-memory.ts";
import type { GithubPorts } from "../github-ports/github-ports.ts";
import { openGithubPorts } from "../github-ports/open-github-ports.ts";
import { NO_SIGNATURES } from "../no-signatures.ts";
import type { Job } from "./job.ts";
import { ACTIONS_BOT, isJobsOwn } from "./own-token.ts";

/** The App's ports by a token of the job. */
export function accessBy(client: InstallationClient, job: Job, clock: Clock): GithubPorts {
  const server = job.repositoryUrl.split("/").slice(0, -2).join("/");
  return openGithubPorts({
    clientOf: () => Promise.resolve(client),
    app: ACTIONS_APP,
    webUrl: server,
    login: () => Promise.resolve(`${ACTIONS_BOT}[bot]`),
    recordsOf: () => {
      throw new Error("a job keeps no records");
    },
    verify: NO_SIGNATURES,
    memory: freshMemory(clock),
  });
}

/**
 * Branches that are written to only by a token whose commits are looked at: what a job's own token commits starts
 * no workflow (docs: "Triggering a workflow from a workflow"), so that nothing would judge it.
 */
export function branchFor(branch: Branch, client: InstallationClient): Branch {
  const refused = unavailable(
    "not-visible",
    "commits by the job's own token start no workflows, so that nothing would judge them; give the Action the token of an App as its input `token`",
  );
  let own: Promise<boolean> | undefined;
  const mayWrite = async (): Promise<boolean> => !(await (own ??= isJobsOwn(client)));
  return {
    proposed: () => branch.proposed(),
    propose: async (proposal) => ((await mayWrite()) ? branch.propose(proposal) : refused),
    commit: async (commit) => ((await mayWrite()) ? branch.commit(commit) : refused),
  };
}

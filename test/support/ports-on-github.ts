import { Octokit } from "@octokit/rest";
import { installationClient } from "../../src/github/installation-client.ts";
import { createRequestScheduler } from "../../src/github/limits/request-scheduler.ts";
import { systemClock } from "../../src/queue/system-clock.ts";
import { freshMemory } from "../../src/main/github-ports/fresh-memory.ts";
import type { GithubPorts } from "../../src/main/github-ports/github-ports.ts";
import { openGithubPorts } from "../../src/main/github-ports/open-github-ports.ts";
import type { GitHub } from "../github/start-github.ts";
import { fakeRecords } from "./fake-records.ts";
import { noOrganizationMemory } from "./fake-github-api.ts";
import { NO_VERIFIER } from "./no-verifier.ts";
import { APP_ID, INSTALLATION } from "./people.ts";

/** The adapters that the App uses, with the App's own token and nothing around them. */
export async function portsOnGithub(github: GitHub): Promise<GithubPorts> {
  const auth = await github.installationToken({ installation: INSTALLATION });
  const clock = { now: () => Date.now() };
  const octokit = new Octokit({ baseUrl: github.url, auth });
  const client = installationClient(
    octokit,
    INSTALLATION,
    createRequestScheduler({ ...systemClock, ...clock }),
  );
  return openGithubPorts({
    clientOf: () => Promise.resolve(client),
    app: APP_ID,
    webUrl: github.url,
    login: () => Promise.resolve("mltrl-gate"),
    recordsOf: () => fakeRecords(),
    verify: NO_VERIFIER,
    memory: { ...freshMemory(clock), organization: noOrganizationMemory() },
  });
}

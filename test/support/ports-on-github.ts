import { Octokit } from "@octokit/rest";
import { installationClient } from "../../src/github/installation-client.ts";
import { createPeopleCache } from "../../src/github/people-cache.ts";
import { createNoteMemory } from "../../src/queue/note-memory.ts";
import { createRequestScheduler } from "../../src/github/request-scheduler.ts";
import { systemClock } from "../../src/queue/system-clock.ts";
import { type GithubPorts, githubPorts } from "../../src/main/github-ports.ts";
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
  return githubPorts(
    () => Promise.resolve(client),
    APP_ID,
    github.url,
    () => Promise.resolve("mltrl-gate"),
    () => fakeRecords(),
    noOrganizationMemory(),
    createPeopleCache(createNoteMemory(clock), clock),
    NO_VERIFIER,
  );
}

import { NO_CI, noOrganizationMemory } from "../support/fake-github-api.ts";
import { execFileSync } from "node:child_process";
import { Octokit } from "@octokit/rest";
import { githubRepository } from "../../src/github/github-repository.ts";
import { installationClient } from "../../src/github/installation-client.ts";
import { createObjectCache } from "../../src/github/caches/object-cache.ts";
import { createObjectLoader } from "../../src/github/object-loader.ts";
import { createRequestScheduler } from "../../src/github/limits/request-scheduler.ts";
import { systemClock } from "../../src/queue/system-clock.ts";
import { tagsOf } from "../../src/github/tags.ts";
import { generateAppKey, startGitHub } from "../github/start-github.ts";
import { type OpenedRepository, repositoryContract } from "../ports/repository-contract.ts";
import { GIT_ENVIRONMENT } from "../support/git-repository.ts";

const INSTALLATION = 777;
const permissions = { contents: "write", metadata: "read" } as const;

repositoryContract("GitHub", async (folder): Promise<OpenedRepository> => {
  const github = await startGitHub();
  await github.seed({
    users: [{ login: "alice", token: "alice" }],
    organizations: [{ login: "acme", members: { alice: "admin" } }],
    repositories: [{ owner: "acme", name: "zoo", files: { seed: "1" } }],
    apps: [
      {
        id: 4242,
        slug: "mltrl",
        privateKey: generateAppKey(),
        permissions,
        installations: [{ id: INSTALLATION, account: "acme" }],
      },
    ],
  });
  const remote = `${github.url.replace("http://", "http://alice:alice@")}/acme/zoo.git`;
  execFileSync("git", ["push", "--quiet", "--force", remote, "main", "head", "--tags"], {
    cwd: folder,
    env: GIT_ENVIRONMENT,
  });
  const token = await github.installationToken({ installation: INSTALLATION });
  const client = installationClient(
    new Octokit({ baseUrl: github.url, auth: token }),
    INSTALLATION,
    createRequestScheduler({ ...systemClock, now: () => 0 }),
  );
  const ref = { id: 1, owner: "acme", name: "zoo", installation: INSTALLATION };
  const cache = createObjectCache(1_000_000);
  const loader = createObjectLoader(client, ref, cache);
  const repository = githubRepository({
    client,
    cache,
    loader,
    repository: ref,
    organization: noOrganizationMemory(),
    ci: NO_CI,
  });
  const fromTheStart = { nodes: [], pageInfo: { hasNextPage: true, endCursor: null } };
  repository.rememberTags(await tagsOf(client, ref, fromTheStart));
  return { repository, close: () => github.close() };
});

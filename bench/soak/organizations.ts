import { type GitHub, generateAppKey } from "../../test/github/start-github.ts";
import { APP_ID, EVENTS, PERMISSIONS, SECRET } from "../../test/support/gated-world.ts";
import { type GithubUser, githubUser } from "../../test/support/github-user.ts";
import { PEOPLE } from "../../test/support/people.ts";
import { CARD, cardText, CONFIG, scannerFiles } from "../../test/support/repository-files.ts";

/** Installations, repositories of each, pull requests of each repository. */
const ORGANIZATIONS = 10;
const REPOSITORIES = 3;
const PULL_REQUESTS = 8;

/** A pull request with the heads it had; it moves between these once it has some. */
export interface OpenPullRequest {
  readonly number: number;
  readonly branch: string;
  readonly home: Home;
  heads: string[];
}

/** A repository whose pull requests are judged. */
export interface Home {
  readonly engineer: GithubUser;
  readonly reviewer: GithubUser;
  /** What every payload of the repository has. */
  readonly frame: Readonly<Record<string, unknown>>;
}

/** What pull requests differ in, so that verdicts do. */
const CHANGES: readonly Readonly<Record<string, string | null>>[] = [
  { "docs/notes.md": "# Notes\n" },
  { [CARD]: cardText({ sections: { "TL;DR": "Marks nodules." } }) },
  { [CARD]: cardText({ sections: { "Intended use": null } }) },
  { "models/nodule/weights.bin": "other weights\n" },
];

/** Seeds people, organisations, repositories and the App; gives the App's key. */
export async function seedOrganizations(github: GitHub): Promise<string> {
  const privateKey = generateAppKey();
  const logins = Array.from({ length: ORGANIZATIONS }, (_, i) => `acme-${i}`);
  await github.setLimits({ rest: 1e9, graphql: 1e9 });
  await github.seed({
    users: PEOPLE.map((login) => ({ login, token: login })),
    organizations: logins.map((login) => ({
      login,
      members: Object.fromEntries(PEOPLE.map((person) => [person, "admin" as const])),
      teams: [{ slug: "product", members: ["product-manager"] }],
    })),
    repositories: logins.flatMap((owner) =>
      Array.from({ length: REPOSITORIES }, (_, i) => repositorySeed(owner, `scanner-${i}`)),
    ),
    apps: [
      {
        id: APP_ID,
        slug: "mltrl-gate",
        owner: logins[0] ?? "",
        privateKey,
        permissions: PERMISSIONS,
        events: EVENTS,
        webhookSecret: SECRET,
        installations: logins.map((account, i) => ({ id: 1000 + i, account })),
      },
    ],
  });
  return privateKey;
}

function repositorySeed(owner: string, name: string) {
  const files = scannerFiles();
  return {
    owner,
    name,
    files: { ...files, [CONFIG]: (files[CONFIG] ?? "").replaceAll("acme/", `${owner}/`) },
    commits: Array.from({ length: PULL_REQUESTS }, (_, i) => ({
      branch: `topic-${i}`,
      message: "Change it",
      files: CHANGES[i % CHANGES.length] ?? {},
    })),
  };
}

/** Opens all pull requests; the App is told of each by GitHub. */
export async function openPullRequests(github: GitHub): Promise<readonly OpenPullRequest[]> {
  const opened: OpenPullRequest[] = [];
  for (let owner = 0; owner < ORGANIZATIONS; owner += 1) {
    for (let name = 0; name < REPOSITORIES; name += 1) {
      const path = `acme-${owner}/scanner-${name}`;
      const engineer = githubUser(github.url, "ml-engineer", path);
      const reviewer = githubUser(github.url, "researcher", path);
      const [repository, sender] = (await Promise.all([
        engineer.wanted("GET", ""),
        fetch(`${github.url}/users/ml-engineer`).then((answer) => answer.json()),
      ])) as [object, object];
      const frame = { repository, sender, installation: { id: 1000 + owner } };
      const home: Home = { engineer, reviewer, frame };
      for (let i = 0; i < PULL_REQUESTS; i += 1) {
        const branch = `topic-${i}`;
        const number = await engineer.openPullRequest(branch, "main");
        opened.push({ number, branch, home, heads: [await engineer.head(number)] });
      }
    }
  }
  return opened;
}

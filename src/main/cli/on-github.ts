import { NO_SIGNATURES } from "../no-signatures.ts";
import { UpstreamError } from "../../core/errors.ts";
import { type Fact, known, unavailable } from "../../core/model/fact.ts";
import { ACTIONS_APP } from "../../core/model/actions-app.ts";
import type { RepositoryRef } from "../../core/model/change.ts";
import { grantsInOrganization, grantsOfApp } from "../../github/github-grants.ts";
import { asUpstream } from "../../github/as-upstream.ts";
import type { Octokit } from "../../github/installation-client.ts";
import type { Grants } from "../../ports/grant.ts";
import { graphqlAddress } from "../github-address.ts";
import { githubFetch } from "../github-fetch.ts";
import { soleClient } from "../github-ports/sole-client.ts";
import type { GithubPorts } from "../github-ports/github-ports.ts";
import type { ExitCode, Option, OptionValues, Surroundings } from "./command.ts";
import { causeLine } from "./print-causes.ts";

/** Options of every command that looks at a repository on GitHub. */
export const GITHUB_OPTIONS = {
  app: {
    type: "string",
    value: "ID",
    description: "The App's id, as its settings show it; else APP_ID of the environment",
  },
} as const satisfies Record<string, Option>;

/** What the help of such a command says of where it gets its rights. */
export const GITHUB_NOTES = [
  "Acts by GITHUB_TOKEN, a person's own; or as the App by APP_ID and PRIVATE_KEY.",
  "GITHUB_API_URL: another host than https://api.github.com, such as https://HOST/api/v3.",
];

/** A repository on GitHub, to be asked and written to as somebody. */
export interface OnGithub {
  readonly app: number;
  readonly repository: RepositoryRef;
  readonly ports: GithubPorts;
  readonly grants: Grants;
}

/** Finds the repository `owner/name` by the rights in the environment. Where that fails, says why. */
export async function onGithub(
  words: string,
  options: OptionValues,
  surroundings: Surroundings,
  use: (found: OnGithub) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { environment, clock, complain } = surroundings;
  const apiUrl = apiUrlIn(environment);
  const [, owner, name] = /^([\w.-]+)\/([\w.-]+)$/.exec(words) ?? [];
  const id = options["app"] ?? environment["APP_ID"];
  const app = Number(id);
  const faults = [
    ...(owner === undefined ? [`expected <owner>/<repository>; got ${words}`] : []),
    ...(Number.isSafeInteger(app) && app > 0
      ? []
      : [
          `say which App the checks come from: --app ID, or APP_ID in the environment${id === undefined ? "" : `; expected its number, got ${String(id)}`}`,
        ]),
    ...(app === ACTIONS_APP
      ? [
          `App ${ACTIONS_APP} is GitHub Actions itself: any workflow makes checks as it, also one that a pull request brings, and a gate must not be required of it; give the id of your own App`,
        ]
      : []),
    ...(hasRights(environment)
      ? []
      : ["set GITHUB_TOKEN, or APP_ID and PRIVATE_KEY of the App, in the environment"]),
  ];
  if (owner === undefined || name === undefined || faults.length > 0) {
    complain(faults.map(causeLine).join(""));
    return 2;
  }
  const seen = await answered(words, async () => {
    const access = await signedIn(surroundings, owner, name);
    const client = soleClient(access.octokit, { ...access, graphqlUrl: graphqlAddress(apiUrl) }, clock); // prettier-ignore
    const found = await client.rest<Found>("GET /repos/{owner}/{repo}", { owner, repo: name });
    return { ...access, client, found };
  });
  if (seen.state === "unavailable") {
    complain(causeLine(seen.reason));
    return 2;
  }
  const { client, found, installation, self } = seen.value;
  // Loaded by whoever needs it: the other commands ask nothing of GitHub.
  const [{ openGithubPorts }, { freshMemory }] = await Promise.all([
    import("../github-ports/open-github-ports.ts"),
    import("../github-ports/fresh-memory.ts"),
  ]);
  const ports = openGithubPorts({
    clientOf: () => Promise.resolve(client),
    app,
    webUrl: environment["GITHUB_SERVER_URL"] ?? "https://github.com",
    login: () => Promise.reject(new Error("the command line writes no issues")),
    recordsOf: () => {
      throw new Error("the command line keeps no records");
    },
    verify: NO_SIGNATURES,
    memory: freshMemory(clock),
  });
  const repository = { id: found.id, owner: found.owner.login, name: found.name, installation };
  const grants = self
    ? grantsOfApp(self, installation)
    : grantsInOrganization(client, repository.owner, app);
  return use({ app, repository, ports, grants });
}

/** The part of a repository's description that is used. */
interface Found {
  readonly id: number;
  readonly name: string;
  readonly owner: { readonly login: string };
}

/** What GitHub says of a repository; where it is silent or refuses, in words what it said and what may be wrong. */
async function answered<T>(repository: string, ask: () => Promise<T>): Promise<Fact<T>> {
  try {
    return known(await ask());
  } catch (error) {
    const { status, message } = error as { readonly status?: number; readonly message: string };
    if (status === undefined && !(error instanceof UpstreamError)) throw error;
    const fault = asUpstream(error);
    if (fault instanceof UpstreamError) {
      return unavailable("upstream", `${repository} cannot be looked at: ${fault.message}; try again later`); // prettier-ignore
    }
    const [said = ""] = message.split(" - ");
    const mend =
      status === 401
        ? "see whether GITHUB_TOKEN, or APP_ID and PRIVATE_KEY, are valid"
        : "see whether it is spelled like this, and whether whoever asks may see it";
    return unavailable(
      "not-visible",
      `${repository} cannot be looked at: GitHub answered ${status}: ${said}; ${mend}`,
    );
  }
}

type Environment = Surroundings["environment"];

function apiUrlIn({ GITHUB_API_URL: url = "https://api.github.com" }: Environment): string {
  return url;
}

function hasRights(environment: Environment): boolean {
  const { GITHUB_TOKEN: token, APP_ID: id, PRIVATE_KEY: key } = environment;
  return Boolean(token) || (Boolean(id) && Boolean(key));
}

interface SignedIn {
  readonly octokit: Octokit;
  /** 0 for a person. */
  readonly installation: number;
  /** The App itself, where it is the App. */
  readonly self?: Octokit;
}

/** A person's token, or the App's own on the repository. */
async function signedIn(
  { environment, patience }: Surroundings,
  owner: string,
  repo: string,
): Promise<SignedIn> {
  const { GITHUB_TOKEN: githubToken, APP_ID, PRIVATE_KEY = "" } = environment;
  const [{ openProbot }, { pino }] = await Promise.all([
    import("../open-probot.ts"),
    import("pino"),
  ]);
  const probot = await openProbot({
    rights: githubToken
      ? { githubToken }
      : { appId: Number(APP_ID), privateKey: PRIVATE_KEY.replaceAll(String.raw`\n`, "\n") },
    apiUrl: apiUrlIn(environment),
    log: pino({ level: "silent" }),
    send: githubFetch(patience),
  });
  const self = await probot.auth();
  if (githubToken) return { octokit: self as unknown as Octokit, installation: 0 };
  const { data } = await self.request("GET /repos/{owner}/{repo}/installation", { owner, repo });
  const octokit = (await probot.auth(data.id)) as unknown as Octokit;
  return { octokit, installation: data.id, self: self as unknown as Octokit };
}

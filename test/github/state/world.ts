import type { Clock } from "../clock.ts";
import type {
  Artifact,
  Attestation,
  Trigger,
  Workflow,
  WorkflowJob,
  WorkflowRun,
} from "./actions.ts";
import type {
  Account,
  App,
  CheckRun,
  CheckSuite,
  Happening,
  Installation,
  Issue,
  IssueComment,
  PullRequest,
  Repository,
  Review,
  Team,
  Token,
  User,
} from "./nouns.ts";

/** What a global node id can stand for. */
export type Node =
  | Account
  | Team
  | Repository
  | Issue
  | IssueComment
  | PullRequest
  | Review
  | CheckRun
  | CheckSuite;

/** All that the stand-in knows, except what git keeps. */
export type World = {
  /** Root of the API, without a slash at the end; set once the port is known. */
  url: string;
  /** Where artifacts lie: another host than the API's, as on GitHub. */
  storageUrl: string;
  readonly directory: string;
  readonly clock: Clock;
  readonly accounts: Map<string, Account>;
  readonly usersByEmail: Map<string, User>;
  readonly repositories: Map<string, Repository>;
  /** By the `owner/name` that they had: old links go on until something else takes the name. */
  readonly movedRepositories: Map<string, Repository>;
  readonly repositoriesById: Map<number, Repository>;
  readonly apps: Map<number, App>;
  readonly installations: Map<number, Installation>;
  readonly tokens: Map<string, Token>;
  readonly nodes: Map<string, Node>;
  readonly checkRuns: Map<number, CheckRun>;
  readonly checkSuites: Map<number, CheckSuite>;
  readonly comments: Map<number, IssueComment>;
  readonly workflows: Map<number, Workflow>;
  readonly workflowRuns: Map<number, WorkflowRun>;
  /** By the id of their check run. */
  readonly workflowJobs: Map<number, WorkflowJob>;
  readonly artifacts: Map<number, Artifact>;
  readonly attestations: Attestation[];
  /** What workflows may listen to, kept for a runner since one watches; undefined while none does. */
  triggers: Trigger[] | undefined;
  readonly limits: { rest: number; graphql: number };
  /** Of those that have limits of their own. */
  readonly limitsOfInstallations: Map<number, { rest: number; graphql: number }>;
  readonly nextId: () => number;
  /** Set by the webhook dispatcher. */
  publish: (happening: Happening) => void;
};

/** An empty world. */
export function createWorld(directory: string, clock: Clock): World {
  let last = 1000;
  return {
    url: "",
    storageUrl: "",
    directory,
    clock,
    accounts: new Map(),
    usersByEmail: new Map(),
    repositories: new Map(),
    movedRepositories: new Map(),
    repositoriesById: new Map(),
    apps: new Map(),
    installations: new Map(),
    tokens: new Map(),
    nodes: new Map(),
    checkRuns: new Map(),
    checkSuites: new Map(),
    comments: new Map(),
    workflows: new Map(),
    workflowRuns: new Map(),
    workflowJobs: new Map(),
    artifacts: new Map(),
    attestations: [],
    triggers: undefined,
    limits: { rest: 5000, graphql: 5000 },
    limitsOfInstallations: new Map(),
    nextId: () => (last += 1),
    publish: () => undefined,
  };
}

const prefixes: Readonly<Record<string, string>> = {
  User: "U",
  Bot: "BOT",
  Organization: "O",
  Team: "T",
  Repository: "R",
  Issue: "I",
  IssueComment: "IC",
  PullRequest: "PR",
  PullRequestReview: "PRR",
  CheckRun: "CR",
  CheckSuite: "CS",
  WorkflowRun: "WFR",
  Workflow: "W",
  App: "A",
  Label: "LA",
};

/** An opaque global id, of the form GitHub gives its newer ones. */
export function nodeId(kind: string, id: number | string): string {
  const prefix = prefixes[kind] ?? kind.replaceAll(/[a-z]/g, "");
  return `${prefix}_${Buffer.from(`${kind}:${id}`).toString("base64url")}`;
}

/** Logins and repository names are found whatever their case. */
export function findAccount(world: World, login: string): Account | undefined {
  return world.accounts.get(login.toLowerCase());
}

/** A person or bot by login. */
export function findUser(world: World, login: string): User | undefined {
  const account = findAccount(world, login);
  return account === undefined || account.kind === "Organization" ? undefined : account;
}

/** A repository by `owner` and `name`, whatever their case. */
export function findRepository(world: World, owner: string, name: string): Repository | undefined {
  const key = `${owner}/${name}`.toLowerCase();
  return world.repositories.get(key) ?? world.movedRepositories.get(key);
}

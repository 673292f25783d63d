import { readFileSync } from "node:fs";
import type { RepositoryRef } from "../../core/model/change.ts";
import { type Fact, known, unavailable } from "../../core/model/fact.ts";
import { type RepositoryPayload, repositoryOf } from "../../events/payload.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** The job that the Action runs in, as the runner tells of it. */
export interface Job {
  readonly event: string;
  readonly payload: RepositoryPayload;
  readonly repository: RepositoryRef;
  /** `https://github.com/acme/zoo` */
  readonly repositoryUrl: string;
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  /** What the job was started for: of a pull request its merge with the base. */
  readonly sha: string;
  /** `refs/heads/main` */
  readonly ref: string;
  /** Where a checkout is, if there is one. */
  readonly workspace: string;
  readonly temporary: string;
  readonly run: OwnRun;
}

/** The run of a workflow that the job is part of. */
export interface OwnRun {
  readonly id: number;
  readonly attempt: number;
  readonly url: string;
  /** `acme/zoo/.github/workflows/gate.yml@refs/heads/main`; of a workflow that others call, the caller's. */
  readonly workflowRef: string;
}

const NEEDED = [
  "GITHUB_EVENT_NAME",
  "GITHUB_EVENT_PATH",
  "GITHUB_REPOSITORY",
  "GITHUB_SHA",
] as const;

/** Reads what the runner says in the environment and in the file of the event. */
export function readJob(environment: Environment): Fact<Job> {
  const lacking = NEEDED.filter((name) => (environment[name] ?? "") === "");
  if (lacking.length > 0) {
    return unavailable(
      "missing",
      `this runs as a step of a workflow, and the runner sets ${lacking.join(", ")}; on a machine of your own use the command line, mltrl check`,
    );
  }
  const given = (name: string, otherwise = ""): string => environment[name] || otherwise;
  const path = given("GITHUB_EVENT_PATH");
  const payload = readPayload(path);
  if (payload.state === "unavailable") return payload;
  const server = given("GITHUB_SERVER_URL", "https://github.com");
  const api = given("GITHUB_API_URL", "https://api.github.com");
  const repository = repositoryIn(payload.value, environment);
  const name = `${repository.owner}/${repository.name}`;
  const id = Number(given("GITHUB_RUN_ID", "0"));
  return known({
    event: given("GITHUB_EVENT_NAME"),
    payload: payload.value,
    repository,
    repositoryUrl: `${server}/${name}`,
    apiUrl: api,
    graphqlUrl: given("GITHUB_GRAPHQL_URL", `${api}/graphql`),
    sha: given("GITHUB_SHA"),
    ref: given("GITHUB_REF"),
    workspace: given("GITHUB_WORKSPACE", "."),
    temporary: given("RUNNER_TEMP", "."),
    run: {
      id,
      attempt: Number(given("GITHUB_RUN_ATTEMPT", "1")),
      url: `${server}/${name}/actions/runs/${id}`,
      workflowRef: given("GITHUB_WORKFLOW_REF"),
    },
  });
}

function readPayload(path: string): Fact<RepositoryPayload> {
  try {
    return known(JSON.parse(readFileSync(path, "utf8")) as RepositoryPayload);
  } catch (error) {
    return unavailable("invalid", `the event in ${path} cannot be read: ${String(error)}`);
  }
}

/** A schedule's payload does not say which repository it is about. */
function repositoryIn(payload: RepositoryPayload, environment: Environment): RepositoryRef {
  if ((payload as Partial<RepositoryPayload>).repository?.owner) return repositoryOf(payload);
  const [owner = "", name = ""] = (environment["GITHUB_REPOSITORY"] ?? "").split("/");
  return { id: Number(environment["GITHUB_REPOSITORY_ID"] ?? "0"), owner, name, installation: 0 };
}

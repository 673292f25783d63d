import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseInputs } from "../../src/main/action/inputs.ts";
import type { JobSurroundings } from "../../src/main/action/job-surroundings.ts";
import { judgePullRequest } from "../../src/main/action/judge-pull-request.ts";
import { leaveChange } from "../../src/main/action/leave.ts";
import type { Runner } from "../../src/main/action/runner.ts";
import { parseFacts, supplyFacts } from "../../src/main/cli/supply-facts.ts";
import { PATIENCE } from "../../src/github/timed-fetch.ts";
import type { GithubPorts } from "../../src/main/github-ports/github-ports.ts";
import { type Front } from "../../src/report/check-output-schema.ts";
import { checkOutput, jsonText } from "../../src/report/json.ts";
import { type Engine, rulesById } from "../../src/use-cases/engine.ts";
import type { JudgePorts } from "../../src/use-cases/judge.ts";
import { judgeWithPreview } from "../../src/use-cases/preview-policy.ts";
import { mltrl } from "../cli/command-line.ts";
import { type GitHub, startGitHub } from "../github/start-github.ts";
import type { FactsFile } from "./facts-file.ts";
import { createRepository } from "./gated-repository.ts";
import { seedPeople } from "./gated-world.ts";
import { GIT_ENVIRONMENT } from "./git-repository.ts";
import { INSTALLATION, OWNER } from "./people.ts";
import { portsOnGithub } from "./ports-on-github.ts";

/** A pull request as a repository with its branch checked out, and all that git does not tell of it. */
export interface InGit {
  readonly topic: string;
  readonly baseRef: string;
  readonly facts: FactsFile;
}

/** The same pull request as a work tree and on GitHub. */
export interface Placed extends InGit {
  readonly folder: string;
  /** The file of its facts. */
  readonly file: string;
  readonly repository: { id: number; owner: string; name: string; installation: number };
  readonly number: number;
  readonly onGithub: JudgePorts;
}

/** Where App, Action and command line judge the same pull request. */
export interface ThreeFronts {
  /** @param write writes the repository into an empty folder */
  place(name: string, write: (folder: string) => Promise<InGit>): Promise<Placed>;
  /** The report of each, by the facts of the file. */
  reports(placed: Placed, engine: Engine): Promise<Reports>;
  close(): Promise<void>;
}

interface Reports {
  /** Undefined where no check guards the branch: the App shows nothing then. */
  readonly app: string | undefined;
  readonly cli: string;
  readonly action: string;
}

export async function startThreeFronts(): Promise<ThreeFronts> {
  const github = await startGitHub();
  await seedPeople(github, false);
  const ports = await portsOnGithub(github);
  const room = mkdtempSync(join(tmpdir(), "mltrl-facts-"));
  return {
    async place(name, write) {
      const folder = join(room, name);
      mkdirSync(folder);
      const inGit = await write(folder);
      const file = join(room, `${name}.json`);
      writeFileSync(file, JSON.stringify(inGit.facts));
      return { ...inGit, folder, file, ...(await pushed(name, folder, inGit, { github, ports })) };
    },
    async reports(placed, engine) {
      const { folder, file, facts, baseRef, onGithub } = placed;
      const read = parseFacts(JSON.stringify(facts), file);
      if (!read.ok) throw new Error(JSON.stringify(read.problems));
      const seen = supplyFacts(onGithub, read.value);
      const temporary = mkdtempSync(join(room, "job-"));
      const cli = await mltrl(folder, ["check", "--json", "--base", baseRef, "--facts", file]);
      return {
        app: await reportOf(seen, engine, "app"),
        cli: cli.out,
        action: await reportOfAction(placed, { ...ports, ofPullRequest: () => Promise.resolve({ ...onGithub, ...seen } as never) }, { engine, temporary, server: github.url }), // prettier-ignore
      };
    },
    async close() {
      rmSync(room, { recursive: true, force: true });
      await github.close();
    },
  };
}

/** Opens the pull request of a work tree on GitHub. */
async function pushed(
  name: string,
  folder: string,
  { topic, baseRef }: InGit,
  { github, ports }: { readonly github: GitHub; readonly ports: GithubPorts },
): Promise<Pick<Placed, "repository" | "number" | "onGithub">> {
  const home = await createRepository(
    name,
    { files: { "README.md": "" } },
    { github, clones: [], quiet: () => Promise.resolve() },
  );
  const url = `${github.url.replace("//", "//platform-admin:platform-admin@")}/${OWNER}/${name}.git`;
  execFileSync("git", ["push", "--quiet", "--force", "--all", "--follow-tags", url], { cwd: folder, env: GIT_ENVIRONMENT }); // prettier-ignore
  execFileSync("git", ["push", "--quiet", "--tags", url], { cwd: folder, env: GIT_ENVIRONMENT });
  const { number } = await home.propose({ from: topic, to: baseRef });
  const { id } = (await home.as("ml-engineer").wanted("GET", "")) as { id: number };
  const repository = { id, owner: OWNER, name, installation: INSTALLATION };
  const onGithub = await ports.ofPullRequest(repository, number);
  // Read once: what a file of facts says of CI asks for it again and again.
  const read = await onGithub.source.read();
  return {
    repository,
    number,
    onGithub: { ...onGithub, source: { read: () => Promise.resolve(read) } },
  };
}

/** The report of a front that judges by these ports; undefined where no check guards the branch. */
export async function reportOf(
  seen: JudgePorts,
  engine: Engine,
  front: Front,
): Promise<string | undefined> {
  const verdict = await judgeWithPreview(seen, engine);
  if (verdict.state === "unavailable") throw new Error(verdict.reason);
  const { decision } = verdict.value;
  return decision && jsonText(checkOutput(decision, rulesById(engine, decision.provenance.ladder), front)); // prettier-ignore
}

/** The report that the Action writes of a pull request that is checked out in its job. */
async function reportOfAction(
  { folder, repository, number }: Placed,
  github: GithubPorts,
  { engine, temporary, server }: { engine: Engine; temporary: string; server: string },
): Promise<string> {
  const inputs = parseInputs(() => "");
  if (!inputs.ok) throw new Error(inputs.faults.join("; "));
  const repositoryUrl = `${server}/${OWNER}/${repository.name}`;
  const surroundings: JobSurroundings = {
    job: {
      event: "pull_request",
      payload: {
        repository: { id: repository.id, name: repository.name, owner: { login: OWNER } },
      },
      repository,
      repositoryUrl,
      apiUrl: server,
      graphqlUrl: `${server}/graphql`,
      sha: "",
      ref: `refs/pull/${number}/merge`,
      workspace: folder,
      temporary,
      run: { id: 1, attempt: 1, url: `${repositoryUrl}/actions/runs/1`, workflowRef: "" },
    },
    inputs: inputs.value,
    environment: GIT_ENVIRONMENT,
    engine,
    clock: { now: () => Date.now() },
    patience: PATIENCE,
    github: () => Promise.resolve(github),
    say: () => undefined,
  };
  const judged = await judgePullRequest({ number }, surroundings);
  await leaveChange(judged, { surroundings, runner: SILENT, hidden: () => [] });
  return readFileSync(join(temporary, "mltrl-report.json"), "utf8");
}

const SILENT: Runner = {
  input: () => "",
  output: () => undefined,
  say: () => undefined,
  summarise: () => Promise.resolve(true),
  hide: () => undefined,
};

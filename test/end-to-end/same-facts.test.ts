import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { JudgePorts } from "../../src/use-cases/judge.ts";
import { parseInputs } from "../../src/main/action/inputs.ts";
import type { JobSurroundings } from "../../src/main/action/job-surroundings.ts";
import { judgePullRequest } from "../../src/main/action/judge-pull-request.ts";
import { leaveChange } from "../../src/main/action/leave.ts";
import type { Runner } from "../../src/main/action/runner.ts";
import type { SuppliedFacts } from "../../src/main/cli/facts-schema.ts";
import { parseFacts, supplyFacts } from "../../src/main/cli/supply-facts.ts";
import type { GithubPorts } from "../../src/main/github-ports.ts";
import { type CheckOutput, type Front } from "../../src/report/check-output-schema.ts";
import { checkOutput, jsonText } from "../../src/report/json.ts";
import { type Engine, rulesById } from "../../src/use-cases/engine.ts";
import { judgeWithPreview } from "../../src/use-cases/preview-policy.ts";
import { mltrl } from "../cli/command-line.ts";
import { engineOf, readScenario, scenarioNames } from "../gate/scenario.ts";
import { scenarioInGit, TOPIC } from "../gate/scenario-in-git.ts";
import { type GitHub, startGitHub } from "../github/start-github.ts";
import { createRepository } from "../support/gated-repository.ts";
import { seedPeople } from "../support/gated-world.ts";
import { GIT_ENVIRONMENT } from "../support/git-repository.ts";
import { INSTALLATION, OWNER } from "../support/people.ts";
import { portsOnGithub } from "../support/ports-on-github.ts";

jest.setTimeout(60_000);

let github: GitHub;
let ports: GithubPorts;
let room: string;
beforeAll(async () => {
  github = await startGitHub();
  await seedPeople(github, false);
  ports = await portsOnGithub(github);
  room = mkdtempSync(join(tmpdir(), "mltrl-facts-"));
});
afterAll(async () => {
  rmSync(room, { recursive: true, force: true });
  await github.close();
});

/** A scenario as a work tree, and the same commits as a pull request on GitHub. */
async function placed(scenario: string, name = scenario) {
  const folder = join(room, name);
  mkdirSync(folder);
  const { baseRef, facts } = await scenarioInGit(scenario, folder);
  const file = join(room, `${name}.json`);
  writeFileSync(file, JSON.stringify(facts));
  const home = await createRepository(
    name,
    { files: { "README.md": "" } },
    { github, clones: [], quiet: () => Promise.resolve() },
  );
  const url = `${github.url.replace("//", "//platform-admin:platform-admin@")}/${OWNER}/${name}.git`;
  execFileSync("git", ["push", "--quiet", "--force", "--all", "--follow-tags", url], { cwd: folder, env: GIT_ENVIRONMENT }); // prettier-ignore
  execFileSync("git", ["push", "--quiet", "--tags", url], { cwd: folder, env: GIT_ENVIRONMENT });
  const { number } = await home.propose({ from: TOPIC, to: baseRef });
  const { id } = (await home.as("ml-engineer").wanted("GET", "")) as { id: number };
  const repository = { id, owner: OWNER, name, installation: INSTALLATION };
  const onGithub = await ports.ofPullRequest(repository, number);
  return { folder, file, facts, baseRef, repository, number, onGithub };
}

/** The report of the App: what it judges, by what it reads from GitHub and from the facts. */
async function reportOf(name: string, seen: JudgePorts, front: Front): Promise<string> {
  const engine = engineOf(name);
  const verdict = await judgeWithPreview(seen, engine);
  if (verdict.state === "unavailable") throw new Error(verdict.reason);
  const { decision } = verdict.value;
  if (decision === undefined) throw new Error("no check guards the branch");
  return jsonText(checkOutput(decision, rulesById(engine, decision.provenance.ladder), front));
}

/** The report that the Action writes of the same pull request, checked out in its job. */
async function reportOfAction(
  { folder, repository, number, onGithub }: Awaited<ReturnType<typeof placed>>,
  facts: SuppliedFacts,
  engine: Engine,
): Promise<string> {
  const temporary = mkdtempSync(join(room, "job-"));
  const inputs = parseInputs(() => "");
  if (!inputs.ok) throw new Error(inputs.faults.join("; "));
  const repositoryUrl = `${github.url}/${OWNER}/${repository.name}`;
  const surroundings: JobSurroundings = {
    job: {
      event: "pull_request",
      payload: {
        repository: { id: repository.id, name: repository.name, owner: { login: OWNER } },
      },
      repository,
      repositoryUrl,
      apiUrl: github.url,
      graphqlUrl: `${github.url}/graphql`,
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
    github: () =>
      Promise.resolve({
        ...ports,
        ofPullRequest: () => Promise.resolve({ ...onGithub, ...supplyFacts(onGithub, facts) }),
      }),
    say: () => undefined,
  };
  const runner: Runner = {
    input: () => "",
    output: () => undefined,
    say: () => undefined,
    summarise: () => Promise.resolve(true),
    hide: () => undefined,
  };
  const judged = await judgePullRequest({ number }, surroundings);
  await leaveChange(judged, { surroundings, runner, hidden: () => [] });
  return readFileSync(join(temporary, "mltrl-report.json"), "utf8");
}

describe("the same facts come to the same report, whoever judges", () => {
  test.each(scenarioNames())("%s", async (name) => {
    const place = await placed(name);
    const { folder, file, facts, baseRef, onGithub } = place;
    const read = parseFacts(JSON.stringify(facts), file);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));

    const app = await reportOf(name, supplyFacts(onGithub, read.value), "app");
    const cli = await mltrl(folder, ["check", "--json", "--base", baseRef, "--facts", file]);
    expect(cli.out).toBe(app.replace('"front": "app"', '"front": "cli"'));
    const action = await reportOfAction(place, read.value, engineOf(name));
    expect(action).toBe(app.replace('"front": "app"', '"front": "action"'));

    // The repository that was made says what the scenario says.
    const expected = JSON.parse(await reportOf(name, readScenario(name), "app")) as CheckOutput;
    expect((JSON.parse(app) as CheckOutput).checks).toEqual(expected.checks);
  });
});

describe("without the facts", () => {
  test("the command line says what it cannot see, where the App sees it", async () => {
    const { folder, baseRef, onGithub } = await placed("waiting-for-panel", "unseen");
    const app = await reportOf("waiting-for-panel", onGithub, "app");
    const cli = await mltrl(folder, ["check", "--json", "--base", baseRef]);
    expect(panelIn(app)?.reason).not.toContain("not visible");
    expect(panelIn(cli.out)).toMatchObject({
      outcome: "pending",
      reason: expect.stringMatching(/^not visible in a work tree: /),
    });
  });
});

function panelIn(report: string) {
  const { components } = JSON.parse(report) as CheckOutput;
  const findings = components.flatMap((component) => component.findings);
  return findings.find(({ rule }) => rule === "review-panel-satisfied");
}

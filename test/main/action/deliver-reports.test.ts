import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { parseManifest } from "../../../src/evidence/manifest.ts";
import { PATIENCE } from "../../../src/github/timed-fetch.ts";
import { catalogue } from "../../../src/generated/catalogue.ts";
import { deliverReports } from "../../../src/main/action/deliver-reports.ts";
import { parseInputs } from "../../../src/main/action/inputs.ts";
import { GIT_ENVIRONMENT, makeRepository, type TestRepository } from "../../support/git-repository.ts"; // prettier-ignore

let repository: TestRepository;
let temporary: string;
beforeEach(() => {
  repository = makeRepository({ "a.txt": "a" });
  temporary = mkdtempSync(join(tmpdir(), "mltrl-job-"));
});
afterEach(() => {
  repository.remove();
  rmSync(temporary, { recursive: true });
});

/** Runs it in a job, with inputs; what it says, sets and writes. */
async function deliver(given: Readonly<Record<string, string>>) {
  const inputs = parseInputs((name) => given[name] ?? "");
  if (!inputs.ok) throw new Error(inputs.faults.join());
  const sha = repository.git("rev-parse", "HEAD");
  const said: string[] = [];
  const outputs: Record<string, string> = {};
  const run = { id: 9, attempt: 2, url: "", workflowRef: "acme/zoo/.github/workflows/ci.yml@refs/heads/topic" }; // prettier-ignore
  const home = { id: 1, owner: "acme", name: "zoo", installation: 0 };
  const job = {
    event: "push",
    payload: { repository: { id: 1, name: "zoo", owner: { login: "acme" } } },
    repository: home,
    repositoryUrl: "http://127.0.0.1:9/acme/zoo",
    apiUrl: "",
    graphqlUrl: "",
    sha,
    ref: "",
    workspace: repository.folder,
    temporary,
    run,
  };
  const environment = {
    ...GIT_ENVIRONMENT,
    GITHUB_EVENT_NAME: "push",
    GITHUB_REPOSITORY_ID: "1",
    GITHUB_RUN_ATTEMPT: "2",
    GITHUB_RUN_ID: "9",
    GITHUB_SHA: sha,
    GITHUB_WORKFLOW_REF: run.workflowRef,
  };
  await deliverReports(
    {
      job,
      inputs: inputs.value,
      environment,
      engine: { catalogue, version: "test" },
      clock: { now: () => 0 },
      patience: PATIENCE,
      github: undefined,
      say: (line) => void said.push(line),
    },
    {
      input: () => "",
      output: (name, value) => void (outputs[name] = value),
      say: (line) => void said.push(line),
      summarise: () => Promise.resolve(true),
      hide: () => undefined,
    },
  );
  return { said, outputs, sha };
}

const XML = "<testsuite/>\n";

test("writes the reports and their manifest for an artifact", async () => {
  repository.write({ "downloaded/reports/a.xml": XML });
  const collect = join(temporary, "evidence");
  const evidence = "reports/*.xml format=junit";
  const { outputs, said, sha } = await deliver({ collect, evidence, "reports-from": "downloaded" });
  expect(outputs).toEqual({ collected: "1" });
  expect(said).toContain("Collected for an artifact mltrl-evidence-<job>: reports/a.xml");
  expect(readFileSync(join(collect, "reports/a.xml"), "utf8")).toBe(XML);
  const manifest = parseManifest(readFileSync(join(collect, "mltrl-evidence.json"), "utf8"), "m");
  expect(manifest).toMatchObject({ value: { runId: 9, headSha: sha, checkedOutSha: sha } });
});

test.each([
  ["there are none", { evidence: "reports/*.xml" }, "there is no file of reports/*.xml"],
  ["their folder is not there", { evidence: "*.xml", "reports-from": "gone" }, "there is no folder"], // prettier-ignore
])("where %s it warns, and closes nothing", async (_, given, why) => {
  const { outputs, said } = await deliver({ ...given, collect: join(temporary, "evidence") });
  expect(outputs).toEqual({ collected: "0" });
  expect(said.at(-1)).toMatch(/^::warning::No reports were collected: /);
  expect(said.at(-1)).toContain(why);
  expect(existsSync(join(temporary, "evidence"))).toBe(false);
});

test("does nothing unless it is asked to", async () => {
  repository.write({ "a.xml": XML });
  expect(await deliver({ evidence: "a.xml" })).toMatchObject({ outputs: {}, said: [] });
});

import { tmpdir } from "node:os";
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { mltrl, type Outcome } from "../cli/command-line.ts";
import type { Fault } from "../github/faults.ts";
import { generateAppKey } from "../github/start-github.ts";
import { actionInProcess, type StepResult } from "../support/action-job.ts";
import { type JobWorld, startJobWorld } from "../support/job-world.ts";
import { APP_ID } from "../support/people.ts";

jest.setTimeout(60_000);

const PATIENCE = { begin: 2000, end: 3000 };
/** Nobody would wait so long. */
const FOR_EVER = 20_000;

let world: JobWorld;
beforeAll(async () => {
  world = await startJobWorld(actionInProcess(PATIENCE));
});
afterEach(() => world.github.clearFaults());
afterAll(() => world.close());

const RETRAINED = { "models/nodule/weights.bin": "other weights\n" };

type Silence = Pick<Fault, "path" | "operationName">;
const GIT: Silence = { path: "/info/refs$" };

/** Has GitHub be silent to some requests while `ask` goes on, which has to end long before GitHub would answer. */
async function inSilence<T>(faults: readonly Silence[], ask: () => Promise<T>): Promise<T> {
  for (const fault of faults) {
    await world.github.addFault({ kind: "hang", milliseconds: FOR_EVER, ...fault });
  }
  const started = Date.now();
  const result = await ask();
  expect(Date.now() - started).toBeLessThan(FOR_EVER / 2);
  return result;
}

async function judged(name: string, ...faults: readonly Silence[]): Promise<StepResult> {
  const { propose } = await world.scanner(name);
  await propose("topic", RETRAINED);
  const payload = await world.told(name, "pull_request");
  const job = { repository: name, event: "pull_request", payload, checkout: "none" } as const;
  return inSilence(faults, () => world.run(job));
}

describe("the Action where GitHub is silent", () => {
  test.each<[string, string, ...Silence[]]>([
    ["about the pull request", "EvaluatePullRequest"],
    ["about what the repository holds", "ReadObjects", GIT],
  ])("%s fails the job, and says that facts are unavailable and why", async (what, operationName, ...more) => {
    const { code, log, outputs } = await judged(what.replaceAll(" ", "-"), { operationName }, ...more);
    expect({ code, ...outputs }).toMatchObject({ code: 1, conclusion: "failure", passed: "false" });
    expect(log).toContain("Nothing was judged, since what only GitHub knows is unavailable.");
    expect(log).toContain(`no answer to "graphql ${operationName}" within 2 s. Run the job again`);
  }); // prettier-ignore

  test("to git alone judges by what GitHub's API tells", async () => {
    const { outputs } = await judged("silent-git", GIT);
    expect(outputs["failing"]).toContain("semver-model");
  });
});

function call(
  words: readonly string[],
  rights: Readonly<Record<string, string>>,
): Promise<Outcome> {
  const environment = { GITHUB_API_URL: world.github.url, ...rights };
  return mltrl(tmpdir(), words, { environment, patience: PATIENCE });
}

describe("the command line where GitHub is silent", () => {
  const person = { GITHUB_TOKEN: "platform-admin" };
  const app = { APP_ID: String(APP_ID), PRIVATE_KEY: generateAppKey() };

  test.each<[string, string, Silence, Record<string, string>, string]>([
    ["to a person who asks for the repository", "doctor", { path: "/repos/acme/[^/]+$" }, person, "acme/NAME cannot be looked at: GitHub did not answer: no answer to \"GET /repos/{owner}/{repo}\" within 2 s; try again later"],
    ["to the App that signs in", "doctor", { path: "/installation$" }, app, "acme/NAME cannot be looked at: GitHub did not answer: no answer to \"GET /repos/{owner}/{repo}/installation\" within 2 s; try again later"],
    ["about rules", "setup", { path: "/rulesets$" }, person, "GitHub did not answer: no answer to \"GET /repos/{owner}/{repo}/rulesets\" within 2 s"],
  ])("%s ends with 2, and says what was not answered", async (what, command, fault, rights, why) => {
    const name = what.replaceAll(" ", "-");
    await world.scanner(name);
    const words = [command, `acme/${name}`, "--app", String(APP_ID)];
    const outcome = await inSilence([fault], () => call(words, rights));
    expect(outcome).toEqual({ code: 2, out: "", err: `mltrl: ${why.replace("NAME", name)}\n` });
  }); // prettier-ignore
});

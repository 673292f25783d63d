import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type Environment, readJob } from "../../../src/main/action/job.ts";
import { runnerOf } from "../../../src/main/action/runner.ts";

const folder = mkdtempSync(join(tmpdir(), "mltrl-job-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function job(event: string, changes: Environment = {}) {
  const path = join(folder, "event.json");
  writeFileSync(path, event);
  return readJob({
    GITHUB_EVENT_NAME: "schedule",
    GITHUB_EVENT_PATH: path,
    GITHUB_REPOSITORY: "acme/scanner",
    GITHUB_REPOSITORY_ID: "7",
    GITHUB_SHA: "a".repeat(40),
    ...changes,
  });
}

describe("a job", () => {
  test("is on github.com unless the runner says otherwise", () => {
    expect(job("{}")).toMatchObject({
      value: {
        repository: { id: 7, owner: "acme", name: "scanner" },
        repositoryUrl: "https://github.com/acme/scanner",
        apiUrl: "https://api.github.com",
        graphqlUrl: "https://api.github.com/graphql",
        run: { attempt: 1 },
      },
    });
  });

  test("is on GitHub Enterprise Server where the runner is", () => {
    const server = {
      GITHUB_SERVER_URL: "https://git.acme.example",
      GITHUB_API_URL: "https://git.acme.example/api/v3",
      GITHUB_GRAPHQL_URL: "https://git.acme.example/api/graphql",
      GITHUB_RUN_ID: "12",
    };
    expect(job("{}", server)).toMatchObject({
      value: {
        repositoryUrl: "https://git.acme.example/acme/scanner",
        apiUrl: "https://git.acme.example/api/v3",
        graphqlUrl: "https://git.acme.example/api/graphql",
        run: { id: 12, url: "https://git.acme.example/acme/scanner/actions/runs/12" },
      },
    });
  });

  test("is of the repository that the event names, whatever it is called now", () => {
    const event = { repository: { id: 9, name: "new", owner: { login: "acme" } } };
    expect(job(JSON.stringify(event))).toMatchObject({
      value: { repository: { id: 9, name: "new" } },
    });
  });

  test("without what a runner sets, all that is lacking is told, and the way out", () => {
    expect(readJob({ GITHUB_SHA: "a" })).toMatchObject({
      reason: expect.stringMatching(
        /sets GITHUB_EVENT_NAME, GITHUB_EVENT_PATH, GITHUB_REPOSITORY; .*mltrl check/,
      ),
    });
  });

  test("whose event cannot be read", () => {
    expect(job("{")).toMatchObject({ cause: "invalid" });
  });
});

function file(name: string): string {
  return join(folder, name);
}

describe("the runner", () => {
  const kept = { ...process.env };
  beforeEach(() => {
    for (const name of ["output", "summary"]) writeFileSync(file(name), "");
    process.env["GITHUB_OUTPUT"] = file("output");
    process.env["GITHUB_STEP_SUMMARY"] = file("summary");
    process.env["INPUT_PUBLISH"] = " check ";
  });
  afterEach(() => {
    process.env = { ...kept };
  });

  test("gives inputs and takes log, outputs and summary", async () => {
    const written: string[] = [];
    const stdout = { write: (text: string) => written.push(text) > 0 };
    const runner = runnerOf({ stdout } as unknown as NodeJS.Process);
    expect(runner.input("publish")).toBe("check");
    expect(runner.input("base")).toBe("");
    runner.say("one");
    runner.say("two\n");
    expect(written).toEqual(["one\n", "two\n"]);
    runner.output("passed", "true");
    expect(readFileSync(file("output"), "utf8")).toMatch(/^passed<<(\S+)\ntrue\n\1\n$/);
    expect(await runner.summarise("# Verdict")).toBe(true);
    expect(readFileSync(file("summary"), "utf8")).toBe("# Verdict");
  });
});

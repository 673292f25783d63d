import { tmpdir } from "node:os";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { mltrl, type Outcome } from "../cli/command-line.ts";
import { generateAppKey } from "../github/start-github.ts";
import { APP_ID, startWorld, type World } from "../support/gated-world.ts";
import type { Person } from "../support/people.ts";
import { refusedBy } from "../support/pull-request.ts";
import { CARD, cardText } from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";

jest.setTimeout(60_000);

const WORKFLOWS = 15_368;

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.github.seed({
    apps: [
      {
        id: WORKFLOWS,
        slug: "github-actions",
        owner: "acme",
        privateKey: generateAppKey(),
        permissions: { checks: "write" },
        installations: [{ id: 888, account: "acme" }],
      },
    ],
  });
});
afterAll(() => world.close());

function setup(by: Person, repository: string, ...options: readonly string[]): Promise<Outcome> {
  return mltrl(tmpdir(), ["setup", `acme/${repository}`, "--app", String(APP_ID), ...options], {
    environment: { GITHUB_TOKEN: by, GITHUB_API_URL: world.github.url },
  });
}

/** What somebody wrote to the repository's rulesets. */
async function writes(repository: string): Promise<readonly string[]> {
  const all = await world.github.ledger({ path: `/repos/acme/${repository}/rulesets` });
  return all.filter(({ method }) => method !== "GET").map(({ method }) => method);
}

async function forge(repository: string, sha: string): Promise<number> {
  const token = await world.github.installationToken({ installation: 888 });
  const forged = await fetch(`${world.github.url}/repos/acme/${repository}/check-runs`, {
    method: "POST",
    headers: { authorization: `token ${token}`, "content-type": "application/json" },
    body: JSON.stringify({
      name: "mltrl/main",
      head_sha: sha,
      status: "completed",
      conclusion: "success",
    }),
  });
  return forged.status;
}

const WITHOUT_SECTION = { [CARD]: cardText({ sections: { "Intended use": null } }) };

test("a preview writes nothing, the ruleset refuses a forged check, and a second call has nothing to write", async () => {
  const { propose } = await scannerIn(world, "set-up", { requires: {} });
  const pull = await propose("topic", WITHOUT_SECTION);
  await pull.verdict();

  expect(await setup("platform-admin", "set-up")).toEqual({
    code: 0,
    err: "",
    out: `+ mltrl/main  a new ruleset
    branches: refs/heads/main
    enforcement: active
    required check: mltrl/main by 4242
+ mltrl/release  a new ruleset
    branches: refs/heads/release/**/*
    enforcement: active
    required check: mltrl/release by 4242

Nothing was written. To write this, call it again with --apply.
`,
  });
  expect(await writes("set-up")).toEqual([]);

  expect(await setup("platform-admin", "set-up", "--apply")).toMatchObject({
    code: 0,
    out: expect.stringContaining("Written: 2 of 2 rulesets."),
  });
  expect(await writes("set-up")).toEqual(["POST", "POST"]);
  expect(await forge("set-up", await pull.head())).toBe(201);
  expect(await pull.tryMerge()).toMatchObject({ conclusion: "failure", merge: 405 });

  const again = await setup("platform-admin", "set-up", "--apply", "--json");
  expect(JSON.parse(again.out)).toEqual({
    version: 1,
    applied: false,
    steps: ["mltrl/main", "mltrl/release"].map((check) => ({
      action: "keep",
      check,
      ruleset: check,
      differences: [],
    })),
    notices: [],
  });
  expect(await writes("set-up")).toEqual(["POST", "POST"]);
});

test("release branches can be made afterwards, and what is merged into them is gated", async () => {
  const { repository, clone } = await scannerIn(world, "release-made", { requires: {} });
  await setup("platform-admin", "release-made", "--apply");
  await clone.start("release/1.0", "origin/main");
  await clone.push("release/1.0", "Start 1.0", { VERSION: "1.0\n" });
  await clone.start("topic", "origin/main");
  await clone.push("topic", "Note", { "docs/notes.md": "# Notes\n" });
  const pull = await repository.propose({ from: "topic", to: "release/1.0" });
  expect(await pull.tryMerge("mltrl/release")).toMatchObject(refusedBy("minimum-level"));
});

test("a ruleset of ours that was weakened is set right; another's is left alone", async () => {
  const { repository, propose } = await scannerIn(world, "weakened", { requires: {} });
  const admin = repository.as("platform-admin");
  await repository.rule("main", { type: "deletion" });
  await setup("platform-admin", "weakened", "--apply");
  const before = (await admin.wanted("GET", "/rulesets")) as { id: number; name: string }[];
  const { id = 0 } = before.find(({ name }) => name === "mltrl/main") ?? {};
  await admin.wanted("PUT", `/rulesets/${id}`, {
    enforcement: "evaluate",
    rules: [
      {
        type: "required_status_checks",
        parameters: {
          strict_required_status_checks_policy: false,
          required_status_checks: [{ context: "mltrl/main" }, { context: "build" }],
        },
      },
    ],
  });
  const { out } = await setup("platform-admin", "weakened", "--apply");
  expect(out).toContain(`~ mltrl/main  the ruleset of this name
    enforcement: active (now evaluate)
    required check: mltrl/main by 4242 (now mltrl/main by anybody)
= mltrl/release  required already, by the ruleset mltrl/release
`);
  expect(await admin.wanted("GET", "/rulesets")).toMatchObject(
    before.map(({ name }) => ({ name })),
  );
  expect(await admin.wanted("GET", `/rulesets/${id}`)).toMatchObject({
    enforcement: "active",
    rules: [
      {
        parameters: {
          required_status_checks: [
            { context: "build" },
            { context: "mltrl/main", integration_id: APP_ID },
          ],
        },
      },
    ],
  });
  const pull = await propose("topic", WITHOUT_SECTION);
  await pull.verdict();
  await forge("weakened", await pull.head());
  expect(await pull.tryMerge()).toMatchObject({ merge: 405 });
});

test("whoever may not write rulesets is told so, and so is who says no App or no right", async () => {
  await scannerIn(world, "no-right", { requires: {} });
  expect(await setup("ml-engineer", "no-right", "--apply")).toEqual({
    code: 2,
    out: "",
    err: "mltrl: the ruleset mltrl/main was not written: GitHub answered 403: Must have admin rights to Repository. - https://docs.github.com/rest\n",
  });
  expect(await mltrl(tmpdir(), ["setup", "scanner"])).toEqual({
    code: 2,
    out: "",
    err: `mltrl: expected <owner>/<repository>; got scanner
mltrl: say which App the checks come from: --app ID, or APP_ID in the environment
mltrl: set GITHUB_TOKEN, or APP_ID and PRIVATE_KEY of the App, in the environment
`,
  });
});

test.each<[string, readonly string[], Record<string, string>, string]>([
  [
    "a repository that is not there",
    ["acme/nope", "--app", String(APP_ID)],
    {},
    "acme/nope cannot be looked at: GitHub answered 404: Not Found; see whether it is spelled like this",
  ],
  [
    "a token that is none",
    ["acme/nope", "--app", String(APP_ID)],
    { GITHUB_TOKEN: "bogus" },
    "GitHub answered 401: Bad credentials; see whether GITHUB_TOKEN",
  ],
  ["an App by its name", ["acme/nope", "--app", "mltrl"], {}, "expected its number, got mltrl"],
])("%s is told, and how to mend it", async (_, words, changed, says) => {
  const environment = { GITHUB_TOKEN: "platform-admin", GITHUB_API_URL: world.github.url };
  for (const command of ["setup", "doctor"]) {
    const call = [command, ...words];
    const outcome = await mltrl(tmpdir(), call, { environment: { ...environment, ...changed } });
    expect(outcome).toMatchObject({ code: 2, out: "", err: expect.stringContaining(says) });
  }
});

test("the App does it itself where it may administrate", async () => {
  const PRIVATE_KEY = generateAppKey();
  await world.github.seed({
    apps: [
      {
        id: 5151,
        slug: "mltrl-admin",
        owner: "acme",
        privateKey: PRIVATE_KEY,
        permissions: { administration: "write", contents: "read", pull_requests: "read" },
        installations: [{ id: 999, account: "acme" }],
      },
    ],
  });
  const { repository } = await scannerIn(world, "by-itself", { requires: {} });
  const { code, err } = await mltrl(tmpdir(), ["setup", "acme/by-itself", "--apply"], {
    environment: { APP_ID: "5151", PRIVATE_KEY, GITHUB_API_URL: world.github.url },
  });
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(await repository.as("outsider").wanted("GET", "/rules/branches/main")).toMatchObject([
    { parameters: { required_status_checks: [{ context: "mltrl/main", integration_id: 5151 }] } },
  ]);
});

test("without a policy there is no check to require", async () => {
  await world.repository("bare", { files: { "README.md": "# Bare\n" } });
  expect(await setup("platform-admin", "bare")).toMatchObject({
    code: 2,
    err: expect.stringContaining("main has no .mltrl/config.yml"),
  });
});

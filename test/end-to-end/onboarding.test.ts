import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { PERMISSIONS } from "../../src/core/model/app-manifest.ts";
import { APP_ID, startWorld, type World } from "../support/gated-world.ts";
import { type GithubUser, githubUser } from "../support/github-user.ts";
import { configText, scannerFiles } from "../support/repository-files.ts";

jest.setTimeout(60_000);

let world: World;
let installations = 1000;
beforeAll(async () => {
  world = await startWorld({ writes: true });
});
afterAll(() => world.close());

const PLAIN = { "README.md": "# Plain\n", "models/net.bin": "weights\n" };

interface Comer {
  readonly files?: Readonly<Record<string, string>>;
  readonly name?: string;
}

/** An organisation of its own, with repositories that the App does not know yet. */
async function newcomers(login: string, comers: readonly Comer[]): Promise<void> {
  await world.github.seed({
    organizations: [{ login, members: { "platform-admin": "admin", "ml-engineer": "member" } }],
    repositories: comers.map(({ name = "plain", files = PLAIN }) => ({
      owner: login,
      name,
      defaultBranch: "main",
      files,
      collaborators: { "ml-engineer": "write" },
    })),
  });
}

async function install(
  account: string,
  permissions: Readonly<Record<string, "read" | "write">> = {},
): Promise<void> {
  installations += 1;
  await world.github.install({
    app: APP_ID,
    id: installations,
    account,
    sender: "platform-admin",
    permissions: {
      ...Object.fromEntries(Object.entries(PERMISSIONS).map(([name, { level }]) => [name, level])),
      contents: "write",
      pull_requests: "write",
      ...permissions,
    },
  });
  await world.quiet();
}

function at(repository: string): GithubUser {
  return githubUser(world.github.url, "platform-admin", repository);
}

interface Pull {
  readonly number: number;
  readonly state: string;
  readonly head: { readonly ref: string };
  readonly body: string;
}

async function pulls(repository: string): Promise<readonly Pull[]> {
  return (await at(repository).wanted("GET", "/pulls?state=all")) as Pull[];
}

async function firstCheck(repository: string) {
  const user = at(repository);
  const { object } = (await user.wanted("GET", "/git/ref/heads/main")) as { object: { sha: string } }; // prettier-ignore
  return user.checkRuns(object.sha, APP_ID);
}

test("a repository without a policy gets a pull request that brings one, and a check to pick", async () => {
  await newcomers("novices", [{ name: "Chest_X-ray" }]);
  await install("novices");
  const [pull, ...others] = await pulls("novices/Chest_X-ray");
  expect(others).toEqual([]);
  expect(pull).toMatchObject({ state: "open", head: { ref: "mltrl/onboarding" } });
  const { content } = (await at("novices/Chest_X-ray").wanted(
    "GET",
    "/contents/.mltrl/config.yml?ref=mltrl/onboarding",
  )) as { content: string };
  expect(Buffer.from(content, "base64").toString()).toContain(
    '  chest-x-ray:\n    paths: ["**"]\n',
  );

  const checks = await firstCheck("novices/Chest_X-ray");
  expect(checks).toMatchObject([
    {
      name: "mltrl/main",
      status: "completed",
      conclusion: "neutral",
      output: { title: "Nothing is gated yet: .mltrl is missing" },
    },
  ]);
  expect(checks[0]?.output.summary).toContain(`Merge #${pull?.number}, which brings`);
  expect(checks[0]?.output.text).toContain("✗ main has no .mltrl/config.yml: nothing is judged.");
  expect(checks[0]?.output.text).toContain("✓ The App has every permission it needs.");

  const verdict = await at("novices/Chest_X-ray").verdict(pull?.number ?? 0, "mltrl/main");
  expect(verdict).toMatchObject({ conclusion: "neutral" });
  expect((await at("novices/Chest_X-ray").merge(pull?.number ?? 0)).status).toBe(200);
});

test("it is proposed once: closed, it stays closed", async () => {
  await newcomers("decliners", [{}]);
  await install("decliners");
  const [pull] = await pulls("decliners/plain");
  await at("decliners/plain").wanted("PATCH", `/pulls/${pull?.number}`, { state: "closed" });
  await at("decliners/plain").wanted("DELETE", "/git/refs/heads/mltrl/onboarding");
  await world.quiet();
  await world.github.uninstall({ installation: installations, sender: "platform-admin" });
  await install("decliners");
  expect(await pulls("decliners/plain")).toMatchObject([{ state: "closed" }]);
});

describe("nothing is proposed", () => {
  test("without the permission to: the check says how to begin", async () => {
    await newcomers("readers", [{}]);
    await install("readers", { contents: "read", pull_requests: "read" });
    expect(await pulls("readers/plain")).toEqual([]);
    const [check] = await firstCheck("readers/plain");
    expect(check?.output.summary).toContain("`mltrl init '<id>=<glob>@<level>'`");
    expect(check?.output.text).toContain("✓ With contents: write the App commits");
  });

  test("to a repository that has a policy, nor is it shown a run that judges nothing", async () => {
    await newcomers("veterans", [{ files: scannerFiles() }]);
    await install("veterans");
    expect(await pulls("veterans/plain")).toEqual([]);
    expect(await firstCheck("veterans/plain")).toEqual([]);
  });

  test("to a fork", async () => {
    await newcomers("originals", [{}]);
    await newcomers("copiers", []);
    await at("originals/plain").wanted("POST", "/forks", { organization: "copiers" });
    await install("copiers");
    expect(await pulls("copiers/plain")).toEqual([]);
  });

  test("to an archived repository", async () => {
    await newcomers("archivists", [{}]);
    await at("archivists/plain").wanted("PATCH", "", { archived: true });
    await install("archivists");
    expect(await pulls("archivists/plain")).toEqual([]);
    expect(await firstCheck("archivists/plain")).toEqual([]);
  });

  test("where too many come at once", async () => {
    await newcomers(
      "masses",
      ["a", "b", "c"].map((name) => ({ name })),
    );
    await install("masses");
    expect(await pulls("masses/a")).toEqual([]);
    expect(await firstCheck("masses/a")).toEqual([]);
  });
});

test("where a ruleset asks for a check of ours, no run is shown that could pass for it", async () => {
  await newcomers("early", [{}]);
  await at("early/plain").wanted("POST", "/rulesets", {
    name: "early",
    target: "branch",
    enforcement: "active",
    conditions: { ref_name: { include: ["~ALL"], exclude: [] } },
    rules: [
      {
        type: "required_status_checks",
        parameters: {
          strict_required_status_checks_policy: false,
          required_status_checks: [{ context: "mltrl/main", integration_id: APP_ID }],
        },
      },
    ],
  });
  await install("early");
  expect(await firstCheck("early/plain")).toEqual([]);
});

test("the next check of a gated repository says what lets somebody past it", async () => {
  const warned = scannerFiles();
  await newcomers("laggards", [{ files: { ...warned, ".mltrl/config.yml": configText().replace("  product-manager: [acme/product]\n", "") } }]); // prettier-ignore
  await install("laggards");
  const user = githubUser(world.github.url, "ml-engineer", "laggards/plain");
  const { object } = (await user.wanted("GET", "/git/ref/heads/main")) as { object: { sha: string } }; // prettier-ignore
  await user.wanted("POST", "/git/refs", { ref: "refs/heads/topic", sha: object.sha });
  await user.wanted("PUT", "/contents/docs/notes.md", {
    branch: "topic",
    message: "Note",
    content: Buffer.from("# Notes\n").toString("base64"),
  });
  const number = await user.openPullRequest("topic", "main");
  const { output } = await user.verdict(number, "mltrl/main");
  expect(`${output.summary}${output.text}`).toContain(
    "Nothing requires mltrl/main on main: whoever may merge can merge past it.",
  );
  expect(`${output.summary}${output.text}`).toContain("mltrl doctor laggards/plain --app 4242");
});

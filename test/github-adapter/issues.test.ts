import { afterEach, describe, expect, test } from "@jest/globals";
import { Octokit } from "@octokit/rest";
import { UpstreamError } from "../../src/core/errors.ts";
import { githubIssues } from "../../src/github/github-issues.ts";
import { installationClient } from "../../src/github/installation-client.ts";
import { createRequestScheduler } from "../../src/github/limits/request-scheduler.ts";
import { systemClock } from "../../src/queue/system-clock.ts";
import { type GitHub, startGitHub } from "../github/start-github.ts";
import { issuesContract, type OpenedIssues } from "../ports/issues-contract.ts";
import { seedPeople } from "../support/gated-world.ts";
import { githubUser } from "../support/github-user.ts";
import { APP_ID, INSTALLATION, OWNER } from "../support/people.ts";

const REF = { owner: OWNER, name: "zoo" };
const QUIET = { debug() {}, info() {}, warn() {}, error() {} };
const login = (): Promise<string> => Promise.resolve("mltrl-gate[bot]");

async function zoo() {
  const github = await startGitHub();
  await seedPeople(github, false);
  await github.seed({
    repositories: [
      {
        ...REF,
        files: { seed: "1" },
        collaborators: { "ml-engineer": "write", researcher: "write" },
      },
    ],
  });
  const token = await github.installationToken({ installation: INSTALLATION });
  const client = installationClient(
    new Octokit({ baseUrl: github.url, auth: token, log: QUIET }),
    INSTALLATION,
    createRequestScheduler({ ...systemClock, now: () => 0 }),
  );
  return { github, issues: () => githubIssues(client, REF, APP_ID, login) };
}

issuesContract("GitHub", async (): Promise<OpenedIssues> => {
  const { github, issues } = await zoo();
  const admin = githubUser(github.url, "platform-admin", `${OWNER}/zoo`);
  return {
    issues,
    async seen(number) {
      const issue = (await admin.wanted("GET", `/issues/${number}`)) as {
        title: string;
        body: string;
        state: string;
        assignees: { login: string }[];
      };
      return {
        title: issue.title,
        body: issue.body,
        open: issue.state === "open",
        assignees: issue.assignees.map((each) => each.login),
      };
    },
    close: () => github.close(),
  };
});

describe("issues on GitHub", () => {
  let github: GitHub | undefined;
  afterEach(() => github?.close());

  async function start() {
    const world = await zoo();
    github = world.github;
    return { ...world, github };
  }

  test("of other people are none of ours, whatever they say", async () => {
    const world = await start();
    const engineer = githubUser(world.github.url, "ml-engineer", `${OWNER}/zoo`);
    await engineer.wanted("POST", "/issues", { title: "Mine", body: "<!-- m -->" });
    const none = { state: "known", value: [] };
    expect(await world.issues().find("<!-- m -->")).toEqual(none);
    expect(await world.issues().search("<!-- m -->")).toEqual(none);
  });

  test("cost one request to find, and to search a second one only where the filter finds nothing", async () => {
    const world = await start();
    await world.issues().open({ title: "T", body: "<!-- m -->" }, []);
    await world.github.clearLedger();
    const issues = world.issues();
    await issues.find("<!-- m -->");
    await issues.search("<!-- m");
    await issues.find("<!-- other -->");
    expect(await world.github.ledger({ installation: INSTALLATION })).toHaveLength(1);
    await issues.search("<!-- other -->");
    await issues.search("<!-- another -->");
    expect(await world.github.ledger({ installation: INSTALLATION })).toHaveLength(2);
  });

  test("are found where filtering by author finds nothing of an App", async () => {
    const world = await start();
    const made = await world.issues().open({ title: "T", body: "<!-- m -->" }, []);
    expect(made.state).toBe("known");
    const token = await world.github.installationToken({ installation: INSTALLATION });
    const client = installationClient(
      new Octokit({ baseUrl: world.github.url, auth: token, log: QUIET }),
      INSTALLATION,
      createRequestScheduler({ ...systemClock, now: () => 0 }),
    );
    const elsewhere = githubIssues(client, REF, APP_ID, () => Promise.resolve("no-such[bot]"));
    expect(await elsewhere.search("<!-- m -->")).toMatchObject({ value: [{ number: 1 }] });
  });

  test("are opened all the same where somebody cannot be assigned", async () => {
    const world = await start();
    const made = await world.issues().open({ title: "T", body: "b" }, ["ml-engineer", "nobody"]);
    expect(made).toMatchObject({ state: "known" });
    const engineer = githubUser(world.github.url, "ml-engineer", `${OWNER}/zoo`);
    expect(await engineer.wanted("GET", "/issues/1")).toMatchObject({ assignees: [] });
  });

  test.each([403, 404, 410])("that are refused with %i are not visible", async (status) => {
    const world = await start();
    await world.github.addFault({ kind: "error", status, path: "/issues" });
    const text = { title: "T", body: "b" };
    const issues = world.issues();
    const refused = {
      state: "unavailable",
      cause: "not-visible",
      reason: expect.stringContaining(String(status)),
    };
    expect(await issues.find("<!-- m -->")).toMatchObject(refused);
    expect(await issues.search("<!-- m -->")).toMatchObject(refused);
    expect(await issues.open(text, [])).toMatchObject(refused);
    expect(await issues.edit(1, text)).toMatchObject(refused);
    expect(await issues.close(1, text)).toMatchObject(refused);
  });

  test("that GitHub fails to answer for are tried again by others", async () => {
    const world = await start();
    await world.github.addFault({ kind: "error", status: 500, path: "/issues" });
    await expect(world.issues().find("<!-- m -->")).rejects.toThrow(UpstreamError);
  });
});

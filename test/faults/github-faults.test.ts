import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Fault } from "../github/faults.ts";
import {
  APP_ID,
  INSTALLATION,
  OWNER,
  SECRET,
  startWorld,
  type World,
} from "../support/gated-world.ts";
import { type GithubUser, githubUser } from "../support/github-user.ts";
import { ITS_INSTALLATION, NEIGHBOUR, welcomeNeighbour } from "../support/neighbour.ts";
import { CARD, cardText, scannerFiles } from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";

jest.setTimeout(60_000);

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await welcomeNeighbour(world);
});
afterEach(() => world.github.clearFaults());
afterAll(() => world.close());

const SHORTER = { [CARD]: cardText({ sections: { "TL;DR": "Marks nodules." } }) };
const WITHOUT_SECTION = { [CARD]: cardText({ sections: { "Intended use": null } }) };
const RETRAINED = { "models/nodule/weights.bin": "other weights\n" };
const READ = { operationName: "EvaluatePullRequest" };
const WRITE = { method: "POST", path: "/check-runs$" };

/** A repository of the neighbour with a pull request to be opened. */
async function neighboursRepository(name: string): Promise<GithubUser> {
  await world.github.seed({
    repositories: [
      {
        owner: NEIGHBOUR,
        name,
        files: scannerFiles(),
        commits: [{ branch: "topic", message: "Shorten", files: WITHOUT_SECTION }],
      },
    ],
  });
  return githubUser(world.github.url, "platform-admin", `${NEIGHBOUR}/${name}`);
}

/** When the App asked something of an installation, in milliseconds. */
async function asked(installation: number, status?: number): Promise<readonly number[]> {
  const entries = await world.github.ledger({
    installation,
    ...(status !== undefined && { status }),
  });
  return entries.map(({ time }) => Date.parse(time));
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 15_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error("what was waited for never came");
    await sleep(10);
  }
}

test("through a storm of faults every pull request gets its verdict", async () => {
  const { propose } = await scannerIn(world, "storm");
  await world.quiet();
  const storm: Fault[] = [
    { kind: "error", status: 502, times: 2, ...READ },
    { kind: "drop-connection", times: 1, ...READ },
    { kind: "unauthorized", times: 1, ...READ },
    { kind: "error", status: 503, times: 1, operationName: "ReadObjects" },
    { kind: "error", status: 502, times: 1, ...WRITE },
    { kind: "drop-connection", times: 1, ...WRITE },
    { kind: "unknown-commit", times: 1, ...WRITE },
    { kind: "secondary-limit", retryAfter: 1, times: 1, ...WRITE },
    { kind: "duplicate-webhook", times: 3 },
    { kind: "delay-webhook", milliseconds: 100, times: 2 },
    { kind: "reorder-webhook", times: 2 },
  ];
  for (const fault of storm) await world.github.addFault(fault);
  const pulls = {
    shorter: await propose("shorter", SHORTER),
    section: await propose("section", WITHOUT_SECTION),
    retrained: await propose("retrained", RETRAINED),
    notes: await propose("notes", { "docs/notes.md": "# Notes\n" }),
  };
  const verdicts: Record<string, unknown> = {};
  for (const [name, pull] of Object.entries(pulls)) {
    const { conclusion, blockedBy } = await pull.verdict();
    verdicts[name] = [conclusion, ...blockedBy];
  }
  expect(verdicts).toEqual({
    shorter: ["success"],
    section: ["failure", "card-sections-present"],
    retrained: ["failure", "semver-model"],
    notes: ["success"],
  });
});

describe("where one installation is limited, it waits and its neighbour does not", () => {
  test.each<[string, Fault, number]>([
    ["secondary limit in REST", { kind: "secondary-limit", ...WRITE }, 403],
    ["secondary limit as 429", { kind: "secondary-limit", status: 429, ...READ }, 429],
    ["primary limit in GraphQL", { kind: "primary-limit", ...READ }, 200],
  ])("%s", async (what, fault, status) => {
    const name = what.replaceAll(" ", "-").toLowerCase();
    const { repository, propose } = await scannerIn(world, name);
    const neighbour = await neighboursRepository(name);
    await world.quiet();
    await world.github.clearLedger();
    await world.github.addFault({ ...fault, retryAfter: 2, times: 1 });
    const { number } = await propose("topic", SHORTER);
    await until(async () => (await asked(INSTALLATION, status)).length > 0);
    const limited = (await asked(INSTALLATION, status)).at(-1) ?? 0;

    const theirs = await neighbour.openPullRequest("topic", "main");
    const verdict = await neighbour.verdict(theirs, "mltrl/main");
    expect(verdict.conclusion).toBe("failure");
    const head = await repository.as("ml-engineer").head(number);
    expect(await repository.as("ml-engineer").checkRuns(head, APP_ID)).toEqual([]);

    const late = await repository.as("ml-engineer").verdict(number, "mltrl/main");
    expect(late.conclusion).toBe("success");
    const later = (await asked(INSTALLATION)).filter((time) => time > limited);
    // GitHub tells the reset of a primary limit in whole seconds.
    expect(Math.min(...later) - limited).toBeGreaterThanOrEqual(
      what.startsWith("primary") ? 900 : 1900,
    );
  });
});

test("an installation that is suspended with work to do is served when it is back, its neighbour meanwhile", async () => {
  const { repository, propose } = await scannerIn(world, "suspended");
  const neighbour = await neighboursRepository("not-suspended");
  await world.quiet();
  await world.github.clearLedger();
  await world.github.pauseWebhooks();
  const { number } = await propose("topic", SHORTER);
  const theirs = await neighbour.openPullRequest("topic", "main");
  await world.github.suspend({ installation: INSTALLATION, sender: "platform-admin" });
  await world.github.resumeWebhooks();
  expect((await neighbour.verdict(theirs, "mltrl/main")).conclusion).toBe("failure");
  const refused = `/app/installations/${INSTALLATION}/access_tokens|/graphql`;
  await until(async () => (await world.github.ledger({ path: refused, status: 403 })).length > 0);

  await world.github.unsuspend({ installation: INSTALLATION, sender: "platform-admin" });
  const engineer = repository.as("ml-engineer");
  expect((await engineer.verdict(number, "mltrl/main")).conclusion).toBe("success");
});

test("a fault of GitHub's that lasts closes the check and says so, until it is over", async () => {
  const { repository, propose } = await scannerIn(world, "lasting");
  await world.quiet();
  await world.github.addFault({ kind: "error", status: 502, operationName: "ReadObjects" });
  const { number } = await propose("topic", RETRAINED);
  const engineer = repository.as("ml-engineer");
  const closed = await engineer.verdict(number, "mltrl/main");
  expect(closed).toMatchObject({
    conclusion: "failure",
    output: { title: "Not judged: GitHub did not answer" },
  });
  expect(closed.output.summary).toContain("It is tried again by itself.");
  await world.github.clearFaults();
  await engineer.wanted("POST", `/check-runs/${closed.id}/rerequest`);
  const judged = await engineer.verdictAfter(number, "mltrl/main", closed.id);
  expect(judged.output.title).toBe("Blocked: 1 fix for the author (nodule-detector)");
});

describe("with a sweep every moment", () => {
  let swept: World;
  beforeAll(async () => {
    swept = await startWorld({ sweepEvery: 300 });
  });
  afterAll(() => swept.close());

  test("webhooks that come late, twice, in disorder or not at all make no difference", async () => {
    const { repository, clone, propose } = await scannerIn(swept, "disorder");
    const faults: Fault[] = [
      { kind: "drop-webhook", event: "pull_request.synchronize", times: 1 },
      { kind: "drop-webhook", event: "pull_request.opened", times: 1 },
      { kind: "delay-webhook", milliseconds: 700, event: "pull_request.opened", times: 1 },
      { kind: "duplicate-webhook", times: 3 },
      { kind: "reorder-webhook", times: 3 },
    ];
    for (const fault of faults) await swept.github.addFault(fault);
    const one = await propose("one", WITHOUT_SECTION);
    const other = await propose("other", SHORTER);
    await clone.push("one", "Put it back", SHORTER);
    await clone.push("other", "Leave it out", WITHOUT_SECTION);
    const engineer = repository.as("ml-engineer");
    expect((await engineer.verdict(one.number, "mltrl/main")).conclusion).toBe("success");
    expect((await engineer.verdict(other.number, "mltrl/main")).conclusion).toBe("failure");
  });

  test("an installation out of reach keeps no other from being looked through", async () => {
    await swept.github.seed({
      organizations: [{ login: NEIGHBOUR, members: { "platform-admin": "admin" } }],
    });
    await swept.github.addFault({
      kind: "error",
      status: 502,
      path: `^/app/installations/${INSTALLATION}/access_tokens$`,
    });
    const repository = { owner: NEIGHBOUR, name: "reachable" };
    await swept.github.seed({
      repositories: [
        {
          ...repository,
          files: scannerFiles(),
          commits: [{ branch: "topic", message: "Shorten", files: WITHOUT_SECTION }],
        },
      ],
    });
    await swept.github.install({
      app: APP_ID,
      sender: "platform-admin",
      id: ITS_INSTALLATION,
      account: NEIGHBOUR,
    });
    await swept.stopApp();
    const admin = githubUser(swept.github.url, "platform-admin", `${NEIGHBOUR}/reachable`);
    await swept.github.addFault({ kind: "drop-webhook" });
    const number = await admin.openPullRequest("topic", "main");
    await swept.startApp(); // it has no token of any installation yet
    expect((await admin.verdict(number, "mltrl/main")).conclusion).toBe("failure");
    await swept.github.clearFaults();
  });
});

/** Sends the App a webhook as somebody does who knows the secret. */
async function deliver(event: string, payload: string): Promise<number> {
  const signature = createHmac("sha256", SECRET).update(payload).digest("hex");
  const { status } = await fetch(`http://127.0.0.1:${world.port}/api/github/webhooks`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-github-event": event,
      "x-github-delivery": randomUUID(),
      "x-hub-signature-256": `sha256=${signature}`,
    },
    body: payload,
  });
  return status;
}

// Last, as these deliveries are tried again for long.
test("payloads that make no sense hold up no other webhook", async () => {
  const { repository, propose } = await scannerIn(world, "nonsense");
  const installation = { id: INSTALLATION };
  const owner = { login: OWNER };
  const nonsense: [event: string, payload: string][] = [
    ["pull_request", "{"],
    ["pull_request", "null"],
    ["pull_request", "[]"],
    ["pull_request", '"text"'],
    ["pull_request", '{"action":"opened"}'],
    ["push", "{}"],
    ["installation", "{}"],
    ["installation", '{"action":"created","installation":{"id":"../.."}}'],
    ["no_such_event", "{}"],
    ["issue_comment", '{"action":"created","comment":null,"issue":7}'],
    ["pull_request", `${"[".repeat(100_000)}${"]".repeat(100_000)}`],
    [
      "pull_request",
      JSON.stringify({
        action: "opened",
        number: 7,
        installation,
        repository: { id: -1, name: "no-such-repository", owner },
        pull_request: { base: { ref: {} }, head: { sha: [] } },
      }),
    ],
  ];
  const answers = await Promise.all(
    Array.from({ length: 3 }, () => nonsense)
      .flat()
      .map(([event, payload]) => deliver(event, payload)),
  );
  expect(new Set(answers)).toEqual(new Set([202]));
  expect(await deliver("push", `{"padding":"${"x".repeat(25 * 1024 * 1024)}"}`)).toBe(413);
  const { number } = await propose("topic", WITHOUT_SECTION);
  const engineer = repository.as("ml-engineer");
  expect((await engineer.verdict(number, "mltrl/main")).conclusion).toBe("failure");
});

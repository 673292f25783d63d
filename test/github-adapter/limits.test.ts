import { afterAll, beforeAll, beforeEach, expect, jest, test } from "@jest/globals";
import { Octokit } from "@octokit/rest";
import nock from "nock";
import { waitIn } from "../../src/core/errors.ts";
import type { Priority } from "../../src/core/model/priority.ts";
import {
  installationClient,
  type InstallationClient,
} from "../../src/github/installation-client.ts";
import { createRequestScheduler } from "../../src/github/limits/request-scheduler.ts";
import type { AlarmClock } from "../../src/ports/clock.ts";
import { createTestbed, type Testbed } from "../github/testbed.ts";

jest.setTimeout(60_000);

const INSTALLATION = 777;
const ZOO = { owner: "acme", repo: "zoo" };
const QUERY = "query Zoo($name: String!) { repository(owner: \"acme\", name: $name) { databaseId } }"; // prettier-ignore

let bed: Testbed;
let now: number;
let passed = 0;
beforeAll(async () => {
  nock.restore();
  bed = await createTestbed();
});
beforeEach(async () => {
  now = Date.now() + passed;
  await bed.github.clearFaults();
  await bed.github.setLimits({ rest: 5000, graphql: 5000, secondary: true });
  await bed.github.clearLedger();
});
afterAll(() => bed.close());

/** Our clock goes on when somebody waits, and GitHub's goes with it. */
async function pass(milliseconds: number): Promise<void> {
  now += milliseconds;
  passed += milliseconds;
  await bed.github.shiftTime({ milliseconds: passed });
}

function clients(): (priority: Priority) => InstallationClient {
  const clock: AlarmClock = {
    now: () => now,
    after: (delay, ring) => {
      void pass(delay).then(ring);
      return () => undefined;
    },
  };
  const scheduler = createRequestScheduler(clock);
  return (priority) => {
    const octokit = new Octokit({ baseUrl: bed.github.url, log: { debug() {}, info() {}, warn() {}, error() {} } }); // prettier-ignore
    octokit.hook.before("request", async (options) => {
      // A token ends after an hour, and hours go by here.
      options.headers.authorization = `token ${await bed.github.installationToken({ installation: INSTALLATION })}`;
    });
    return installationClient(octokit, INSTALLATION, scheduler, undefined, priority);
  };
}

/** Does something as a job does it: what has to wait is done again after that. */
async function done(act: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await act();
      return;
    } catch (error) {
      const wait = waitIn(error);
      if (wait === undefined) throw error;
      await pass(wait);
    }
  }
}

const refused = async (): Promise<number> =>
  (await bed.github.ledger({ installation: INSTALLATION, status: 403 })).length;

test("many comments are spread such that GitHub never refuses one", async () => {
  const client = clients()("usual");
  const { body: issue } = await bed.request("bob", "POST", "/repos/acme/zoo/issues", {
    title: "t",
  });
  const comment = () =>
    client.rest("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
      ...ZOO,
      issue_number: issue.number,
      body: "x",
    });
  const started = now;
  for (let i = 0; i < 250; i += 1) await done(comment);
  expect(await refused()).toBe(0);
  // The first at once, then one a second, and of 500 in an hour not all in its first minutes.
  expect((now - started) / 60_000).toBeGreaterThan(2.5);
  expect((now - started) / 60_000).toBeLessThan(30);
});

test("many checks are spread such that GitHub never refuses one", async () => {
  const client = clients()("usual");
  const { body: main } = await bed.request("app", "GET", "/repos/acme/zoo/git/ref/heads/main");
  const check = () =>
    client.rest("POST /repos/{owner}/{repo}/check-runs", {
      ...ZOO,
      name: "mltrl/main",
      head_sha: main.object.sha,
      conclusion: "success",
    });
  const started = now;
  for (let i = 0; i < 250; i += 1) await done(check);
  expect(await refused()).toBe(0);
  expect((now - started) / 1000).toBeGreaterThan(60);
  expect((now - started) / 1000).toBeLessThan(150);
});

test("of an hour's requests the last ones are kept for merge queues, and none is refused", async () => {
  await bed.github.setLimits({ rest: 5000, graphql: 60 });
  const client = clients();
  const ask = (priority: Priority, name: string) => client(priority).graphql(QUERY, { name });
  const waits: Partial<Record<Priority, number>> = {};
  const answered: Partial<Record<Priority, number>> = {};
  for (const priority of ["later", "usual", "release", "queue"] as const) {
    for (let i = 0; waits[priority] === undefined; i += 1) {
      try {
        await ask(priority, "zoo");
        answered[priority] = i + 1;
      } catch (error) {
        waits[priority] = waitIn(error) ?? -1;
      }
    }
  }
  expect(answered).toEqual({ later: 42, usual: 9, release: 6, queue: 3 });
  for (const wait of Object.values(waits)) expect(wait).toBeGreaterThan(3_500_000);
  const asked = await bed.github.ledger({ installation: INSTALLATION });
  expect([asked.length, await refused()]).toEqual([60, 0]);
  await done(() => ask("later", "zoo"));
  expect(await bed.github.ledger({ installation: INSTALLATION })).toHaveLength(61);
});

test.each([
  ["with 403", 403],
  ["in an answer that succeeded", 200],
])("a secondary limit %s is waited for as long as GitHub says", async (_, status) => {
  const client = clients()("queue");
  await bed.github.addFault({ kind: "secondary-limit", status, retryAfter: 90, times: 1 });
  const started = now;
  await done(() => client.graphql(QUERY, { name: "zoo" }));
  expect(now - started).toBe(90_000);
});

test("a secondary limit that says nothing, again and again, is waited for longer and longer", async () => {
  const client = clients()("queue");
  await bed.github.addFault({ kind: "secondary-limit", retryAfter: null, times: 3 });
  const started = now;
  await done(() => client.graphql(QUERY, { name: "zoo" }));
  expect((now - started) / 60_000).toBe(1 + 2 + 4);
});

test("identical questions of one moment are one request, and one after a write is another", async () => {
  const client = clients()("usual");
  const ask = () => client.graphql(QUERY, { name: "zoo" });
  const read = () => client.rest("GET /repos/{owner}/{repo}", ZOO);
  const answers = await Promise.all([ask(), ask(), ask(), read(), read()]);
  expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(2);
  expect(await bed.github.ledger({ installation: INSTALLATION })).toHaveLength(2);
  await bed.github.addFault({ kind: "hang", milliseconds: 300, path: "/graphql", times: 1 });
  const slow = ask();
  await client.rest("POST /repos/{owner}/{repo}/issues", { ...ZOO, title: "t" });
  await Promise.all([slow, ask()]);
  expect(await bed.github.ledger({ installation: INSTALLATION, path: "/graphql" })).toHaveLength(3);
});

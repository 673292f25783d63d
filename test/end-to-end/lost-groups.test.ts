import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { GROUP_TRIES } from "../../src/main/app/queues/merge-groups.ts";
import { generateAppKey } from "../github/start-github.ts";
import { APP_ID, startWorld, type World } from "../support/gated-world.ts";
import type { PullRequest } from "../support/pull-request.ts";
import { type Queue, queueOf } from "../support/queued.ts";
import { CARD, cardText, CONFIG, configText } from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";

jest.setTimeout(60_000);

const MINUTE = 60_000;
/** Farther apart than the App must be still while something is planned. */
const SWEEPS = 1000;
const NOTES = { "README.md": "# The scanner\n" };
const READER = { "src/reader.js": "export const read = () => [];\n" };
const LOST = { kind: "drop-webhook", event: "merge_group", times: 1 } as const;
const CI = 15368;

let world: World;
beforeAll(async () => {
  world = await startWorld({ sweepEvery: SWEEPS });
  await world.github.seed({
    apps: [
      {
        id: CI,
        slug: "github-actions",
        owner: "acme",
        privateKey: generateAppKey(),
        permissions: { checks: "write" },
        installations: [{ id: 15, account: "acme" }],
      },
    ],
  });
});
afterAll(() => world.close());

let later = 0;

/** Time goes by on GitHub's clock. */
async function pass(milliseconds: number): Promise<void> {
  later += milliseconds;
  await world.github.shiftTime({ milliseconds: later });
}

/** Lets the App look for what was lost some times. */
async function sweeps(): Promise<void> {
  await sleep(2.5 * SWEEPS);
  await world.quiet();
}

async function queued(name: string, files: Record<string, string> = {}) {
  const place = await scannerIn(world, name, { files });
  return { ...place, queue: await queueOf(world, place.repository) };
}

async function mergedSoon(queue: Queue, pull: PullRequest): Promise<string> {
  const end = Date.now() + 15_000;
  while ((await queue.state(pull)) !== "merged" && Date.now() < end) await sleep(50);
  return queue.state(pull);
}

const asked = (operationName: string) => world.github.ledger({ app: APP_ID, operationName });

test("a group that nobody told of is judged by the sweep, and merged", async () => {
  const { propose, queue } = await queued("untold");
  const pull = await propose("notes", NOTES);
  await world.quiet();
  await world.github.addFault(LOST);
  expect(await queue.enqueue(pull)).toBeUndefined();
  await sweeps();
  // Its webhook may still be on its way.
  expect(await queue.state(pull)).toBe("open");
  await pass(2 * MINUTE);
  expect(await mergedSoon(queue, pull)).toBe("merged");
  expect(await queue.groups()).toEqual([]);
});

test("of groups that stand on each other, each that nobody told of is judged", async () => {
  const { propose, queue } = await queued("several");
  const pulls = [await propose("notes", NOTES), await propose("reader", READER)] as const;
  await world.quiet();
  await world.github.addFault({ ...LOST, times: 2 });
  for (const pull of pulls) expect(await queue.enqueue(pull)).toBeUndefined();
  await pass(2 * MINUTE);
  for (const pull of pulls) expect(await mergedSoon(queue, pull)).toBe("merged");
});

/** A group that is shown as waiting for the check `lint`. */
async function waitingFor(name: string) {
  const { propose, queue, repository } = await queued(name, {
    [CARD]: cardText({ level: 4 }),
    [CONFIG]: configText(`rules:
  unit-tests-pass: { severity: off }
  coverage-prototype: { severity: off }
  style-check: { check: lint, severity: blocking }
`),
  });
  const token = await world.github.installationToken({ installation: 15 });
  const lint = async (sha: string | undefined): Promise<void> => {
    const { status } = await fetch(`${world.github.url}/repos/acme/${name}/check-runs`, {
      method: "POST",
      headers: { authorization: `token ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ name: "lint", head_sha: sha, conclusion: "success" }),
    });
    expect(status).toBe(201);
  };
  world.plans(2);
  const pull = await propose("reader", READER);
  await world.quiet();
  await lint(await pull.head());
  expect((await pull.verdict()).conclusion).toBe("success");
  await world.github.clearLedger();
  expect(await queue.enqueue(pull)).toBeUndefined();
  const [group] = await queue.groups();
  expect((await queue.verdict(group)).conclusion).toBeNull();
  await pass(2 * MINUTE);
  return { queue, repository, pull, group, lint: () => lint(group?.head_sha) };
}

test("a group that waits for a check is left alone, and judged when the check is there", async () => {
  const { queue, repository, pull, group, lint } = await waitingFor("waits");
  const before = (await asked("LookAtQueues")).length;
  await sweeps();
  expect((await asked("LookAtQueues")).length).toBeGreaterThan(before);
  expect(await asked("EvaluateMergeGroup")).toHaveLength(1);
  await lint();
  expect(await mergedSoon(queue, pull)).toBe("merged");
  const runs = await repository.as("platform-admin").checkRuns(group?.head_sha ?? "", APP_ID);
  expect(runs.map(({ conclusion }) => conclusion)).toEqual(["success"]);
  world.plans(0);
});

test("a group that could not be judged when its check was there is judged by the sweep", async () => {
  const { queue, pull, lint } = await waitingFor("waits-on");
  // At each of its tries, and when it is to be said that there is no verdict.
  const times = GROUP_TRIES + 1;
  await world.github.addFault({ kind: "error", status: 502, operationName: "EvaluateMergeGroup", times }); // prettier-ignore
  await lint();
  expect(await mergedSoon(queue, pull)).toBe("merged");
  world.plans(0);
});

test("a webhook that comes when its group is judged and merged costs nothing, and leaves its verdict", async () => {
  const { propose, queue, repository } = await queued("told-late");
  const pull = await propose("notes", NOTES);
  await world.quiet();
  await world.github.pauseWebhooks();
  expect(await queue.enqueue(pull)).toBeUndefined();
  await pass(2 * MINUTE);
  const merged = async () => {
    const answer = await repository.as("platform-admin").wanted("GET", `/pulls/${pull.number}`);
    return (answer as { merged: boolean }).merged;
  };
  const end = Date.now() + 15_000;
  while (!(await merged()) && Date.now() < end) await sleep(50);
  expect(await merged()).toBe(true);
  await world.github.clearLedger();
  await world.github.resumeWebhooks();
  const [group] = await queue.groups();
  expect((await queue.verdict(group)).conclusion).toBe("success");
  expect(await asked("EvaluateMergeGroup")).toEqual([]);
});

test("queues are asked about in one request, and only where there are any", async () => {
  await world.quiet();
  await world.github.clearLedger();
  await sweeps();
  const looks = await asked("LookAtQueues");
  const searches = await asked("ChangedPullRequests");
  expect(Math.abs(looks.length - searches.length)).toBeLessThanOrEqual(1);
  expect(looks.map(({ points }) => points)).toEqual(looks.map(() => 1));
});

import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import {
  afterRequest,
  asItListens,
  asItTakesUp,
  asWebhookArrives,
  asWebhookIsAcknowledged,
  beforeRequest,
  type KillableApp,
  type Moment,
  startKillableApp,
  whileActive,
} from "./killable-app.ts";
import { createLoad, type FinalCheck } from "./load.ts";
import { storedJobs } from "./stored-jobs.ts";
import type { Passing } from "./tapped-line.ts";

jest.setTimeout(60_000);

let world: KillableApp;
let undisturbed: readonly FinalCheck[];
beforeAll(async () => {
  world = await startKillableApp();
  const load = await createLoad("undisturbed", world.github);
  for (const round of load.rounds) await round();
  await world.quiet();
  undisturbed = await load.finalChecks();
});
afterAll(() => world.close());

const reads = ({ path, body }: Passing): boolean =>
  path === "/graphql" && body.includes("query EvaluatePullRequest");
const writes = ({ method, path }: Passing): boolean =>
  method === "POST" && path.endsWith("/check-runs");

test("the pull requests differ in what becomes of them", () => {
  console.log(
    undisturbed.map((c) => `${c.branch} ${c.name} ${c.conclusion} ${c.title}`).join("\n"),
  );
  expect(new Set(undisturbed.map(({ branch }) => branch)).size).toBe(14);
  expect(new Set(undisturbed.map(({ conclusion }) => conclusion))).toEqual(
    new Set(["success", "failure", "action_required"]),
  );
});

describe("the App, killed three times under load and then left alone, comes to the same verdicts: killed", () => {
  const steps: [step: string, at: (round: number) => Moment][] = [
    ["as a webhook arrives", (round) => asWebhookArrives(2 + 2 * round)],
    ["as a webhook is acknowledged", (round) => asWebhookIsAcknowledged(1 + 2 * round)],
    ["while a delivery is handled", () => whileActive("deliveries")],
    ["while a verdict is being read", (round) => beforeRequest(reads, 1 + round)],
    ["before a check run is posted", (round) => beforeRequest(writes, 1 + round)],
    ["after a check run was posted", (round) => afterRequest(writes, 1 + round)],
  ];
  test.each(steps)("%s", async (step, at) => {
    const t0 = Date.now();
    const load = await createLoad(step.replaceAll(" ", "-"), world.github);
    for (const [round, happen] of load.rounds.entries()) {
      const killed = world.killedAt(at(round));
      await happen();
      const left = await killed;
      console.log(step, round, JSON.stringify({ ...left, done: left.done.size }), Date.now() - t0);
      await world.startUp();
      console.log("lost", await world.deliverLost());
    }
    await world.quiet();
    expect(await load.finalChecks()).toEqual(undisturbed);
    console.log("time", Date.now() - t0);
  });
});

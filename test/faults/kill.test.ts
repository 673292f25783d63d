import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import {
  afterRequest,
  asItAsks,
  asItListens,
  asItTakesUp,
  asWebhookArrives,
  asWebhookIsAcknowledged,
  beforeRequest,
  type KillableApp,
  type Moment,
  startKillableApp,
  whileItHandlesDeliveries,
} from "./killable-app.ts";
import { createLoad, type FinalCheck, type Load } from "./load.ts";
import { storedJobs } from "./stored-jobs.ts";
import type { Passing } from "./tapped-line.ts";

jest.setTimeout(240_000);

let world: KillableApp;
let undisturbed: readonly FinalCheck[];
beforeAll(async () => {
  world = await startKillableApp();
  const load = await createLoad("undisturbed", world.github);
  for (const happen of load.rounds) await happen();
  await world.quiet();
  undisturbed = await load.finalChecks();
});
afterAll(() => world.close());
// A test that failed may have left the App dead: the next one is to say something of its own.
beforeEach(() => world.revive());

const reads = ({ path, body }: Passing): boolean =>
  path === "/graphql" && body.includes("query EvaluatePullRequest");
const writes = ({ method, path }: Passing): boolean =>
  method === "POST" && path.endsWith("/check-runs");

/** What the load left behind once the App has nothing to do any more. */
async function outcome(load: Load) {
  await world.quiet();
  const { active, dead, waiting, done } = storedJobs(world.directory);
  const lost = (await world.acknowledged()).filter((guid) => !done.has(guid));
  return {
    active,
    dead,
    waiting,
    lost,
    postedTwice: await load.postedTwice(),
    checks: await load.finalChecks(),
  };
}

/** No job is left, no acknowledged delivery is lost, and it looks as if nothing had been. */
function asUndisturbed(): Awaited<ReturnType<typeof outcome>> {
  const none: string[] = [];
  return {
    active: none,
    dead: none,
    waiting: none,
    lost: none,
    postedTwice: none,
    checks: undisturbed,
  };
}

test("the pull requests of the load differ in what becomes of them", () => {
  const became = Object.groupBy(undisturbed, ({ conclusion }) => conclusion ?? "");
  const counts = Object.entries(became).map(([conclusion, runs]) => [conclusion, runs?.length]);
  expect(Object.fromEntries(counts)).toEqual({ success: 4, failure: 9, action_required: 1 });
  expect(new Set(became["failure"]?.map(({ summary }) => summary)).size).toBeGreaterThan(5);
});

describe("an App that is killed three times under load comes to the verdicts of one that is not, when it dies", () => {
  const steps: [step: string, queue: string | undefined, at: (round: number) => Moment][] = [
    ["as a webhook arrives", undefined, (round) => asWebhookArrives(2 + 2 * round)],
    ["as a webhook is acknowledged", undefined, (round) => asWebhookIsAcknowledged(1 + 2 * round)],
    ["while a delivery is handled", "deliveries", () => whileItHandlesDeliveries],
    ["while a verdict is being read", "gates", (round) => beforeRequest(reads, 1 + round)],
    ["before a check run is posted", "gates", (round) => beforeRequest(writes, 1 + round)],
    ["after a check run was posted", "gates", (round) => afterRequest(writes, 1 + round)],
  ];
  test.each(steps)("%s", async (step, queue, at) => {
    const load = await createLoad(step.replaceAll(" ", "-"), world.github);
    for (const [round, happen] of load.rounds.entries()) {
      const killed = world.killedAt(at(round));
      await happen();
      const { active } = await killed;
      expect([undefined, ...active]).toContain(queue);
      await world.startUp();
      await world.deliverLost();
    }
    expect(await outcome(load)).toEqual(asUndisturbed());
  });

  test("at work, and once more while it starts again", async () => {
    const load = await createLoad("while-it-starts", world.github);
    const starts = [asItTakesUp, asItListens, asItAsks];
    for (const [round, happen] of load.rounds.entries()) {
      const killed = world.killedAt(beforeRequest(reads, 1));
      await happen();
      await killed;
      const { active, waiting } = await world.killedAt(starts[round] ?? asItAsks);
      expect([...active, ...waiting]).toContain("gates");
      await world.startUp();
      await world.deliverLost();
    }
    expect(await outcome(load)).toEqual(asUndisturbed());
  });
});

test("an App whose writes are done though their answers are lost posts nothing twice", async () => {
  const load = await createLoad("lost-answers", world.github);
  let losses = 6;
  world.tapRequests({
    answered: (passing) => (writes(passing) && losses-- > 0 ? "lost" : undefined),
  });
  for (const happen of load.rounds) await happen();
  expect(await outcome(load)).toEqual(asUndisturbed());
  world.tapRequests({});
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { aftermath, asUndisturbed } from "./aftermath.ts";
import type { KillableApp, Moment } from "./killable-app.ts";
import { createLoad, type FinalCheck } from "./load.ts";
import { asItAsks, asItListens, asItTakesUp, beforeRequest } from "./moments.ts";
import { creates, reads, STEPS } from "./steps.ts";
import type { StoredJobs, StoreWitness } from "./store-witness.ts";
import { startUndisturbed } from "./undisturbed.ts";

/** What must come of one App that is killed, whatever it keeps its jobs in. */
export function describeKills(openStore: () => Promise<StoreWitness>): void {
  let world: KillableApp;
  let undisturbed: readonly FinalCheck[];
  beforeAll(async () => {
    ({ world, undisturbed } = await startUndisturbed(await openStore()));
  });
  afterAll(() => world.close());
  // A test that failed may have left the App dead: the next one is to say something of its own.
  beforeEach(() => world.revive());

  const killedAt = async (moment: Moment): Promise<StoredJobs> => {
    const stored = await world.killedAt(moment);
    await world.store.forgetDead();
    return stored;
  };

  test("the pull requests of the load differ in what becomes of them", () => {
    const became = Object.groupBy(undisturbed, ({ conclusion }) => conclusion ?? "");
    const counts = Object.entries(became).map(([conclusion, runs]) => [conclusion, runs?.length]);
    expect(Object.fromEntries(counts)).toEqual({ success: 7, failure: 9, action_required: 1 });
    expect(new Set(became["failure"]?.map(({ summary }) => summary)).size).toBeGreaterThan(5);
  });

  describe("an App that is killed three times under load comes to the verdicts of one that is not, when it dies", () => {
    test.each(STEPS)("$name", async ({ name, queue, at }) => {
      const load = await createLoad(name.replaceAll(" ", "-"), world.github);
      for (const [round, happen] of load.rounds.entries()) {
        await load.ready();
        const killed = killedAt(at(round));
        await happen();
        const { active } = await killed;
        expect([undefined, ...active]).toContain(queue);
        await world.startUp();
        await world.deliverLost();
      }
      expect(await aftermath(world, load)).toEqual(asUndisturbed(undisturbed));
    });

    test("at work, and once more while it starts again", async () => {
      const load = await createLoad("while-it-starts", world.github);
      const starts = [asItTakesUp, asItListens, asItAsks];
      for (const [round, happen] of load.rounds.entries()) {
        await load.ready();
        const killed = killedAt(beforeRequest(reads, 1));
        await happen();
        await killed;
        const { active, waiting } = await killedAt(starts[round] ?? asItAsks);
        expect([...active, ...waiting]).toContain("gates");
        await world.startUp();
        await world.deliverLost();
      }
      expect(await aftermath(world, load)).toEqual(asUndisturbed(undisturbed));
    });
  });

  test("an App whose writes are done though their answers are lost posts nothing twice", async () => {
    const load = await createLoad("lost-answers", world.github);
    let losses = 6;
    world.tapRequests(() => ({
      answered: (passing) => (creates(passing) && losses-- > 0 ? "lost" : undefined),
    }));
    for (const happen of load.rounds) await happen();
    expect(await aftermath(world, load)).toEqual(asUndisturbed(undisturbed));
  });
}

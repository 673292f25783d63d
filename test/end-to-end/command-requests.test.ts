import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { INSTALLATION, startWorld, type World } from "../support/gated-world.ts";
import { CARD, cardText } from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";
import type { Thread } from "../support/thread.ts";

jest.setTimeout(60_000);

let world: World;
beforeAll(async () => {
  world = await startWorld({ writes: true });
});
afterAll(() => world.close());

const SHORTER = { [CARD]: cardText({ sections: { "TL;DR": "Marks nodules." } }) };
const BACK = '--to 1 --type discovery --reason "Thick slices are read wrongly throughout."';
/** What a command may cost that has everything to read and everything to write. */
const BUDGET = 6;

/** Requests of an App that has just been started, up to the reply: what a commit sets off is a push's. */
async function costOf(line: string, thread: Thread): Promise<number> {
  await world.quiet();
  await world.stopApp();
  await world.startApp();
  await world.quiet();
  await world.github.clearLedger();
  await thread.say("ml-engineer", line);
  const entries = await world.github.ledger({ installation: INSTALLATION });
  return (
    entries.findIndex(({ method, path }) => method !== "GET" && path.includes("/comments")) + 1
  );
}

describe("a command costs few requests, even of an App that knows nothing yet", () => {
  test.each([
    ["/mltrl help", 2],
    ["/mltrl explain semver-code", 2],
    ["/mltrl status", BUDGET],
    ["/mltrl check", BUDGET],
    ["/mltrl plan nodule-detector", BUDGET],
    ["/mltrl promote", BUDGET],
    [`/mltrl switchback nodule-detector ${BACK}`, BUDGET],
  ])("%s on a pull request", async (line, budget) => {
    const { propose } = await scannerIn(world, `cost-pull-${line.split(" ")[1]}`);
    const pull = await propose("topic", SHORTER);
    const cost = await costOf(line, pull);
    expect(cost).toBeGreaterThan(0);
    expect(cost).toBeLessThanOrEqual(budget);
  });

  test.each([
    "/mltrl plan nodule-detector",
    "/mltrl promote nodule-detector",
    `/mltrl switchback nodule-detector ${BACK}`,
  ])("%s on an issue", async (line) => {
    const { repository } = await scannerIn(world, `cost-issue-${line.split(" ")[1]}`);
    const cost = await costOf(line, await repository.openIssue("What next?"));
    expect(cost).toBeGreaterThan(0);
    expect(cost).toBeLessThanOrEqual(BUDGET);
  });
});

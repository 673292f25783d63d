import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Fault } from "../github/faults.ts";
import { APP_ID, startWorld, type World } from "../support/gated-world.ts";
import { CARD, cardText } from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";

jest.setTimeout(60_000);

let world: World;
beforeAll(async () => {
  world = await startWorld({ patience: { begin: 1000, end: 1000 } });
});
afterEach(() => world.github.clearFaults());
afterAll(() => world.close());

const WITHOUT_SECTION = { [CARD]: cardText({ sections: { "Intended use": null } }) };
/** Written after the App has given up waiting, and before it tries again. */
const LATE = 1400;

describe("a request that GitHub does not answer is given up and made again where it", () => {
  test.each<[string, Omit<Fault, "kind">]>([
    ["reads the pull request", { operationName: "EvaluatePullRequest", milliseconds: 20_000 }],
    ["reads files", { operationName: "ReadObjects", milliseconds: 20_000 }],
    ["writes, and what was done is not done twice", { method: "POST", path: "/check-runs$", milliseconds: LATE }], // prettier-ignore
    ["asks for a token", { method: "POST", path: "/access_tokens$", milliseconds: 20_000 }],
  ])("%s", async (what, fault) => {
    const { repository, propose } = await scannerIn(world, what.replaceAll(/\W+/g, "-"));
    await world.quiet();
    // Its token is kept otherwise.
    await world.stopApp();
    await world.startApp();
    await world.quiet();
    await world.github.addFault({ kind: "hang", ...fault, times: 1 });
    const started = Date.now();
    const pull = await propose("topic", WITHOUT_SECTION);
    expect((await pull.verdict()).conclusion).toBe("failure");
    expect(Date.now() - started).toBeLessThan(15_000);
    expect(await repository.as("ml-engineer").checkRuns(await pull.head(), APP_ID)).toHaveLength(1);
    const path = `/${repository.name}/check-runs$`;
    const written = await world.github.ledger({ method: "POST", path });
    expect(written.map(({ status }) => status)).toEqual([201]);
  });
});

test("where that lasts, the check says what was not answered and how long it was waited for", async () => {
  const { repository, propose } = await scannerIn(world, "silence");
  await world.quiet();
  await world.github.addFault({ kind: "hang", operationName: "ReadObjects", milliseconds: 20_000 });
  const { number } = await propose("topic", { "models/nodule/weights.bin": "other weights\n" });
  const closed = await repository.as("ml-engineer").verdict(number, "mltrl/main");
  expect(closed.output.title).toBe("Not judged: GitHub did not answer");
  expect(closed.output.summary).toContain('no answer to "graphql ReadObjects" within 1 s');
});

import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, jest, test } from "@jest/globals";
import { APP_ID, startWorld, type World } from "../support/gated-world.ts";
import { CARD, cardText } from "../support/repository-files.ts";
import { scannerIn, type Workplace } from "../support/scanner.ts";

jest.setTimeout(60_000);

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => world.github.clearFaults());
afterAll(() => world.close());

const SHORTER = { [CARD]: cardText({ sections: { "TL;DR": "Marks nodules." } }) };
const WITHOUT_SECTION = { [CARD]: cardText({ sections: { "Intended use": null } }) };

/** What the App wrote in a repository, by the commit that it is on. */
async function written({ repository }: Workplace): Promise<readonly string[]> {
  const path = `/${repository.name}/check-runs$`;
  const entries = await world.github.ledger({ app: APP_ID, method: "POST", path });
  return entries.map(({ body }) => (body as { head_sha: string }).head_sha);
}

/** Opens a pull request whose first head has been read, and is judged for as long as GitHub lets files be waited for. */
async function inJudgement(
  { repository, clone }: Workplace,
  files: Readonly<Record<string, string>>,
) {
  await world.quiet();
  await world.github.clearLedger();
  const slow = { operationName: "ReadObjects", milliseconds: 3000, times: 1 };
  await world.github.addFault({ kind: "hang", ...slow });
  await clone.start("topic", "origin/main");
  const old = await clone.push("topic", "Change it", files);
  const pull = await repository.propose({ from: "topic" });
  while ((await world.github.ledger({ operationName: "EvaluatePullRequest" })).length === 0) {
    await sleep(20);
  }
  return { old, pull };
}

test("a verdict on a head that was pushed over meanwhile is not written, and that on the new one is", async () => {
  const place = await scannerIn(world, "pushed-over");
  const { old, pull } = await inJudgement(place, WITHOUT_SECTION);
  await place.clone.push("topic", "Put it back", SHORTER);
  expect((await pull.verdict()).conclusion).toBe("success");
  expect(await written(place)).toEqual([await pull.head()]);
  expect(await place.repository.as("ml-engineer").checkRuns(old, APP_ID)).toEqual([]);
});

test("a head that comes back by force gets its verdict", async () => {
  const place = await scannerIn(world, "came-back");
  const { clone } = place;
  const { old, pull } = await inJudgement(place, WITHOUT_SECTION);
  await clone.push("topic", "Put it back", SHORTER);
  await world.quiet();
  await clone.git("push", "--quiet", "--force", "origin", `${old}:topic`);
  expect((await pull.verdict()).conclusion).toBe("failure");
  expect(await pull.head()).toBe(old);
});

test("a head that comes back before its verdict is written gets that", async () => {
  const place = await scannerIn(world, "never-left");
  const { clone } = place;
  const { old, pull } = await inJudgement(place, WITHOUT_SECTION);
  await clone.push("topic", "Put it back", SHORTER);
  await clone.git("push", "--quiet", "--force", "origin", `${old}:topic`);
  expect((await pull.verdict()).conclusion).toBe("failure");
  expect(await written(place)).toEqual([old]);
});

test("where nobody told of the new head, the verdict on the old one is written there", async () => {
  const place = await scannerIn(world, "untold");
  const { old, pull } = await inJudgement(place, WITHOUT_SECTION);
  await world.github.addFault({ kind: "drop-webhook" });
  await place.clone.push("topic", "Put it back", SHORTER);
  await world.quiet();
  expect(await written(place)).toEqual([old]);
  await world.github.clearFaults();
  await pull.say("ml-engineer", "/mltrl check");
  expect((await pull.verdict()).conclusion).toBe("success");
});

import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { INSTALLATION, OWNER, startWorld, type World } from "../support/gated-world.ts";
import { openMany } from "../support/many-pull-requests.ts";
import { portsOnGithub } from "../support/ports-on-github.ts";
import { CARD, cardText } from "../support/repository-files.ts";

jest.setTimeout(120_000);

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const COUNT = 20;
const WITHOUT_SECTION = { [CARD]: cardText({ sections: { "Intended use": null } }) };

/** What the App sent since the ledger was cleared. */
async function sent(): Promise<{ readonly writes: number; readonly points: number }> {
  const entries = await world.github.ledger({ installation: INSTALLATION });
  return {
    writes: entries.filter(({ kind }) => kind === "rest-write").length,
    points: entries.reduce((sum, { points }) => sum + (points ?? 0), 0),
  };
}

test("twenty pull requests that are rebased at once are judged with twenty writes and five points, each by itself", async () => {
  const { pulls, clone, moveAll } = await openMany(world, "rebased", COUNT, "side by side");
  await world.github.clearLedger();
  await moveAll("second", { "layer-7": WITHOUT_SECTION });
  await world.quiet();
  const { writes, points } = await sent();
  expect([writes, points <= 5, points]).toEqual([COUNT, true, points]);

  const verdicts = await Promise.all(pulls.map((pull) => pull.verdict()));
  const failed = verdicts.flatMap(({ conclusion }, i) => (conclusion === "success" ? [] : [i + 1]));
  expect(failed).toEqual([7]);
  const heads = await Promise.all(pulls.map((pull) => pull.head()));
  const pushed = await Promise.all(heads.map((_, i) => clone.git("rev-parse", `layer-${i + 1}`)));
  expect(heads).toEqual(pushed);
});

test("one of them whose branch goes in the same push takes nothing from the others", async () => {
  const { pulls, clone, moveAll } = await openMany(world, "one-gone", 6, "side by side");
  await moveAll("second", {}, ["layer-3"]);
  await world.quiet();
  const left = pulls.filter((_, i) => i !== 2);
  const verdicts = await Promise.all(left.map((pull) => pull.verdict()));
  expect(verdicts.map(({ conclusion }) => conclusion)).toEqual(left.map(() => "success"));
  expect(await clone.git("ls-remote", "origin", "layer-3")).toBe("");
});

test("one of them that cannot be read is told so by itself", async () => {
  const { repository, pulls } = await openMany(world, "unreadable", 2, "side by side");
  const { id } = (await repository.as("ml-engineer").wanted("GET", "")) as { id: number };
  const ref = { id, owner: OWNER, name: repository.name, installation: INSTALLATION };
  const ports = await portsOnGithub(world.github);
  await world.github.clearLedger();
  const numbers = [...pulls.map(({ number }) => number), 999];
  const read = await Promise.all(
    numbers.map(async (number) => (await ports.ofPullRequest(ref, number)).source.read()),
  );
  expect(read.map(({ state }) => state)).toEqual(["known", "known", "unavailable"]);
  expect(read.at(-1)).toMatchObject({ reason: expect.stringContaining("number of 999") });
  expect(await world.github.ledger({ operationName: "EvaluatePullRequest" })).toHaveLength(1);
});

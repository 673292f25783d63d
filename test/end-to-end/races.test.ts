import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { APP_ID, INSTALLATION, startWorld, type World } from "../support/gated-world.ts";
import { githubUser, type ShownCheck } from "../support/github-user.ts";
import { raiseFiles } from "../support/evidence-files.ts";
import type { PullRequest } from "../support/pull-request.ts";
import { CARD, cardText } from "../support/repository-files.ts";
import { scannerIn, type Workplace } from "../support/scanner.ts";

jest.setTimeout(60_000);

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => world.github.clearFaults());
afterAll(() => world.close());

const WITHOUT_SECTION = { [CARD]: cardText({ sections: { "Intended use": null } }) };
const PASSED = { status: "completed", conclusion: "success", external_id: "an older verdict" };
const UNFINISHED = { status: "in_progress", external_id: "an older verdict" };

/** What another process of the App writes that knows nothing of ours. */
async function byAnother({ repository }: Workplace, sha: string, run: object): Promise<void> {
  const token = await world.github.installationToken({ installation: INSTALLATION });
  const app = githubUser(world.github.url, token, `acme/${repository.name}`);
  await app.wanted("POST", "/check-runs", { name: "mltrl/main", head_sha: sha, ...run });
}

/** All runs of ours on the head of a pull request, in the order in which they were made. */
async function runsOn({ repository }: Workplace, pull: PullRequest): Promise<readonly string[]> {
  await world.quiet();
  const path = `/commits/${await pull.head()}/check-runs?app_id=${APP_ID}&filter=all`;
  const found = (await repository.as("ml-engineer").wanted("GET", path)) as {
    check_runs: readonly ShownCheck[];
  };
  return found.check_runs
    .toSorted((a, b) => a.id - b.id)
    .map(({ status, conclusion }) => conclusion ?? status);
}

/** Something happens to the pull request that changes nothing of its verdict. */
async function happens({ repository }: Workplace, { number }: PullRequest): Promise<void> {
  for (const state of ["closed", "open"]) {
    await repository.as("ml-engineer").wanted("PATCH", `/pulls/${number}`, { state });
  }
}

describe("of two runs of a check that two processes made", () => {
  test.each([
    ["the later one passed", PASSED, ["failure", "success", "failure"]],
    ["the later one never ends", UNFINISHED, ["failure", "failure"]],
  ])("%s: the next event puts it right", async (what, run, runs) => {
    const place = await scannerIn(world, what.replaceAll(" ", "-"));
    const pull = await place.propose("topic", WITHOUT_SECTION);
    await pull.verdict();
    await byAnother(place, await pull.head(), run);
    await happens(place, pull);
    expect(await runsOn(place, pull)).toEqual(runs);
    expect(await pull.tryMerge()).toMatchObject({ conclusion: "failure", merge: 405 });
  });

  test("the earlier one passed: it opens nothing", async () => {
    const place = await scannerIn(world, "the-earlier-one-passed");
    await world.quiet();
    await world.github.pauseWebhooks();
    const pull = await place.propose("topic", WITHOUT_SECTION);
    await byAnother(place, await place.repository.as("ml-engineer").head(pull.number), PASSED);
    await world.github.resumeWebhooks();
    expect(await runsOn(place, pull)).toEqual(["success", "failure"]);
    expect(await pull.tryMerge()).toMatchObject({ conclusion: "failure", merge: 405 });
  });

  test("the later one says what was so before somebody approved: the approval counts", async () => {
    const place = await scannerIn(world, "on-its-way");
    await world.quiet();
    await world.github.clearLedger();
    const write = { method: "POST", path: "/on-its-way/check-runs$" };
    await world.github.addFault({ kind: "hang", ...write, milliseconds: 3000, times: 1 });
    const pull = await place.propose("raise", raiseFiles(2, 3));
    while ((await world.github.ledger({ operationName: "ReadObjects" })).length === 0) {
      await sleep(20);
    }
    // The verdict is made, and waits to be written.
    await sleep(800);
    await pull.approve("researcher");
    await byAnother(place, await place.repository.as("ml-engineer").head(pull.number), PASSED);
    expect(await runsOn(place, pull)).toEqual(["success", "action_required", "success"]);
    expect(await pull.tryMerge()).toMatchObject({ conclusion: "success", merge: 200 });
  });
});

import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Clone } from "../support/clone.ts";
import { raiseFiles } from "../support/evidence-files.ts";
import { INSTALLATION, startWorld, type World } from "../support/gated-world.ts";
import type { PullRequest } from "../support/pull-request.ts";
import { CARD, cardText } from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";
import { issuesOf } from "../support/shown-issues.ts";

jest.setTimeout(90_000);

const HOUR = 3_600_000;
const SHORTER = { [CARD]: cardText({ sections: { "TL;DR": "Marks nodules." } }) };
const WITHOUT_SECTION = { [CARD]: cardText({ sections: { "Intended use": null } }) };
const TAG = "nodule-net@v1.0.0";

const repeated = { method: "POST", path: "^/app/hook/deliveries/\\d+/attempts$" };

let world: World;
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "mltrl-outage-"));
  world = await startWorld({ writes: true, dataDirectory: directory });
});
afterAll(() => world.close());

async function records(clone: Clone): Promise<string[]> {
  const found = await clone.git("ls-remote", "origin", "refs/mltrl/records");
  return found === "" ? [] : [found];
}

/** A repository in which something of every kind happens while the App is away. */
async function outage() {
  const place = await scannerIn(world, "outage");
  const { repository, clone, propose } = place;
  await clone.git("tag", "-a", "-m", "Register", TAG);
  await clone.git("push", "--quiet", "origin", TAG);
  const reviewed = await propose("reviewed", raiseFiles(2, 3));
  expect((await reviewed.verdict()).conclusion).toBe("action_required");
  const pushed = await propose("pushed", WITHOUT_SECTION);
  expect((await pushed.verdict()).conclusion).toBe("failure");
  const asked = await propose("asked", WITHOUT_SECTION);
  const other = await scannerIn(world, "merged");
  const merged = await other.propose("raise", raiseFiles(2, 3));
  await merged.approve("researcher");
  expect((await merged.verdict()).conclusion).toBe("success");

  await world.stopApp();
  await world.github.clearLedger();
  await reviewed.approve("researcher");
  await clone.start("pushed", "origin/pushed");
  await clone.push("pushed", "Put it back", SHORTER);
  await repository.as("ml-engineer").comment(asked.number, "/mltrl status");
  expect((await other.repository.as("platform-admin").merge(merged.number)).status).toBe(200);
  await clone.git("push", "--quiet", "origin", "--delete", TAG);
  await world.github.settled();
  await world.github.shiftTime({ milliseconds: HOUR });
  const opened = await propose("opened", WITHOUT_SECTION);
  await world.github.settled();
  await world.startApp();
  await world.quiet();
  return { ...place, reviewed, pushed, asked, merged: other.clone, opened };
}

describe("after an hour without the App", () => {
  let hour: Awaited<ReturnType<typeof outage>>;
  beforeAll(async () => {
    hour = await outage();
  });

  test.each<[string, (of: typeof hour) => PullRequest, string]>([
    ["that was opened", ({ opened }) => opened, "failure"],
    ["that was pushed to", ({ pushed }) => pushed, "success"],
    ["that was reviewed", ({ reviewed }) => reviewed, "success"],
    ["that nothing happened to", ({ asked }) => asked, "failure"],
  ])("a pull request %s has its verdict", async (_, of, conclusion) => {
    expect((await of(hour).verdict()).conclusion).toBe(conclusion);
  });

  test("a command has its reply, once", async () => {
    expect(await hour.asked.replies()).toHaveLength(1);
  });

  test("a merge is on record", async () => {
    expect(await records(hour.merged)).toHaveLength(1);
  });

  test("a tag that is gone has its issue", async () => {
    expect(await issuesOf(world, hour.repository)).toMatchObject([
      { title: "Version tags were moved or deleted", state: "open" },
    ]);
  });

  test("nothing is asked for twice, however often the App starts", async () => {
    // The App learns of GitHub's clock by a refusal, and asks again.
    const asked = await world.github.ledger({ ...repeated, status: 202 });
    expect(asked).not.toEqual([]);
    expect(new Set(asked.map(({ path }) => path)).size).toBe(asked.length);
    await world.stopApp();
    await world.github.clearLedger();
    await world.startApp();
    await world.quiet();
    expect(await world.github.ledger(repeated)).toEqual([]);
    expect(await hour.asked.replies()).toHaveLength(1);
    expect(await world.github.ledger({ installation: INSTALLATION, kind: "rest-write" })).toEqual(
      [],
    );
  });
});

test("while the store takes nothing webhooks are refused, and made up for afterwards", async () => {
  const { repository, propose } = await scannerIn(world, "refused");
  await world.quiet();
  // Somebody else holds the database: nothing can be written to it.
  const other = new DatabaseSync(join(directory, "jobs.sqlite"));
  other.exec("BEGIN IMMEDIATE");
  const pull = await propose("topic", WITHOUT_SECTION);
  await repository.as("ml-engineer").comment(pull.number, "/mltrl status");
  await world.github.settled();
  const deliveries = await world.github.deliveries({ event: "issue_comment" });
  expect(deliveries.at(-1)?.statusCode).toBe(503);
  other.exec("ROLLBACK");
  other.close();
  await world.stopApp();
  await world.startApp();
  expect((await pull.verdict()).conclusion).toBe("failure");
  expect(await pull.replies()).toHaveLength(1);
});

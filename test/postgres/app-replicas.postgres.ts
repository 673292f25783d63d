import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";

import { parseCapsule } from "../../src/core/records/capsule.ts";
import { textDigest } from "../../src/core/source/canonical-json.ts";
import { openPool } from "../../src/queue/postgres/open-pool.ts";
import { APP_ID, startWorld, type World } from "../support/gated-world.ts";
import { CARD, cardText, CONFIG, configText, scannerFiles } from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";
import { createDatabase } from "./own-database.ts";

jest.setTimeout(60_000);

let database: Awaited<ReturnType<typeof createDatabase>>;
let world: World;
beforeAll(async () => {
  database = await createDatabase();
  world = await startWorld({ databaseUrl: database.url });
});
afterAll(async () => {
  await world.close();
  await database.drop();
});

test("a policy that one replica hears of ends what another one knew of ungated branches", async () => {
  const { [CONFIG]: _, [CARD]: __, ...files } = scannerFiles();
  const repository = await world.repository("gets-a-policy", { files });
  const clone = await repository.clone("ml-engineer");
  const propose = async (branch: string) => {
    await clone.start(branch, "origin/main");
    await clone.push(branch, `Change ${branch}`, { [`docs/${branch}.md`]: "# Notes\n" });
    return repository.propose({ from: branch });
  };
  for (const replica of [0, 1]) {
    await world.receiveBy(replica);
    expect(await (await propose(`before-${replica}`)).checks()).toEqual([]);
  }
  await world.receiveBy(0);
  const admin = await repository.clone("platform-admin");
  await admin.push("main", "Bring a policy", { [CONFIG]: configText(), [CARD]: cardText() });
  await world.quiet();
  await world.receiveBy(1);
  const pull = await propose("after");
  expect((await pull.verdict()).title).toBe("Not affected");
});

test("replicas that hear of the same pull request at once show one verdict of each head", async () => {
  const { repository, clone, propose } = await scannerIn(world, "heard-by-both");
  const pull = await propose("topic", { "docs/notes.md": "# 0\n" });
  const heads: string[] = [await pull.head()];
  for (const round of [1, 2, 3, 4]) {
    await world.receiveBy(round % 2);
    await clone.push("topic", `Round ${round}`, { "docs/notes.md": `# ${round}\n` });
    heads.push(await pull.head());
  }
  await world.quiet();
  const runs = await Promise.all(
    heads.map((head) => repository.as("researcher").checkRuns(head, APP_ID)),
  );
  for (const each of runs) expect(each.length).toBeLessThanOrEqual(1);
  expect(runs.at(-1)).toMatchObject([{ name: "mltrl/main", conclusion: "success" }]);
});

const PROFILE = "rules: [no-level-skip]\n";

/** Records of merges as they stand in the database, in their order. */
async function records(): Promise<readonly string[]> {
  const pool = openPool({ url: database.url, report: () => undefined });
  const { rows } = await pool.query<{ readonly bytes: Buffer }>(
    "SELECT bytes FROM mltrl.mltrl_record ORDER BY name",
  );
  await pool.end();
  return rows.map(({ bytes }) => bytes.toString("utf8"));
}

test("merges that replicas hear of at about the same time are each on record once, in one chain", async () => {
  const { repository, propose } = await scannerIn(world, "merged-by-many", { requires: {} });
  const pulls = [];
  for (const n of [1, 2, 3, 4]) {
    // What changes the policy is put on record.
    pulls.push(await propose(`topic-${n}`, { [`.mltrl/profiles/p${n}.yml`]: PROFILE }));
  }
  await world.quiet();
  for (const [index, { number }] of pulls.entries()) {
    await world.receiveBy(index % 2);
    expect((await repository.as("platform-admin").merge(number)).status).toBe(200);
  }
  await world.quiet();
  const texts = await records();
  const capsules = texts.map((text) => {
    const capsule = parseCapsule(text, "a record");
    if (capsule.state === "unavailable") throw new Error(capsule.reason);
    return capsule.value;
  });
  expect(capsules.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  const merged = new Set(capsules.map((each) => each["pull-request"]?.number));
  expect(merged).toEqual(new Set(pulls.map(({ number }) => number)));
  expect(capsules.map(({ previous }) => previous)).toEqual([
    null,
    ...texts.slice(0, -1).map((text) => textDigest(text)),
  ]);
});

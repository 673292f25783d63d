import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { APP_ID, INSTALLATION, startWorld, type World } from "../support/gated-world.ts";
import { queueOf } from "../support/queued.ts";
import { scannerIn } from "../support/scanner.ts";

jest.setTimeout(60_000);

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

/** Points of an hour, of which nine are kept for releases and merge queues. */
const HOUR = 60;
const KEPT = 9;
/** So long after an event whatever it leads to has been asked, in milliseconds. */
const SETTLED = 1500;

async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error("what was waited for never came");
    await sleep(50);
  }
}

/** Asks as the installation, as another of its processes would; gives the points that remain. */
async function ask(): Promise<number> {
  const token = await world.github.installationToken({ installation: INSTALLATION });
  const response = await fetch(`${world.github.url}/graphql`, {
    method: "POST",
    headers: { authorization: `token ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ query: "query Other { rateLimit { remaining } }" }),
  });
  await response.text();
  return Number(response.headers.get("x-ratelimit-remaining"));
}

test("when the hour's points run out a merge queue goes on, while others wait and nothing is refused", async () => {
  const { repository, propose } = await scannerIn(world, "nearly-used-up");
  const queue = await queueOf(world, repository);
  const green = await propose("notes", { "README.md": "# The scanner\n" });
  expect((await green.verdict()).conclusion).toBe("success");
  await world.github.setLimits({ installation: INSTALLATION, graphql: HOUR });
  while ((await ask()) > KEPT) continue;
  await world.github.clearLedger();
  const asked = async (): Promise<number> =>
    (await world.github.ledger({ app: APP_ID, kind: "graphql-query" })).length;

  // How little remains is told by the answer to what is asked next.
  await propose("first", { "README.md": "# The other scanner\n" });
  await until(async () => (await asked()) > 0);
  await sleep(SETTLED);
  const before = await asked();
  const late = await propose("late", { "README.md": "# One more scanner\n" });
  await sleep(SETTLED);
  expect(await asked()).toBe(before);

  expect(await queue.enqueue(green)).toBeUndefined();
  const admin = repository.as("platform-admin");
  await until(async () => {
    const { merged } = (await admin.wanted("GET", `/pulls/${green.number}`)) as { merged: boolean };
    return merged;
  });
  expect(await admin.checkRuns(await late.head(), APP_ID)).toEqual([]);
  const refused = await world.github.ledger({ installation: INSTALLATION });
  expect(refused.filter(({ status }) => status === 403)).toEqual([]);
});

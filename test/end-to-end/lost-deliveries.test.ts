import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { APP_ID, startWorld, type World } from "../support/gated-world.ts";
import { CARD, cardText } from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";

jest.setTimeout(60_000);

let world: World;
beforeAll(async () => {
  world = await startWorld({ sweepEvery: 500 });
});
afterAll(() => world.close());

const WITHOUT_SECTION = { [CARD]: cardText({ sections: { "Intended use": null } }) };
const REPEATED = { method: "POST", path: "^/app/hook/deliveries/\\d+/attempts$" };

async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error("what was waited for never came");
    await sleep(50);
  }
}

test("a command whose delivery fails, and whose repetitions fail, is carried out once when webhooks come through", async () => {
  const { repository, propose } = await scannerIn(world, "command-lost");
  const pull = await propose("topic", WITHOUT_SECTION);
  await pull.verdict();
  await world.quiet();
  await world.github.clearLedger();
  // The App reaches GitHub, and GitHub does not reach the App.
  await world.github.setWebhookUrl({ app: APP_ID, url: "http://127.0.0.1:1/" });
  await repository.as("ml-engineer").comment(pull.number, "/mltrl status");
  await until(async () => (await world.github.ledger(REPEATED)).length >= 3);
  expect(await repository.as("ml-engineer").comments(pull.number)).toHaveLength(1);

  await world.receiveBy(0);
  const comments = () => repository.as("ml-engineer").comments(pull.number);
  await until(async () => (await comments()).length > 1);
  await world.quiet();
  const [, reply, ...more] = await comments();
  expect(reply?.body).toContain("nodule-detector");
  expect(more).toEqual([]);
});

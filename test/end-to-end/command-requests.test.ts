import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { INSTALLATION, startWorld, type World } from "../support/gated-world.ts";
import { CARD, cardText } from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";

jest.setTimeout(60_000);

let world: World;
beforeAll(async () => {
  world = await startWorld({ writes: true });
});
afterAll(() => world.close());

const SHORTER = { [CARD]: cardText({ sections: { "TL;DR": "Marks nodules." } }) };

test("x", async () => {
  for (const line of ["help", "status", "check", "explain x", "promote"]) {
    const { propose } = await scannerIn(world, `cost-${line.split(" ")[0]}`);
    const pull = await propose("topic", SHORTER);
    await pull.verdict();
    await world.stopApp();
    await world.startApp();
    await world.quiet();
    await world.github.clearLedger();
    await pull.say("ml-engineer", `/mltrl ${line}`);
    const e = await world.github.ledger({ installation: INSTALLATION });
    console.log(
      line,
      JSON.stringify(
        e.map(({ method, path, operationName }) => `${method} ${path} ${operationName ?? ""}`),
        null,
        1,
      ),
    );
  }
  expect(1).toBe(1);
});

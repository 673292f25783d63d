import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test } from "@jest/globals";

import { INSTALLATION, startWorld, type World } from "../support/gated-world.ts";
import { cardText, CONFIG, CARD, configText, entryAt } from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";
import { startWorkflow } from "../support/workflow.ts";

const WORKFLOW = ".github/workflows/ci.yml";
const REPORT = "reports/unit.xml";
const PASSED = { [REPORT]: `<testsuite tests="1"><testcase name="reads"/></testsuite>` };
const EVIDENCE = `evidence:\n  unit-tests: {format: tests, workflow: ${WORKFLOW}, files: [${REPORT}]}\n`;

let world: World;
let directory: string;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "mltrl-restart-"));
  world = await startWorld({ dataDirectory: directory });
});
afterAll(() => world.close());

test("after a new start neither git's objects nor what a run delivered are asked for again, as long as the cache is there", async () => {
  const { repository, propose } = await scannerIn(world, "started-anew", {
    files: {
      [CONFIG]: configText(`${EVIDENCE}rules: {coverage-prototype: {severity: advisory}}\n`),
      [CARD]: cardText({ level: 4, extra: entryAt(4, [0, 1, 2]) }),
      [WORKFLOW]: "on: pull_request\n",
    },
  });
  world.plans(1);
  const pull = await propose("topic", { "src/reader.js": "export const n = 1;\n" });
  const run = await startWorkflow(world, repository, pull.number);
  await run.deliver(PASSED);
  await run.end();
  /** In requests. */
  const costOfJudging = async (): Promise<number> => {
    const { id } = await pull.verdict();
    await world.quiet();
    await world.github.clearLedger();
    await repository.as("ml-engineer").wanted("POST", `/check-runs/${id}/rerequest`);
    await world.quiet();
    return (await world.github.ledger({ installation: INSTALLATION })).length;
  };
  const before = await costOfJudging();
  await world.stopApp();
  await world.startApp();
  expect(await costOfJudging()).toBe(before);
  await world.stopApp();
  for (const name of readdirSync(directory).filter((each) => each.startsWith("cache."))) {
    rmSync(join(directory, name));
  }
  await world.startApp();
  // What the run delivered is listed and fetched anew as well.
  expect(await costOfJudging()).toBeGreaterThan(before + 2);
});

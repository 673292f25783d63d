import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { INSTALLATION, startWorld, type World } from "../support/gated-world.ts";
import { CI } from "../support/fake-run.ts";
import { queueOf } from "../support/queued.ts";
import { CARD, cardText, CONFIG, configText, entryAt } from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";
import { startWorkflow } from "../support/workflow.ts";

jest.setTimeout(60_000);

const UNIT = "reports/unit.xml";
const REPORTS = {
  [UNIT]: `<testsuite tests="1"><testcase classname="reader" name="reads"/></testsuite>`,
};
const READER = { "src/reader.js": "export const n = 1;\n" };
const FILES = {
  [CONFIG]: configText(`evidence:
  unit-tests: {format: tests, workflow: ${CI}, files: [${UNIT}]}
rules:
  coverage-prototype: {severity: advisory}
`),
  [CARD]: cardText({ level: 4, extra: entryAt(4, [0, 1, 2]) }),
  [CI]: "on: [pull_request, merge_group]\njobs: {test: {steps: [{run: npm test}]}}\n",
};

/** Jobs that are planned are nothing that the App is at. */
const PLANNED = 1000;

const READ = "EvaluatePullRequest";

/** Waits until something has happened; the test's own time ends what never does. */
async function soon(happened: () => Promise<boolean>): Promise<void> {
  while (!(await happened())) await sleep(100);
}

let world: World;
beforeAll(async () => {
  world = await startWorld({ waitFirst: 1500 });
  world.plans(PLANNED);
});
afterAll(() => world.close());

test("a run of which no webhook tells is found all the same", async () => {
  const { repository, propose } = await scannerIn(world, "lost-run", { files: FILES });
  const pull = await propose("topic", READER);
  expect(await pull.verdict()).toMatchObject({ status: "in_progress" });
  await world.github.addFault({ kind: "drop-webhook" });
  const run = await startWorkflow(world, repository, pull.number);
  await run.deliver(REPORTS);
  await run.end();
  const { conclusion } = await repository.as("ml-engineer").verdict(pull.number, "mltrl/main");
  await world.github.clearFaults();
  expect(conclusion).toBe("success");
  expect(await pull.tryMerge()).toMatchObject({ merge: 200 });
});

test("a look at what is not there yet costs two reads, and nothing is written", async () => {
  const { propose } = await scannerIn(world, "slow-run", { files: FILES });
  const pull = await propose("topic", READER);
  expect(await pull.verdict()).toMatchObject({ status: "in_progress" });
  await world.github.clearLedger();
  await soon(async () => (await world.github.ledger({ operationName: READ })).length > 0);
  await world.quiet();
  const asked = await world.github.ledger({ installation: INSTALLATION });
  expect(
    asked.map(({ method, path, operationName }) => operationName ?? `${method} ${path}`),
  ).toEqual([READ, "GET /repos/acme/slow-run/actions/runs"]);
});

test("a merge group whose run no webhook tells of does not wait in vain", async () => {
  const { repository, propose } = await scannerIn(world, "lost-group", { files: FILES });
  const queue = await queueOf(world, repository);
  const pull = await propose("topic", READER);
  const run = await startWorkflow(world, repository, pull.number);
  await run.deliver(REPORTS);
  await run.end();
  expect(await pull.verdict()).toMatchObject({ conclusion: "success" });
  expect(await queue.enqueue(pull)).toBeUndefined();
  const [group] = await queue.groups();
  await world.github.addFault({ kind: "drop-webhook", event: "workflow_run" });
  const branch = group?.head_ref.replace("refs/heads/", "") ?? "";
  const ofGroup = await startWorkflow(world, repository, undefined, {
    event: "merge_group",
    branch,
  });
  await ofGroup.deliver(REPORTS);
  await ofGroup.end();
  await soon(async () => (await queue.state(pull)) === "merged");
  await world.github.clearFaults();
});

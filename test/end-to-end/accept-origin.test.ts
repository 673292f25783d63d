import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { CI } from "../support/fake-run.ts";
import { startWorld, type World } from "../support/gated-world.ts";
import type { PullRequest } from "../support/pull-request.ts";
import { CARD, cardText, CONFIG, configText, entryAt } from "../support/repository-files.ts";
import { scannerIn, type Workplace } from "../support/scanner.ts";
import { startWorkflow } from "../support/workflow.ts";

jest.setTimeout(60_000);

const RULE = "unit-tests-pass";
const UNIT = "reports/unit.xml";
const ACCEPT = `/mltrl accept ${RULE} --reason "The settings only add a folder."`;
const PASSED = `<testsuite tests="1"><testcase classname="reader" name="reads"/></testsuite>`;
const FAILED = `<testsuite tests="1" failures="1"><testcase classname="reader" name="reads"><failure message="no"/></testcase></testsuite>`;

const FILES = {
  [CONFIG]: configText(`evidence:
  unit-tests: {format: tests, workflow: ${CI}, files: [${UNIT}]}
rules:
  ${RULE}: {trust: 2}
  coverage-prototype: {severity: advisory}
`),
  [CARD]: cardText({ level: 4, extra: entryAt(4, [0, 1, 2]) }),
  [CI]: "on: [pull_request]\njobs: {test: {steps: [{run: npm test}]}}\n",
  "jest.config.js": "export default {};\n",
};

let world: World;
beforeAll(async () => {
  world = await startWorld();
  // A verdict that waits for CI is looked at again once CI has had its time.
  world.plans(1000);
});
afterAll(() => world.close());

/** CI runs for the head as it is and ends well. */
async function runs({ repository }: Workplace, pull: PullRequest, report: string): Promise<void> {
  const run = await startWorkflow(world, repository, pull.number);
  await run.deliver({ [UNIT]: report });
  await run.end();
}

/** A pull request whose report comes from CI, with settings of the tests that it changes itself. */
async function heldBack(name: string): Promise<{ place: Workplace; pull: PullRequest }> {
  const place = await scannerIn(world, name, { files: FILES });
  const pull = await place.propose("topic", {
    "src/reader.js": "export const n = 1;\n",
    "jest.config.js": "export default { roots: ['src'] };\n",
  });
  await runs(place, pull, PASSED);
  const { conclusion, output } = await pull.verdict();
  expect(conclusion).toBe("action_required");
  expect(output.summary).toContain("or accept it for this head.**");
  return { place, pull };
}

test("the waiver role takes a report of too low a tier for the head that they saw, and for no other", async () => {
  const { place, pull } = await heldBack("origin");
  expect(await pull.say("second-engineer", ACCEPT)).toContain(
    "second-engineer does not hold the role policy-owners",
  );
  expect(await pull.tryMerge()).toMatchObject({ conclusion: "action_required", merge: 405 });
  const said = await pull.say("platform-admin", ACCEPT);
  expect(said).toContain(
    "Accepted by `platform-admin` for `nodule-detector`: `unit-tests-pass` may rest on a report of a lower tier here.",
  );
  expect(said).toContain(`the head stays as it is (\`${(await pull.head()).slice(0, 7)}\`)`);
  expect(await pull.verdict()).toMatchObject({
    conclusion: "success",
    title: "Passed with 1 exception: nodule-detector at level 4",
  });

  // Not even a push that leaves the component as it was: what a run delivers for it, nobody saw.
  await place.clone.push("topic", "Say more", { "README.md": "# Scanner\n\nMore.\n" });
  await runs(place, pull, PASSED);
  const { conclusion, output } = await pull.verdict();
  expect(conclusion).toBe("action_required");
  expect(output.summary).toContain("before this head was pushed");
  await pull.say("platform-admin", ACCEPT);
  expect(await pull.tryMerge()).toMatchObject({ conclusion: "success", merge: 200 });
});

test("what was taken for where it comes from is not taken when it fails", async () => {
  const { place, pull } = await heldBack("origin-fails");
  await pull.say("platform-admin", ACCEPT);
  expect(await pull.verdict()).toMatchObject({ conclusion: "success" });
  await runs(place, pull, FAILED);
  const { conclusion, blockedBy, output } = await pull.verdict();
  expect({ conclusion, blockedBy }).toEqual({ conclusion: "failure", blockedBy: [RULE] });
  expect(output.summary).toContain("when nothing was wrong but where its report came from");
  expect(await pull.tryMerge()).toMatchObject({ merge: 405 });
});

test("another content is another pull request to whoever accepted it", async () => {
  const { place, pull } = await heldBack("origin-content");
  await pull.say("platform-admin", ACCEPT);
  await place.clone.push("topic", "Read more", { "src/reader.js": "export const n = 2;\n" });
  await runs(place, pull, PASSED);
  expect(await pull.tryMerge()).toMatchObject({ conclusion: "action_required", merge: 405 });
});

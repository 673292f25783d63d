import { afterAll, beforeAll, beforeEach, expect, jest, test } from "@jest/globals";

import { raiseFiles } from "../support/evidence-files.ts";
import { INSTALLATION, startWorld, type World } from "../support/gated-world.ts";
import { CARD, cardText, CONFIG, configText, entryAt } from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";
import { startWorkflow } from "../support/workflow.ts";
import { createDatabase } from "./own-database.ts";

jest.setTimeout(60_000);

let database: Awaited<ReturnType<typeof createDatabase>>;
let world: World;
beforeAll(async () => {
  database = await createDatabase();
  world = await startWorld({ databaseUrl: database.url });
});
beforeEach(() => world.receiveBy(0));
afterAll(async () => {
  await world.close();
  await database.drop();
});

/** From now on the other replica is alone, and what is asked is counted anew. */
async function leaveToTheOther(): Promise<void> {
  await world.quiet();
  await world.receiveBy(1);
  await world.stopApp();
  await world.github.clearLedger();
}

/** How often something was asked of GitHub, by what the requests say. */
async function asked(what: string): Promise<number> {
  const entries = await world.github.ledger({ installation: INSTALLATION });
  return entries.filter(({ path, body }) => `${path} ${JSON.stringify(body)}`.includes(what))
    .length;
}

const TEAM = "members(first: 100";
const RIGHT = "collaborators(first: 1";

async function membership(method: "PUT" | "DELETE"): Promise<void> {
  const path = "/orgs/acme/teams/product/memberships/product-manager";
  const answer = await fetch(world.github.url + path, {
    method,
    headers: { authorization: "token platform-admin", "content-type": "application/json" },
    ...(method === "PUT" && { body: "{}" }),
  });
  expect(answer.ok).toBe(true);
}

test("what people may do one replica asks for all, and none believes it after an event that another one heard of", async () => {
  const config = configText().replace("researcher: [researcher, research-lead]", "researcher: [acme/product]"); // prettier-ignore
  const { repository, propose } = await scannerIn(world, "shared-team", {
    files: { [CONFIG]: config },
  });
  const pull = await propose("raise", raiseFiles(2, 3));
  const judgeAgain = async (): Promise<string | null> => {
    const { id } = await pull.verdict();
    await repository.as("ml-engineer").wanted("POST", `/check-runs/${id}/rerequest`);
    return (await pull.verdict()).conclusion;
  };
  await pull.approve("product-manager");
  expect((await pull.verdict()).conclusion).toBe("success");
  expect(await asked(TEAM)).toBe(1);
  expect(await asked(RIGHT)).toBe(1);

  await leaveToTheOther();
  expect(await judgeAgain()).toBe("success");
  expect(await asked(TEAM)).toBe(0);
  expect(await asked(RIGHT)).toBe(0);
  // Whoever gives a command is looked up at that moment, whatever is kept.
  await pull.say("ml-engineer", "/mltrl check");
  expect(await asked(RIGHT)).toBeGreaterThan(0);

  await world.startApp();
  await membership("DELETE");
  expect((await pull.verdict()).conclusion).toBe("action_required");
  await leaveToTheOther();
  expect(await judgeAgain()).toBe("action_required");
  expect(await asked(TEAM)).toBe(0);
});

const WORKFLOW = ".github/workflows/ci.yml";
const REPORT = "reports/unit.xml";

test("what a run delivered is fetched by one replica for all", async () => {
  const evidence = `evidence:\n  unit-tests: {format: tests, workflow: ${WORKFLOW}, files: [${REPORT}]}\n`;
  const { repository, propose } = await scannerIn(world, "shared-delivery", {
    files: {
      [CONFIG]: configText(`${evidence}rules: {coverage-prototype: {severity: advisory}}\n`),
      [CARD]: cardText({ level: 4, extra: entryAt(4, [0, 1, 2]) }),
      [WORKFLOW]: "on: pull_request\n",
    },
  });
  world.plans(1);
  const pull = await propose("topic", { "src/reader.js": "export const n = 1;\n" });
  const run = await startWorkflow(world, repository, pull.number);
  await run.deliver({ [REPORT]: `<testsuite tests="1"><testcase name="reads"/></testsuite>` });
  await run.end();
  const before = await pull.verdict();
  expect(await asked("/artifacts")).toBe(2);
  await leaveToTheOther();
  await repository.as("ml-engineer").wanted("POST", `/check-runs/${before.id}/rerequest`);
  expect(await pull.verdict()).toMatchObject({ conclusion: before.conclusion });
  expect(await asked("/actions/runs ")).toBeGreaterThan(0);
  expect(await asked("/artifacts")).toBe(0);
  await world.startApp();
});

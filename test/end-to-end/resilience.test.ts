import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Fault } from "../github/faults.ts";
import { raiseFiles } from "../support/evidence-files.ts";
import { APP_ID, startWorld, type World } from "../support/gated-world.ts";
import { MERGED } from "../support/pull-request.ts";
import { CARD, cardText, CHECKS, CONFIG, configText } from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";

jest.setTimeout(60_000);

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const SHORTER = { [CARD]: cardText({ sections: { "TL;DR": "Marks nodules." } }) };
const WITHOUT_SECTION = { [CARD]: cardText({ sections: { "Intended use": null } }) };

async function withFault<T>(fault: Fault, happening: () => Promise<T>): Promise<T> {
  await world.quiet();
  await world.github.addFault(fault);
  try {
    return await happening();
  } finally {
    await world.github.clearFaults();
  }
}

describe("the verdict comes late, and comes, when GitHub", () => {
  const READ = "EvaluatePullRequest";
  const WRITE = { method: "POST", path: "/check-runs$" };
  test.each<[string, Fault]>([
    ["limits reading", { kind: "secondary-limit", retryAfter: 1, operationName: READ, times: 1 }],
    ["limits writing", { kind: "secondary-limit", retryAfter: 1, ...WRITE, times: 1 }],
    ["fails to read", { kind: "error", status: 502, operationName: READ, times: 1 }],
    ["fails to write", { kind: "error", status: 502, ...WRITE, times: 1 }],
    ["hangs up", { kind: "drop-connection", operationName: READ, times: 1 }],
    ["does not know the commit yet", { kind: "unknown-commit", ...WRITE, times: 1 }],
    ["refuses the token", { kind: "unauthorized", operationName: READ, times: 1 }],
  ])("%s", async (what, fault) => {
    const { propose } = await scannerIn(world, what.replaceAll(" ", "-"));
    const attempt = await withFault(fault, async () => {
      const pull = await propose("topic", SHORTER);
      return pull.tryMerge();
    });
    expect(attempt).toEqual(MERGED);
  });
});

describe("webhooks", () => {
  test("that come twice are written once", async () => {
    const { propose } = await scannerIn(world, "twice");
    await withFault({ kind: "duplicate-webhook" }, async () => {
      const pull = await propose("topic", SHORTER);
      await pull.verdict();
      const path = "/repos/acme/twice/check-runs$";
      expect(await world.github.ledger({ app: APP_ID, method: "POST", path })).toHaveLength(1);
    });
  });

  test("that come in another order change nothing", async () => {
    const { clone, propose } = await scannerIn(world, "reordered");
    await withFault({ kind: "reorder-webhook", event: "pull_request" }, async () => {
      const pull = await propose("topic", WITHOUT_SECTION);
      await clone.push("topic", "Put it back", SHORTER);
      await pull.approve("researcher");
      expect(await pull.tryMerge()).toEqual(MERGED);
    });
  });

  test("that never come while the App is away are made up for when it is back", async () => {
    const { propose } = await scannerIn(world, "away");
    await world.quiet();
    await world.stopApp();
    const pull = await propose("topic", WITHOUT_SECTION);
    await world.startApp();
    expect(await pull.tryMerge()).toMatchObject({ conclusion: "failure", merge: 405 });
  });
});

test("a check that announces a day blocks from that day on", async () => {
  const day = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const announced = CHECKS.replace(
    "branches: [main]\n    enforcement: block",
    `branches: [main]\n    enforcement: warn\n    block-from: ${day}`,
  );
  const { propose } = await scannerIn(world, "announced", {
    files: { [CONFIG]: configText("", "", announced) },
  });
  world.plans(1);
  const pull = await propose("topic", WITHOUT_SECTION);
  expect((await pull.verdict()).conclusion).toBe("neutral");
  await world.stopApp();
  await world.github.shiftTime({ milliseconds: 2 * 86_400_000 });
  await world.startApp();
  await pull.say("ml-engineer", "/mltrl check");
  expect(await pull.tryMerge()).toMatchObject({ conclusion: "failure", merge: 405 });
});

describe("with a sweep every moment", () => {
  let swept: World;
  beforeAll(async () => {
    swept = await startWorld({ sweepEvery: 500 });
  });
  afterAll(() => swept.close());

  test("lost webhooks of a push are made up for", async () => {
    const { repository, clone, propose } = await scannerIn(swept, "lost-push");
    await swept.github.addFault({ kind: "drop-webhook" });
    const { number } = await propose("topic", WITHOUT_SECTION);
    const engineer = repository.as("ml-engineer");
    expect((await engineer.verdict(number, "mltrl/main")).conclusion).toBe("failure");
    await clone.push("topic", "Put it back", SHORTER);
    expect((await engineer.verdict(number, "mltrl/main")).conclusion).toBe("success");
    expect((await engineer.merge(number)).status).toBe(200);
  });

  test("a lost webhook of a review is made up for", async () => {
    const { repository, propose } = await scannerIn(swept, "lost-review");
    await swept.github.clearFaults();
    const { number } = await propose("raise", raiseFiles(2, 3));
    const engineer = repository.as("ml-engineer");
    const before = await engineer.verdict(number, "mltrl/main");
    expect(before.conclusion).toBe("action_required");
    await swept.github.addFault({ kind: "drop-webhook" });
    await repository.as("researcher").review(number, "APPROVE");
    const after = await engineer.verdictAfter(number, "mltrl/main", before.id);
    expect(after.conclusion).toBe("success");
  });
});

describe("a token that ends", () => {
  let late: World;
  beforeAll(async () => {
    late = await startWorld();
  });
  afterAll(() => late.close());

  test("F34: in the middle of a job is replaced, and the verdict comes at once and once", async () => {
    const { repository, propose } = await scannerIn(late, "token-ends");
    const first = await propose("first", SHORTER);
    expect((await first.verdict()).conclusion).toBe("success");
    await late.github.clearLedger();
    const write = { method: "POST", path: "/token-ends/check-runs$" };
    await late.github.addFault({ kind: "hang", milliseconds: 1500, ...write, times: 1 });
    const pull = await propose("topic", WITHOUT_SECTION);
    while ((await late.github.ledger({ operationName: "EvaluatePullRequest" })).length === 0) {
      await sleep(20);
    }
    // The verdict is made, and waits to be written.
    await sleep(800);
    await late.github.shiftTime({ milliseconds: 61 * 60_000 });
    expect(await pull.tryMerge()).toMatchObject({ conclusion: "failure", merge: 405 });
    expect(await late.github.ledger({ ...write, status: 401 })).not.toEqual([]);
    const asked = await late.github.ledger({ method: "POST", path: "/access_tokens$" });
    expect(asked.filter(({ status }) => status === 201)).toHaveLength(1);
    const written = (await late.github.ledger(write)).filter(({ status }) => status === 201);
    expect(written).toHaveLength(1);
    expect(await repository.as("ml-engineer").checkRuns(await pull.head(), APP_ID)).toHaveLength(1);
  });
});

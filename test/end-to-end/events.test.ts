import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { INSTALLATION, OWNER, startWorld, type World } from "../support/gated-world.ts";
import { refusedBy } from "../support/pull-request.ts";
import { CARD, cardText } from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";

jest.setTimeout(60_000);

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const SHORTER = { [CARD]: cardText({ sections: { "TL;DR": "Marks nodules." } }) };
const WITHOUT_SECTION = { [CARD]: cardText({ sections: { "Intended use": null } }) };
const NOTES = { "docs/notes.md": "# Notes\n" };

/** What the App asks of GitHub while something happens. */
async function requestsDuring(happening: () => Promise<unknown>): Promise<readonly string[]> {
  await world.quiet();
  await world.github.clearLedger();
  await happening();
  await world.quiet();
  const entries = await world.github.ledger({ installation: INSTALLATION });
  return entries.map(({ method, path, operationName }) => operationName ?? `${method} ${path}`);
}

async function botPosts(path: string, body: object): Promise<number> {
  const token = await world.github.installationToken({ installation: INSTALLATION });
  const { status } = await fetch(`${world.github.url}/repos/${OWNER}/${path}`, {
    method: "POST",
    headers: { authorization: `token ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return status;
}

describe("asked to run again", () => {
  test("a check is written anew, by its run or by its suite", async () => {
    const { repository, propose } = await scannerIn(world, "rerun");
    const pull = await propose("topic", SHORTER);
    const engineer = repository.as("ml-engineer");
    const first = await pull.verdict();
    await engineer.wanted("POST", `/check-runs/${first.id}/rerequest`);
    const second = await pull.verdict();
    expect(second.id).not.toBe(first.id);
    const suites = (await engineer.wanted(
      "GET",
      `/commits/${await pull.head()}/check-suites?app_id=4242`,
    )) as { check_suites: { id: number }[] };
    await engineer.wanted("POST", `/check-suites/${suites.check_suites[0]?.id}/rerequest`);
    const third = await pull.verdict();
    expect(third.id).not.toBe(second.id);
    expect(third).toMatchObject({ conclusion: "success", title: first.title });
  });
});

describe("a pull request", () => {
  test("is judged as a draft too", async () => {
    const { propose } = await scannerIn(world, "draft");
    const pull = await propose("topic", WITHOUT_SECTION, { draft: true });
    expect(await pull.tryMerge()).toMatchObject({ conclusion: "failure", merge: 405 });
  });

  test("is judged for its new base when that changes", async () => {
    const { repository, propose } = await scannerIn(world, "new-base", {
      branches: { "release/1.0": {} },
      requires: { main: ["mltrl/main"], "release/1.0": ["mltrl/release"] },
    });
    const pull = await propose("topic", NOTES);
    expect(await pull.checks()).toEqual(["mltrl/main"]);
    await repository
      .as("ml-engineer")
      .wanted("PATCH", `/pulls/${pull.number}`, { base: "release/1.0" });
    expect(await pull.tryMerge("mltrl/release")).toMatchObject(refusedBy("minimum-level"));
  });

  test("that is merged leaves its base gated, whatever is said about it afterwards", async () => {
    const { clone, propose } = await scannerIn(world, "after-merge");
    const pull = await propose("topic", NOTES);
    const other = await propose("other", { "docs/b.md": "B\n" });
    expect(await pull.tryMerge()).toMatchObject({ merge: 200 });
    await pull.approve("researcher");
    expect((await other.verdict()).conclusion).toBe("success");
    await clone.push("other", "Retrain", { "models/nodule/weights.bin": "other weights\n" });
    expect(await other.tryMerge()).toMatchObject({ conclusion: "failure", merge: 405 });
  });

  test("to a branch without a check costs one request at most, and then none", async () => {
    const { clone, propose } = await scannerIn(world, "ungated", { branches: { dev: {} } });
    const opening = await requestsDuring(() =>
      propose("topic", { "docs/b.md": "B\n" }, { to: "dev" }),
    );
    expect(opening.length).toBeLessThanOrEqual(1);
    const later = await requestsDuring(() => clone.push("topic", "More", { "docs/c.md": "C\n" }));
    expect(later).toEqual([]);
  });
});

describe("what changes no verdict costs nothing:", () => {
  test("our own events, bots, talk, labels, duplicates", async () => {
    const { repository, propose } = await scannerIn(world, "noise");
    const pull = await propose("topic", SHORTER);
    await pull.verdict();
    const engineer = repository.as("ml-engineer");
    const cost = await requestsDuring(async () => {
      await engineer.comment(pull.number, "Looks good to me.");
      await engineer.review(pull.number, "COMMENT");
      await engineer.wanted("POST", `/issues/${pull.number}/labels`, { labels: ["ml"] });
      await engineer.wanted("PATCH", `/pulls/${pull.number}`, { title: "Say it shorter" });
      const [delivery] = await world.github.deliveries({ event: "pull_request", action: "opened" });
      await world.github.redeliver({ guid: delivery?.guid ?? "" });
    });
    expect(cost).toEqual([]);
    const bots = await requestsDuring(async () => {
      const path = `${repository.name}/issues/${pull.number}/comments`;
      expect(await botPosts(path, { body: "/mltrl promote" })).toBe(201);
    });
    expect(bots).toEqual([
      `POST /repos/${OWNER}/${repository.name}/issues/${pull.number}/comments`,
    ]);
  });

  test("a push that changes nothing of the verdict's words writes it once on the new head", async () => {
    const { clone, propose } = await scannerIn(world, "one-write");
    const pull = await propose("topic", SHORTER);
    await pull.verdict();
    const requests = await requestsDuring(() => clone.push("topic", "Take notes", NOTES));
    expect(requests.filter((request) => request.startsWith("POST"))).toEqual([
      `POST /repos/${OWNER}/one-write/check-runs`,
    ]);
    expect(requests.length).toBeLessThanOrEqual(3);
  });
});

test("an archived repository is left alone", async () => {
  const { repository, propose } = await scannerIn(world, "archived");
  const pull = await propose("topic", SHORTER);
  const { id } = await pull.verdict();
  await repository.as("platform-admin").wanted("PATCH", "", { archived: true });
  await world.github.clearDeliveries();
  const writes = await requestsDuring(async () => {
    await repository.as("ml-engineer").rest("POST", `/check-runs/${id}/rerequest`);
    await repository.as("ml-engineer").rest("POST", `/issues/${pull.number}/comments`, {
      body: "/mltrl check",
    });
  });
  expect(writes.filter((request) => /^(POST|PATCH)/.test(request))).toEqual([]);
});

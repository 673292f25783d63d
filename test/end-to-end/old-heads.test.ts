import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import type { GatedRepository } from "../support/gated-repository.ts";
import { APP_ID, startWorld, type World } from "../support/gated-world.ts";
import type { ShownCheck } from "../support/github-user.ts";
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

/** The only run of ours on a commit that counts. */
async function runOn(repository: GatedRepository, sha: string): Promise<ShownCheck> {
  await world.quiet();
  const [run, ...others] = await repository.as("ml-engineer").checkRuns(sha, APP_ID);
  expect(others).toEqual([]);
  if (run === undefined) throw new Error(`there is no run on ${sha}`);
  return run;
}

/** Its text as people see it: a number is kept from becoming a link by a character that has no width. */
function noteOf({ output }: ShownCheck): string {
  return (output.text ?? "").replaceAll("&#8203;", "");
}

/** The run that takes the place of another when that is asked for again. */
async function rerun(repository: GatedRepository, sha: string): Promise<ShownCheck> {
  const before = await runOn(repository, sha);
  await repository.as("ml-engineer").wanted("POST", `/check-runs/${before.id}/rerequest`);
  const after = await runOn(repository, sha);
  expect(after.id).not.toBe(before.id);
  expect(after.status).toBe("completed");
  return after;
}

test("F42: an earlier head of an open pull request gets its own verdict, by its run, its suite or its button", async () => {
  const { repository, clone, propose } = await scannerIn(world, "old-earlier");
  const pull = await propose("topic", WITHOUT_SECTION);
  const old = await pull.head();
  await pull.verdict();
  await clone.push("topic", "Put it back", SHORTER);
  const now = await pull.verdict();
  expect(now.conclusion).toBe("success");

  const again = await rerun(repository, old);
  expect(again.conclusion).toBe("failure");
  expect(again.output.summary).toContain("| `card-sections-present`");
  const head = (await pull.head()).slice(0, 7);
  expect(noteOf(again)).toContain(
    `a commit of pull request #${pull.number}, whose head is ${head}`,
  );

  const engineer = repository.as("ml-engineer");
  const { check_suites: suites } = (await engineer.wanted(
    "GET",
    `/commits/${old}/check-suites?app_id=${APP_ID}`,
  )) as { check_suites: { id: number }[] };
  await engineer.wanted("POST", `/check-suites/${suites[0]?.id}/rerequest`);
  const bySuite = await runOn(repository, old);
  expect(bySuite).toMatchObject({ status: "completed", conclusion: "failure" });
  expect(bySuite.id).not.toBe(again.id);

  await world.github.requestAction({ run: bySuite.id, identifier: "check", sender: "researcher" });
  const byButton = await runOn(repository, old);
  expect(byButton).toMatchObject({ status: "completed", conclusion: "failure" });
  expect(byButton.id).not.toBe(bySuite.id);
  expect((await pull.verdict()).id).toBe(now.id);
  expect(await pull.tryMerge()).toMatchObject({ conclusion: "success", merge: 200 });
});

test("F42: a head that was pushed away is judged as one of the pull request from its branch", async () => {
  const { repository, clone, propose } = await scannerIn(world, "old-amended");
  const pull = await propose("topic", WITHOUT_SECTION);
  const old = await pull.head();
  await pull.verdict();
  await clone.start("topic", "origin/main");
  await clone.push("topic", "Say it shorter", SHORTER);
  expect((await pull.verdict()).conclusion).toBe("success");
  const again = await rerun(repository, old);
  expect(again).toMatchObject({ conclusion: "failure" });
  expect(noteOf(again)).toContain(`a commit of pull request #${pull.number}`);
});

test("F42: the head of what was merged is judged on what it was merged onto", async () => {
  const { repository, clone, propose } = await scannerIn(world, "old-merged");
  const pull = await propose("topic", SHORTER);
  const head = await pull.head();
  expect(await pull.tryMerge()).toMatchObject({ merge: 200 });
  await clone.git("push", "--quiet", "origin", ":topic");
  const again = await rerun(repository, head);
  expect(again.conclusion).toBe("success");
  expect(again.output.title).toContain("nodule-detector");
  expect(noteOf(again)).toContain(`the head of pull request #${pull.number}, which is merged`);
});

test("F42: the head of what was closed is judged, though its base be deleted", async () => {
  const { repository, clone, propose } = await scannerIn(world, "old-closed", {
    branches: { "release/1.0": {} },
  });
  const pull = await propose("topic", SHORTER, { to: "release/1.0" });
  const head = await pull.head();
  expect((await pull.verdict("mltrl/release")).conclusion).toBe("failure");
  await clone.git("push", "--quiet", "origin", ":release/1.0");
  const again = await rerun(repository, head);
  expect(again.conclusion).toBe("failure");
  expect(again.output.summary).toContain("| `minimum-level`");
  expect(noteOf(again)).toContain("which is closed");
});

test("F42: a commit of no pull request is said to be one, and not left without an end", async () => {
  const { repository, clone } = await scannerIn(world, "old-direct", { requires: {} });
  await clone.start("main", "origin/main");
  const pushed = await clone.push("main", "Leave a section out", WITHOUT_SECTION);
  const again = await rerun(repository, pushed);
  expect(again.conclusion).toBe("failure");
  expect(again.output.title).toBe("Not judged: it is the head of no open pull request");
  expect(again.output.summary).toContain("GitHub knows no pull request that it is or was part of");
});

test("F42: a check that the policy does not define any more is closed with the reason", async () => {
  const { repository, propose } = await scannerIn(world, "old-undefined", { requires: {} });
  const pull = await propose("topic", SHORTER);
  const head = await pull.head();
  await pull.verdict();
  await repository.as("ml-engineer").wanted("PATCH", `/pulls/${pull.number}`, { state: "closed" });
  const renamed = configText("", "", CHECKS.replace("  main:", "  gate:"));
  const edit = await propose("edit", { [CONFIG]: renamed });
  await edit.verdict();
  await repository.as("platform-admin").merge(edit.number);
  await world.quiet();
  const { id } = await runOn(repository, head);
  await repository.as("ml-engineer").wanted("POST", `/check-runs/${id}/rerequest`);
  await world.quiet();
  const runs = await repository.as("ml-engineer").checkRuns(head, APP_ID);
  expect(runs.map(({ name, conclusion }) => `${name}: ${conclusion}`).toSorted()).toEqual([
    "mltrl/gate: success",
    "mltrl/main: failure",
  ]);
  const closed = runs.find(({ name }) => name === "mltrl/main");
  expect(closed?.output.summary).toContain("no check of this name is asked for any more");
});

import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { raiseFiles } from "../support/evidence-files.ts";
import { startWorld, type World } from "../support/gated-world.ts";
import type { PullRequest } from "../support/pull-request.ts";
import { CARD, cardText } from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";

jest.setTimeout(60_000);

let world: World;
beforeAll(async () => {
  world = await startWorld({ writes: true });
});
afterAll(() => world.close());

const WITHOUT_SECTION = { [CARD]: cardText({ sections: { "Intended use": null } }) };
const SHORTER = { [CARD]: cardText({ sections: { "TL;DR": "Marks nodules." } }) };

/** What the check offers to press, as the App sent it last. */
async function offered(): Promise<readonly string[]> {
  const writes = await world.github.ledger({ method: "POST", path: "/check-runs$" });
  const sent = writes.at(-1)?.body as { actions: { identifier: string }[] } | undefined;
  return sent?.actions.map(({ identifier }) => identifier) ?? [];
}

async function press(pull: PullRequest, identifier: string, sender = "ml-engineer") {
  const { id } = await pull.verdict();
  await world.github.requestAction({ run: id, identifier, sender });
  return (await pull.replies()).at(-1);
}

test("a check that blocks offers to be judged again and to be explained, in the one reply", async () => {
  const { propose } = await scannerIn(world, "buttons-blocked");
  const pull = await propose("topic", WITHOUT_SECTION);
  const before = await pull.verdict();
  expect(before.conclusion).toBe("failure");
  expect(await offered()).toEqual(["check", "explain"]);
  expect(await press(pull, "explain")).toContain(
    "The card has the sections that its level asks for",
  );
  expect(await press(pull, "check")).toContain("card-sections-present");
  expect((await pull.verdict()).id).not.toBe(before.id);
  expect(await pull.replies()).toHaveLength(1);
});

test("a check that waits for its panel offers to ask it", async () => {
  const { propose } = await scannerIn(world, "buttons-waiting");
  const pull = await propose("topic", SHORTER);
  await pull.say("ml-engineer", "/mltrl promote");
  expect((await pull.verdict()).conclusion).toBe("action_required");
  expect(await offered()).toEqual(["check", "request-reviews", "explain"]);
});

test("a check that passed offers nothing", async () => {
  const { propose } = await scannerIn(world, "buttons-passed");
  const pull = await propose("topic", SHORTER);
  expect((await pull.verdict()).conclusion).toBe("success");
  expect(await offered()).toEqual([]);
});

test("a button works on a pull request from a fork", async () => {
  const { repository } = await scannerIn(world, "buttons-forked");
  await repository.as("outsider").wanted("POST", "/forks", {});
  const clone = await repository.clone("outsider", "outsider");
  await clone.push("topic", "Forget a section", WITHOUT_SECTION);
  const pull = await repository.propose({ by: "outsider", from: "outsider:topic" });
  expect(await press(pull, "explain")).toContain("`card-sections-present`");
});

test.each([
  ["was an admin and can only read now", "admin", "read"],
  ["was a writer and is removed", "write", undefined],
] as const)("F43: who %s gets what everybody gets by a button, and no more", async (_, was, is) => {
  const { repository, propose } = await scannerIn(world, `buttons-was-${was}`);
  const admin = repository.as("platform-admin");
  const path = "/collaborators/second-engineer";
  await admin.wanted("PUT", path, { permission: was });
  const pull = await propose("topic", raiseFiles(2, 3));
  const before = await pull.verdict();
  expect(before.conclusion).toBe("action_required");
  const refused = "is for people with write access";
  expect(await press(pull, "request-reviews", "second-engineer")).not.toContain(refused);
  if (is === undefined) await admin.rest("DELETE", path);
  else await admin.wanted("PUT", path, { permission: is });
  expect(await press(pull, "request-reviews", "second-engineer")).toContain(refused);
  expect(await press(pull, "explain", "second-engineer")).not.toContain(refused);
  await press(pull, "check", "second-engineer");
  expect((await pull.verdict()).id).not.toBe(before.id);
});

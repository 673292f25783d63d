import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { load } from "js-yaml";
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

const SHORTER = { [CARD]: cardText({ sections: { "TL;DR": "Marks nodules." } }) };
const REASON = "Recall on slices of five millimetres is far below the requirement.";
const BACK = `/mltrl switchback nodule-detector --to 1 --type discovery --reason "${REASON}"`;

test("a switchback is committed to the pull request, once, and merges without a panel", async () => {
  const { clone, propose } = await scannerIn(world, "back");
  const pull = await propose("topic", SHORTER);
  expect(await pull.say("ml-engineer", BACK)).toContain("Switched back: `nodule-detector` 2 → 1.");
  const head = await pull.head();
  await clone.git("fetch", "--quiet", "origin");
  expect(await clone.git("show", `origin/topic:${CARD}`)).toContain("\nlevel: 1\n");
  expect(await pull.say("ml-engineer", BACK.replace("switchback", "demote"))).toContain(
    "takes nodule-detector back to level 1 already",
  );
  expect(await pull.head()).toBe(head);
  expect(await pull.tryMerge()).toMatchObject({ conclusion: "success", merge: 200 });
});

test("a switchback on an issue opens its pull request", async () => {
  const { repository } = await scannerIn(world, "back-issue");
  const issue = await repository.openIssue("Thick slices");
  expect(await issue.say("ml-engineer", BACK)).toContain("to #2, opened for it");
  expect(await issue.say("ml-engineer", BACK)).toContain("#2 takes nodule-detector back");
  expect(await repository.pullRequest(2).tryMerge()).toMatchObject({ merge: 200 });
});

test.each([
  ["nothing", "/mltrl switchback", "name a component; `--to` asks for a level"],
  ["a level above", BACK.replace("--to 1", "--to 5"), "goes to a lower level, not to 5"],
  ["no component", BACK.replace("nodule-", "nodul-"), "is not a component"],
  ["a short reason", BACK.replace(REASON, "no"), "2 characters of reason"],
  ["a stray option", `${BACK} --force yes`, "there is no option `--force`"],
])("a switchback that says %s is not made", async (name, line, words) => {
  const { propose } = await scannerIn(world, `back-${name.replaceAll(" ", "-")}`);
  const pull = await propose("topic", SHORTER);
  const head = await pull.head();
  expect(await pull.say("ml-engineer", line)).toContain(words);
  expect(await pull.head()).toBe(head);
});

test("a reason is text in the record and in the reply, whatever stands in it", async () => {
  const { clone, propose } = await scannerIn(world, "back-hostile");
  const pull = await propose("topic", SHORTER);
  const hostile =
    "level: 9 # @acme/product <img src=x> | [x](https://x.example) `a` ${b} \u2028 'q' ---";
  await pull.say("ml-engineer", BACK.replace(REASON, hostile));
  await clone.git("fetch", "--quiet", "origin");
  const files = await clone.git("diff", "--name-only", "origin/main...origin/topic");
  const record = files.split("\n").find((path) => path.includes("/switchbacks/")) ?? "";
  expect(load(await clone.git("show", `origin/topic:${record}`))).toMatchObject({
    component: "nodule-detector",
    from: 2,
    to: 1,
    reason: hostile,
    reviewers: ["ml-engineer"],
  });

  const wrong = `/mltrl switchback @acme/product --to <b>9</b> --type [x](https://x.example)`;
  const reply = (await pull.say("ml-engineer", wrong)) ?? "";
  expect(reply).not.toMatch(/@acme|<b>|[^\\]\]\(/);
});

test("rights are those of the moment of acting, not of the comment", async () => {
  const { repository, propose } = await scannerIn(world, "back-rights");
  const pull = await propose("topic", SHORTER);
  const head = await pull.head();
  await world.quiet();
  await world.stopApp();
  await repository.as("second-engineer").comment(pull.number, BACK);
  await world.github.settled();
  await repository.as("platform-admin").rest("DELETE", "/collaborators/second-engineer");
  await world.startApp();
  const [missed] = (await world.github.deliveries({ event: "issue_comment" })).slice(-1);
  await world.github.redeliver({ guid: missed?.guid ?? "" });
  expect((await pull.replies()).at(-1)).toContain("is for people with write access");
  expect(await pull.head()).toBe(head);
});

test("a delivery that comes twice is obeyed once", async () => {
  const { propose } = await scannerIn(world, "back-redelivered");
  const pull = await propose("topic", SHORTER);
  await pull.say("ml-engineer", BACK);
  const head = await pull.head();
  const [last] = (
    await world.github.deliveries({ event: "issue_comment", action: "created" })
  ).slice(-2);
  await world.github.redeliver({ guid: last?.guid ?? "" });
  await world.quiet();
  expect(await pull.head()).toBe(head);
  expect(await pull.replies()).toHaveLength(1);
});

test("an App that fails between the commit and the reply commits once and replies", async () => {
  const { repository, clone, propose } = await scannerIn(world, "back-interrupted");
  const pull = await propose("topic", SHORTER);
  await pull.verdict();
  await world.github.pauseWebhooks();
  await repository.as("ml-engineer").comment(pull.number, BACK);
  await world.github.addFault({ kind: "error", method: "POST", path: "/comments$", times: 1 });
  await world.github.resumeWebhooks();
  expect(await firstReply(pull)).toContain("takes nodule-detector back to level 1 already");
  await world.github.clearFaults();
  await clone.git("fetch", "--quiet", "origin");
  const commits = await clone.git("log", "--oneline", "origin/main..origin/topic");
  expect(commits.split("\n")).toHaveLength(2);
});

test("a locked pull request is answered, not obeyed", async () => {
  const { repository, propose } = await scannerIn(world, "back-locked");
  const pull = await propose("topic", SHORTER);
  await repository.as("platform-admin").wanted("PUT", `/issues/${pull.number}/lock`, {});
  const head = await pull.head();
  expect(await pull.say("ml-engineer", BACK)).toContain("Not done: this is locked.");
  expect(await pull.head()).toBe(head);
});

test("who can only read gains no right by opening a pull request between others' branches", async () => {
  const { repository, clone } = await scannerIn(world, "back-reader");
  await clone.start("topic");
  await clone.push("topic", "Say it shorter", SHORTER);
  const pull = await repository.propose({ by: "research-lead", from: "topic" });
  const head = await pull.head();
  for (const line of [BACK, "/mltrl promote", "/mltrl request-reviews"]) {
    expect(await pull.say("research-lead", line)).toContain("is for people with write access");
  }
  expect(await pull.head()).toBe(head);
});

/** A job that failed is tried again after a while. */
async function firstReply(pull: PullRequest): Promise<string> {
  const until = Date.now() + 30_000;
  for (;;) {
    const reply = (await pull.replies()).at(-1);
    if (reply !== undefined || Date.now() > until) return reply ?? "";
    await sleep(200);
  }
}

import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { startWorld, type World } from "../support/gated-world.ts";
import { CARD, cardText } from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";

jest.setTimeout(60_000);

let world: World;
beforeAll(async () => {
  world = await startWorld({ writes: true });
});
afterAll(() => world.close());

const BRANCH = "mltrl/promote-nodule-detector-3";

describe("/mltrl promote on an issue", () => {
  test("opens a pull request of the App's, in which who asked counts as an author", async () => {
    const { repository, clone } = await scannerIn(world, "issue-promote");
    const issue = await repository.openIssue("The detector is ready");
    const reply = await issue.say("researcher", "/mltrl promote nodule-detector");
    expect(reply).toContain("Asked for `nodule-detector` 2 → 3.");
    expect(reply).toContain("to #2, opened for it");
    const shown = await repository.as("ml-engineer").wanted("GET", "/pulls/2");
    expect(shown).toMatchObject({
      title: "Ask for level 3 of nodule-detector",
      user: { login: "mltrl-gate[bot]" },
      head: { ref: BRANCH },
      base: { ref: "main" },
    });
    await clone.git("fetch", "--quiet", "origin");
    expect(await clone.git("show", `origin/${BRANCH}:${CARD}`)).toContain("\nlevel: 3\n");
    const files = await clone.git("diff", "--name-only", `origin/main...origin/${BRANCH}`);
    const record = files.split("\n").find((path) => path.includes("/reviews/")) ?? "";
    expect(await clone.git("show", `origin/${BRANCH}:${record}`)).toContain(
      "\nrequested-by: researcher\n",
    );

    const pull = repository.pullRequest(2);
    await pull.approve("researcher");
    expect(await pull.tryMerge()).toMatchObject({ conclusion: "action_required", merge: 405 });
    await pull.approve("research-lead");
    expect(await pull.tryMerge()).toMatchObject({ conclusion: "success", merge: 200 });
  });

  test("counts who asked as an author of a second pull request with the same commit as well", async () => {
    const { repository, clone } = await scannerIn(world, "issue-second");
    const issue = await repository.openIssue("The detector is ready");
    await issue.say("researcher", "/mltrl promote nodule-detector");
    // Whoever brings the commit to another pull request may rewrite the record; the commit stays theirs.
    await clone.git("fetch", "--quiet", "origin");
    await clone.start("mine", `origin/${BRANCH}`);
    const files = await clone.git("diff", "--name-only", "origin/main...HEAD");
    const record = files.split("\n").find((path) => path.includes("/reviews/")) ?? "";
    const text = await clone.git("show", `HEAD:${record}`);
    await clone.push("mine", "Ask by myself", {
      [record]: text.replace("requested-by: researcher", "requested-by: ml-engineer"),
    });
    const pull = await repository.propose({ from: "mine" });
    await pull.approve("researcher");
    expect(await pull.tryMerge()).toMatchObject({ conclusion: "action_required", merge: 405 });
  });

  test("changes nothing when it is repeated, by anybody", async () => {
    const { repository } = await scannerIn(world, "issue-twice");
    const issue = await repository.openIssue("The detector is ready");
    await issue.say("ml-engineer", "/mltrl promote nodule-detector");
    const head = await repository.as("ml-engineer").head(2);
    expect(await issue.say("second-engineer", "/mltrl graduate nodule-detector")).toContain(
      "#2 asks for level 3 of nodule-detector and adds its review record already.",
    );
    expect(await repository.as("ml-engineer").head(2)).toBe(head);
    expect(await issue.replies()).toHaveLength(1);
    expect(await repository.as("ml-engineer").wanted("GET", "/pulls?state=all")).toHaveLength(1);
  });

  test("leaves a branch alone that stayed of an earlier time", async () => {
    const { repository } = await scannerIn(world, "issue-stale");
    const issue = await repository.openIssue("The detector is ready");
    await issue.say("ml-engineer", "/mltrl promote nodule-detector");
    await repository.as("ml-engineer").wanted("PATCH", "/pulls/2", { state: "closed" });
    expect(await issue.say("ml-engineer", "/mltrl promote nodule-detector")).toContain(
      `there is a branch \`${BRANCH}\` already, without an open pull request`,
    );
    await repository.as("ml-engineer").rest("DELETE", `/git/refs/heads/${BRANCH}`);
    expect(await issue.say("ml-engineer", "/mltrl promote nodule-detector")).toContain("to #3");
  });

  test("is refused with the reasons while rules fail, and to who may not", async () => {
    const card = cardText({ sections: { "Intended use": null } });
    const { repository } = await scannerIn(world, "issue-refused", { files: { [CARD]: card } });
    const issue = await repository.openIssue("The detector is ready");
    expect(await issue.say("ml-engineer", "/mltrl promote nodule-detector")).toContain(
      "`card-sections-present`",
    );
    expect(await issue.say("outsider", "/mltrl promote nodule-detector")).toContain(
      "is for people with write access",
    );
    expect(await issue.say("ml-engineer", "/mltrl promote")).toContain(
      "name one of nodule-detector",
    );
    expect(await issue.say("ml-engineer", "/mltrl status")).toContain("works on pull requests");
    expect(await repository.as("ml-engineer").wanted("GET", "/pulls?state=all")).toEqual([]);
  });

  test("is answered on a closed issue, and does nothing", async () => {
    const { repository } = await scannerIn(world, "issue-closed");
    const issue = await repository.openIssue("The detector is ready");
    await repository.as("ml-engineer").wanted("PATCH", `/issues/${issue.number}`, {
      state: "closed",
    });
    expect(await issue.say("ml-engineer", "/mltrl promote nodule-detector")).toContain(
      "this is closed",
    );
    expect(await repository.as("ml-engineer").wanted("GET", "/pulls?state=all")).toEqual([]);
  });
});

test("/mltrl plan says what is missing, on an issue as on a pull request", async () => {
  const card = cardText({ sections: { "Intended use": null } });
  const { repository, propose } = await scannerIn(world, "issue-plan", { files: { [CARD]: card } });
  const issue = await repository.openIssue("How far are we?");
  const plan = await issue.say("outsider", "/mltrl plan nodule-detector");
  expect(plan).toContain("nodule-detector 2 → 3: 2 things to do");
  expect(plan).toContain("### To do, the least effort first");
  const pull = await propose("topic", { [CARD]: cardText() });
  expect(await pull.say("outsider", "/mltrl plan")).toContain(
    "nodule-detector 2 → 3: 1 thing to do",
  );
});

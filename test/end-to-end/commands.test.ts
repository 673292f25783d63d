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

const SHORTER = { [CARD]: cardText({ sections: { "TL;DR": "Marks nodules." } }) };
const WITHOUT_SECTION = { [CARD]: cardText({ sections: { "Intended use": null } }) };

describe("/mltrl promote", () => {
  test("commits level and record, the panel approves, the pull request merges", async () => {
    const { repository, clone, propose } = await scannerIn(world, "promote");
    const pull = await propose("topic", SHORTER);
    const before = await pull.head();
    const reply = await pull.say("ml-engineer", "Off we go.\n/mltrl promote nodule-detector");
    expect(reply).toContain("Asked for `nodule-detector` 2 → 3.");
    const head = await pull.head();
    expect(head).not.toBe(before);
    expect(await repository.as("ml-engineer").wanted("GET", `/commits/${head}`)).toMatchObject({
      author: { login: "mltrl-gate[bot]" },
      commit: { verification: { verified: true } },
      parents: [{ sha: before }],
    });
    await clone.git("fetch", "--quiet", "origin");
    expect(await clone.git("show", `origin/topic:${CARD}`)).toContain("\nlevel: 3\n");
    const changed = await clone.git("diff", "--name-only", "origin/main...origin/topic");
    expect(changed.split("\n")).toEqual([
      CARD,
      expect.stringMatching(/^\.mltrl\/reviews\/nodule-detector\/\d{4}-\d\d-\d\d-2-to-3\.yml$/),
    ]);
    expect(await pull.tryMerge()).toMatchObject({ conclusion: "action_required", merge: 405 });
    await pull.approve("researcher");
    expect(await pull.tryMerge()).toMatchObject({ conclusion: "success", merge: 200 });
  });

  test("changes nothing when it is repeated", async () => {
    const { propose } = await scannerIn(world, "promote-twice");
    const pull = await propose("topic", SHORTER);
    await pull.say("ml-engineer", "/mltrl promote");
    const head = await pull.head();
    expect(await pull.say("ml-engineer", "/mltrl promote")).toContain(
      "asks for level 3 of nodule-detector already",
    );
    expect(await pull.head()).toBe(head);
    expect(await pull.replies()).toHaveLength(1);
  });

  test("refuses with the reasons while rules fail", async () => {
    const { propose } = await scannerIn(world, "promote-refused");
    const pull = await propose("topic", WITHOUT_SECTION);
    const head = await pull.head();
    const reply = await pull.say("ml-engineer", "/mltrl promote");
    expect(reply).toContain("Not promoted: 1 rule does not hold yet for `nodule-detector` 2 → 3.");
    expect(reply).toContain("`card-sections-present`");
    expect(reply).toContain("to mend it:");
    expect(await pull.head()).toBe(head);
  });

  test("is refused to somebody without write access, even the author", async () => {
    const { repository, propose } = await scannerIn(world, "promote-by-reader");
    const pull = await propose("topic", SHORTER);
    const head = await pull.head();
    expect(await pull.say("research-lead", "/mltrl promote")).toContain(
      "`/mltrl promote` is for people with write access",
    );
    expect(await pull.say("outsider", "/mltrl promote")).toContain(
      "is for people with write access",
    );
    expect(await pull.head()).toBe(head);
    expect(repository.name).toBe("promote-by-reader");
  });

  test("is answered on a closed pull request, and does nothing", async () => {
    const { repository, propose } = await scannerIn(world, "promote-closed");
    const pull = await propose("topic", SHORTER);
    await repository
      .as("ml-engineer")
      .wanted("PATCH", `/pulls/${pull.number}`, { state: "closed" });
    const head = await pull.head();
    expect(await pull.say("ml-engineer", "/mltrl promote")).toContain("Not done: this is closed.");
    expect(await pull.head()).toBe(head);
  });
});

describe("a comment that is no command", () => {
  test("quotes one, shows one, mentions one or hides one", async () => {
    const { propose } = await scannerIn(world, "talk");
    const pull = await propose("topic", SHORTER);
    const head = await pull.head();
    const talk = [
      "> /mltrl promote\n\nShould we?",
      "Type this:\n\n```\n/mltrl promote\n```\n",
      "Type this:\n\n    /mltrl promote\n",
      "You could say /mltrl promote here.",
      "<!-- /mltrl promote -->Fine.",
    ];
    for (const body of talk) expect(await pull.say("ml-engineer", body)).toBeUndefined();
    expect(await pull.head()).toBe(head);
  });

  test("becomes none by an edit", async () => {
    const { repository, propose } = await scannerIn(world, "talk-edited");
    const pull = await propose("topic", SHORTER);
    const head = await pull.head();
    const engineer = repository.as("ml-engineer");
    const comment = await engineer.comment(pull.number, "Fine.");
    await engineer.wanted("PATCH", `/issues/comments/${comment}`, { body: "/mltrl promote" });
    expect(await pull.replies()).toEqual([]);
    expect(await pull.head()).toBe(head);
  });

  test("comes from a bot", async () => {
    const { repository, propose } = await scannerIn(world, "talk-bot");
    const pull = await propose("topic", SHORTER);
    const head = await pull.head();
    const token = await world.github.installationToken({ installation: 777 });
    await fetch(
      `${world.github.url}/repos/acme/${repository.name}/issues/${pull.number}/comments`,
      {
        method: "POST",
        headers: { authorization: `token ${token}`, "content-type": "application/json" },
        body: JSON.stringify({ body: "/mltrl promote" }),
      },
    );
    expect(await pull.replies()).toEqual(["/mltrl promote"]);
    expect(await pull.head()).toBe(head);
  });
});

test("help, status, check, explain and what nobody understands are answered in one place", async () => {
  const { repository, propose } = await scannerIn(world, "answers");
  const pull = await propose("topic", WITHOUT_SECTION);
  const help = await pull.say("outsider", "/mltrl help");
  for (const name of ["help", "status", "check", "explain", "promote"]) {
    expect(help).toContain(`/mltrl ${name}`);
  }
  const status = await pull.say("research-lead", "/mltrl status");
  expect(status).toContain("nodule-detector");
  expect(status).toContain("card-sections-present");
  const explained = await pull.say("outsider", "/mltrl explain card-sections-present");
  expect(explained).toContain("The card has the sections that its level asks for");
  expect(await pull.say("ml-engineer", "/mltrl explain card-section-present")).toContain(
    "did you mean card-sections-present?",
  );
  expect(await pull.say("ml-engineer", "/mltrl promoet")).toContain("`/mltrl promote`");
  const before = await pull.verdict();
  expect(await pull.say("ml-engineer", "/mltrl check")).toContain("nodule-detector");
  const after = await pull.verdict();
  expect(after.id).not.toBe(before.id);
  expect({ ...after, id: 0 }).toMatchObject({ conclusion: "failure", title: before.title });
  expect(await pull.replies()).toHaveLength(1);
  const comments = await repository.as("ml-engineer").comments(pull.number);
  const reactions = await repository
    .as("ml-engineer")
    .wanted("GET", `/issues/comments/${comments[0]?.id}/reactions`);
  expect(reactions).toMatchObject([{ content: "eyes", user: { login: "mltrl-gate[bot]" } }]);
});

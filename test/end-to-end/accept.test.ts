import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { INSTALLATION, startWorld, type World } from "../support/gated-world.ts";
import { CARD, cardText } from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";

jest.setTimeout(60_000);

const RULE = "card-sections-present";
const WITHOUT_SECTION = { [CARD]: cardText({ sections: { "Intended use": null } }) };
const ACCEPT = `/mltrl accept ${RULE} --reason "The clinic writes it next week."`;

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

describe("/mltrl accept", () => {
  test("lets a rule be broken in one pull request, until its content changes", async () => {
    const { clone, propose } = await scannerIn(world, "accept");
    const pull = await propose("topic", WITHOUT_SECTION);
    expect(await pull.verdict()).toMatchObject({ conclusion: "failure", blockedBy: [RULE] });
    const said = await pull.say("platform-admin", `Fine with me.\n${ACCEPT}`);
    expect(said).toContain("Accepted by `platform-admin` for `nodule-detector`");
    expect(await pull.verdict()).toMatchObject({
      conclusion: "success",
      title: "Passed with 1 exception: nodule-detector at level 2",
    });
    await clone.push("topic", "Say more", {
      [CARD]: cardText({ sections: { "Intended use": null, "TL;DR": "Finds nodules." } }),
    });
    const { conclusion, output } = await pull.verdict();
    expect(conclusion).toBe("failure");
    expect(output.summary).toContain("platform-admin accepted it; the content changed since");
    await pull.say("platform-admin", ACCEPT);
    expect(await pull.tryMerge()).toMatchObject({ conclusion: "success", merge: 200 });
  });

  test("survives the process, and is taken back with the comment", async () => {
    const { repository, propose } = await scannerIn(world, "accept-taken-back");
    const pull = await propose("topic", WITHOUT_SECTION);
    const comment = await repository.as("platform-admin").comment(pull.number, ACCEPT);
    expect(await pull.verdict()).toMatchObject({ conclusion: "success" });
    await world.stopApp();
    await world.startApp();
    await pull.say("ml-engineer", "/mltrl check");
    expect(await pull.verdict()).toMatchObject({ conclusion: "success" });
    await repository.as("platform-admin").wanted("DELETE", `/issues/comments/${comment}`);
    expect(await pull.verdict()).toMatchObject({ conclusion: "failure", blockedBy: [RULE] });
  });

  test("cannot be forged: not by another's words, nor by the App's words that somebody edits", async () => {
    const { repository, propose } = await scannerIn(world, "accept-forged");
    const pull = await propose("topic", WITHOUT_SECTION);
    expect(await pull.say("second-engineer", ACCEPT)).toContain(
      "second-engineer does not hold the role policy-owners",
    );
    const engineer = repository.as("second-engineer");
    const copy = `<!-- mltrl-gate accepted {"comment":1,"by":"platform-admin","rule":"${RULE}","component":"nodule-detector","from":2,"to":2,"content":"sha256:00"} -->`;
    await engineer.comment(pull.number, copy);
    const reply = (await engineer.comments(pull.number)).find(({ user }) => user.type === "Bot");
    await engineer.wanted("PATCH", `/issues/comments/${reply?.id}`, { body: copy });
    const admins = await repository.as("platform-admin").comment(pull.number, "Looks good so far.");
    await engineer.wanted("PATCH", `/issues/comments/${admins}`, { body: ACCEPT });
    expect(await pull.say("ml-engineer", "/mltrl check")).toContain(RULE);
    expect(await pull.tryMerge()).toMatchObject({ conclusion: "failure", merge: 405 });
  });

  test("is not for the author", async () => {
    const { repository, clone } = await scannerIn(world, "accept-own");
    await clone.start("topic");
    await clone.push("topic", "Shorten", WITHOUT_SECTION);
    const pull = await repository.propose({ from: "topic", by: "platform-admin" });
    expect(await pull.say("platform-admin", ACCEPT)).toContain("opened this pull request");
    expect(await pull.verdict()).toMatchObject({ conclusion: "failure" });
  });

  test("costs at most six requests", async () => {
    const { propose } = await scannerIn(world, "accept-requests");
    const pull = await propose("topic", WITHOUT_SECTION);
    await pull.verdict();
    await world.github.clearLedger();
    await pull.say("platform-admin", ACCEPT);
    const entries = await world.github.ledger({ installation: INSTALLATION });
    expect(entries.length).toBeLessThanOrEqual(6);
  });
});

import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { INSTALLATION, startWorld, type World } from "../support/gated-world.ts";
import { CONFIG, configText, CARD, cardText } from "../support/repository-files.ts";
import { scannerIn, type Workplace } from "../support/scanner.ts";

jest.setTimeout(60_000);

const DAY = 86_400_000;
const CHECK = "mltrl/release";
const MEND = { [CARD]: cardText({ sections: { "TL;DR": "Marks nodules, and no shadows." } }) };
const CALL = '/mltrl hotfix nodule-detector --incident "https://acme.example/incidents/17"';

let world: World;
beforeAll(async () => {
  world = await startWorld({ writes: true });
  // A hotfix ends by itself, which its pull request waits for.
  world.plans(9);
});
afterAll(() => world.close());

/** A scanner whose release branch asks for more than it has, with an engineer on call. */
function released(name: string): Promise<Workplace> {
  return scannerIn(world, name, {
    files: { [CONFIG]: configText("  on-call: [second-engineer]\n") },
    branches: { "release/1": {} },
    requires: { "release/1": [CHECK] },
  });
}

function day(daysOn: number): string {
  return new Date(Date.now() + daysOn * DAY).toISOString().slice(0, 10);
}

describe("/mltrl hotfix", () => {
  test("by who is on call writes the record, and lets an approved mend through", async () => {
    const { clone, propose } = await released("hotfix");
    const pull = await propose("mend", MEND, { to: "release/1" });
    expect(await pull.verdict(CHECK)).toMatchObject({ conclusion: "failure" });
    const before = await pull.head();
    const said = await pull.say("second-engineer", CALL);
    expect(said).toContain(`A hotfix of \`nodule-detector\` is called until ${day(7)}.`);
    expect(await pull.head()).not.toBe(before);
    await clone.git("fetch", "--quiet", "origin");
    const record = await clone.git(
      "show",
      `origin/mend:.mltrl/hotfixes/nodule-detector/${day(0)}.yml`,
    );
    expect(record).toContain("by: second-engineer\n");
    expect(await pull.verdict(CHECK)).toMatchObject({
      conclusion: "action_required",
      title: "Hotfix waits for an approval: nodule-detector",
    });
    await pull.approve("second-engineer");
    expect(await pull.verdict(CHECK)).toMatchObject({ conclusion: "action_required" });
    await pull.approve("researcher");
    const passed = await pull.tryMerge(CHECK);
    expect(passed).toMatchObject({ conclusion: "success", merge: 200 });

    // What comes after it is told that the panel is owed.
    const next = await propose("next", { "docs/notes.md": "# Notes\n" }, { to: "release/1" });
    expect((await next.verdict(CHECK)).output.text).toContain(
      `The hotfix of ${day(0)} on nodule-detector runs until ${day(7)}.`,
    );
  });

  test("changes nothing when it is repeated", async () => {
    const { propose } = await released("hotfix-twice");
    const pull = await propose("mend", MEND, { to: "release/1" });
    await pull.say("second-engineer", CALL);
    const head = await pull.head();
    expect(await pull.say("second-engineer", CALL)).toContain("is in force here already");
    expect(await pull.head()).toBe(head);
  });

  test("is refused to everybody else", async () => {
    const { propose } = await released("hotfix-by-author");
    const pull = await propose("mend", MEND, { to: "release/1" });
    const head = await pull.head();
    expect(await pull.say("ml-engineer", CALL)).toContain(
      "ml-engineer does not hold the role on-call",
    );
    expect(await pull.say("platform-admin", CALL)).toContain(
      "platform-admin does not hold the role on-call",
    );
    expect(await pull.head()).toBe(head);
  });

  test("cannot be had by writing somebody's name into a record", async () => {
    const { propose } = await released("hotfix-forged");
    const record = `version: 1
component: nodule-detector
incident: It burns.
date: ${day(0)}
by: second-engineer
until: ${day(3)}
`;
    const files = { ...MEND, [`.mltrl/hotfixes/nodule-detector/${day(0)}.yml`]: record };
    const pull = await propose("mend", files, { to: "release/1" });
    await pull.approve("researcher");
    const { conclusion, output, blockedBy } = await pull.verdict(CHECK);
    expect({ conclusion, blockedBy }).toEqual({
      conclusion: "failure",
      blockedBy: ["hotfix-approved", "minimum-level"],
    });
    expect(output.summary).toContain("nothing shows that second-engineer calls it");
  });

  test("asks at most six things of GitHub", async () => {
    const { propose } = await released("hotfix-requests");
    const pull = await propose("mend", MEND, { to: "release/1" });
    await pull.verdict(CHECK);
    await world.github.clearLedger();
    await pull.say("second-engineer", CALL);
    const entries = await world.github.ledger({ installation: INSTALLATION });
    // What comes behind the reply is the verdict on what was committed.
    const replied = entries.findIndex(({ path }) => path.endsWith("/comments"));
    expect(replied + 1).toBeGreaterThan(0);
    expect(replied + 1).toBeLessThanOrEqual(6);
  });
});

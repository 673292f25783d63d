import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { INSTALLATION, startWorld, type World } from "../support/gated-world.ts";
import { CARD, cardText, CONFIG, configText } from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";

jest.setTimeout(60_000);

const DAY = 86_400_000;
const RULE = "card-sections-present";
const WAIVERS = ".mltrl/waivers.yml";
const WITHOUT_SECTION = { [CARD]: cardText({ sections: { "Intended use": null } }) };

let world: World;
beforeAll(async () => {
  world = await startWorld({ writes: true });
  // What is waived is looked at again when that ends.
  world.plans(9);
});
afterAll(() => world.close());

/** The day that is so many days after today. */
function day(daysOn: number): string {
  return new Date(Date.now() + daysOn * DAY).toISOString().slice(0, 10);
}

function waive(until: number, component = ""): string {
  return `/mltrl waive ${RULE} ${component} --until ${day(until)} --reason "The clinic writes it next month."`;
}

/** Number of the pull request that a reply names. */
function proposalIn(reply: string | undefined): number {
  return Number(/#(\d+)/.exec(reply ?? "")?.[1]);
}

describe("/mltrl waive", () => {
  test("opens a pull request; once that is merged, the rule is waived", async () => {
    const { repository, propose } = await scannerIn(world, "waive", {
      files: { [WAIVERS]: "version: 1\n# Asked for in pull requests.\nwaivers: []\n" },
    });
    const pull = await propose("topic", WITHOUT_SECTION);
    expect(await pull.verdict()).toMatchObject({ conclusion: "failure" });
    const reply = await pull.say("ml-engineer", waive(30));
    expect(reply).toContain(`waives ${RULE} for nodule-detector until ${day(30)}`);
    expect(reply).toContain("the role `policy-owners` grants it");
    const number = proposalIn(reply);
    const admin = repository.as("platform-admin");
    const file = (await admin.wanted(
      "GET",
      `/contents/${WAIVERS}?ref=mltrl/waive-${RULE}-nodule-detector-${day(30)}`,
    )) as { content: string };
    expect(Buffer.from(file.content, "base64").toString()).toBe(`version: 1
# Asked for in pull requests.
waivers:
  - rule: ${RULE}
    component: nodule-detector
    reason: The clinic writes it next month.
    until: '${day(30)}'
    approver: policy-owners
    requested-by: ml-engineer
    granted:
      date: '${day(0)}'
      pull-request: ${pull.number}
`);
    expect(await pull.verdict()).toMatchObject({ conclusion: "failure" });
    expect(await admin.merge(number)).toMatchObject({ status: 405 });
    await repository.as("ml-engineer").review(number, "APPROVE");
    await world.quiet();
    expect(await admin.merge(number)).toMatchObject({ status: 405 });
    await admin.review(number, "APPROVE");
    await world.quiet();
    expect(await admin.merge(number)).toMatchObject({ status: 200 });
    expect(await pull.verdict()).toMatchObject({
      conclusion: "success",
      title: "Passed with 1 waiver: nodule-detector at level 2",
    });
  });

  test("changes nothing when it is repeated", async () => {
    const { repository, propose } = await scannerIn(world, "waive-twice");
    const pull = await propose("topic", WITHOUT_SECTION);
    const number = proposalIn(await pull.say("ml-engineer", waive(30)));
    expect(await pull.say("second-engineer", waive(30))).toContain(`#${number} waives`);
    const pulls = await repository.as("platform-admin").wanted("GET", "/pulls");
    expect(pulls).toHaveLength(2);
  });

  test.each([
    ["a day too far away", waive(91), "expected a day at most 90 days"],
    [
      "what can never be waived",
      waive(30).replace(RULE, "no-self-approval"),
      "can never be waived",
    ],
    [
      "a rule that is not there",
      waive(30).replace(RULE, "card-section-present"),
      "did you mean card-sections-present?",
    ],
    ["a component that is not there", waive(30, "nodule"), "there is no component nodule"],
    ["no reason", `/mltrl waive ${RULE} --until ${day(9)}`, "say why, with --reason"],
    ["no end", `/mltrl waive ${RULE} --reason "x"`, "say for how long, with --until"],
  ])("is refused with %s", async (what, body, why) => {
    const { repository, propose } = await scannerIn(world, `waive-${what.replaceAll(/\W/g, "-")}`);
    const pull = await propose("topic", WITHOUT_SECTION);
    expect(await pull.say("ml-engineer", body)).toContain(why);
    expect(await repository.as("platform-admin").wanted("GET", "/pulls")).toHaveLength(1);
  });

  test("is refused to people without write access", async () => {
    const { propose } = await scannerIn(world, "waive-by-reader");
    const pull = await propose("topic", WITHOUT_SECTION);
    expect(await pull.say("research-lead", waive(30))).toContain("people with write access");
  });

  test("names the role that the policy says, and costs at most six requests", async () => {
    const rules = `rules:\n  ${RULE}: { waiver-role: engineering }\n`;
    const { propose } = await scannerIn(world, "waive-role", {
      files: { [CONFIG]: configText(rules) },
    });
    const pull = await propose("topic", WITHOUT_SECTION);
    await pull.verdict();
    await world.github.clearLedger();
    expect(await pull.say("ml-engineer", waive(30))).toContain("the role `engineering` grants it");
    const entries = await world.github.ledger({ installation: INSTALLATION });
    // What comes behind the reply is the verdict on the pull request that was opened.
    const replied = entries.findIndex(({ path }) => path.endsWith("/comments"));
    expect(replied + 1).toBeGreaterThan(0);
    expect(replied + 1).toBeLessThanOrEqual(6);
  });
});

const file = (...entries: string[]): Record<string, string> => ({
  [WAIVERS]: `version: 1\nwaivers:\n${entries.join("")}`,
});

describe("a pull request that adds a waiver", () => {
  const entry = (until: number, granted = ""): string => `  - rule: ${RULE}
    component: nodule-detector
    reason: The clinic writes it next month.
    until: ${day(until)}
    approver: engineering
    granted: { date: ${day(0)}${granted} }
`;
  const rules = `rules:\n  ${RULE}: { waiver-role: engineering }\n`;
  const options = { files: { [CONFIG]: configText(rules) } };
  const WAITS = { conclusion: "action_required", merge: 405 };
  const MERGED = { conclusion: "success", merge: 200 };

  test("waits for the rule's waiver role, and for the very waiver that is merged", async () => {
    const { clone, propose } = await scannerIn(world, "grant", options);
    const pull = await propose("waive", file(entry(20)));
    expect(await pull.tryMerge()).toMatchObject(WAITS);
    const { title, output } = await pull.verdict();
    expect(title).toBe("Waiting for 1 of 1: policy");
    expect(output.summary).toContain("| `engineering` | **open** | `second-engineer`");
    await pull.approve("platform-admin");
    expect(await pull.tryMerge()).toMatchObject(WAITS);
    await pull.approve("second-engineer");
    expect(await pull.verdict()).toMatchObject({ conclusion: "success" });
    await clone.push("waive", "Ask for more", file(entry(40)));
    expect(await pull.tryMerge()).toMatchObject(WAITS);
    await pull.approve("second-engineer");
    expect(await pull.tryMerge()).toMatchObject(MERGED);
  });

  const leads = `rules:\n  ${RULE}: { waiver-role: lead }\n`;

  test("has to be granted by whom it names", async () => {
    const files = { [CONFIG]: configText(`  lead: [second-engineer, researcher]\n${leads}`) };
    const { propose } = await scannerIn(world, "grant-by", { files });
    const lead = entry(20, ", by: researcher").replace("engineering", "lead");
    const pull = await propose("waive", file(lead));
    await pull.approve("second-engineer");
    expect(await pull.tryMerge()).toMatchObject(WAITS);
    expect((await pull.verdict()).output.summary).toContain("| `lead` | **open** | `researcher`");
    await pull.approve("researcher");
    expect(await pull.tryMerge()).toMatchObject(MERGED);
  });

  test("needs nobody where it only takes waivers back", async () => {
    const { propose } = await scannerIn(world, "grant-less", {
      files: { ...options.files, ...file(entry(40), entry(20)) },
    });
    const shorter = await propose("shorter", file(entry(30)));
    expect(await shorter.tryMerge()).toMatchObject(MERGED);
    const none = await propose("none", { [WAIVERS]: "version: 1\nwaivers: []\n" });
    expect(await none.tryMerge()).toMatchObject(MERGED);
  });
});

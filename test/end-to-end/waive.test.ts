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
    await world.quiet();
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

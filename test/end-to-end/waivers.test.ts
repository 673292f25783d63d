import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { startWorld, type World } from "../support/gated-world.ts";
import { refusedBy } from "../support/pull-request.ts";
import { CARD, cardText } from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";

jest.setTimeout(60_000);

const DAY = 86_400_000;
const RULE = "card-sections-present";
const WITHOUT_SECTION = { [CARD]: cardText({ sections: { "Intended use": null } }) };

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

/** The day that is so many days after today. */
function day(daysOn: number): string {
  return new Date(Date.now() + daysOn * DAY).toISOString().slice(0, 10);
}

function waivers(from: number, until: number): Record<string, string> {
  return {
    ".mltrl/waivers.yml": `version: 1
waivers:
  - rule: ${RULE}
    component: nodule-detector
    reason: The clinic writes it until June.
    until: ${day(until)}
    approver: policy-owners
    granted: { date: ${day(from)} }
`,
  };
}

describe("a waiver on the default branch", () => {
  test("lets a pull request be merged while it lasts", async () => {
    const { propose } = await scannerIn(world, "waived", { files: waivers(-30, 30) });
    // It counts until the midnight that ends its last day, and warns 14 days before.
    world.plans(1);
    const pull = await propose("topic", WITHOUT_SECTION);
    const { conclusion, title, output } = await pull.verdict();
    expect({ conclusion, title }).toEqual({
      conclusion: "success",
      title: "Passed with 1 waiver: nodule-detector at level 2",
    });
    expect(output.summary).toContain(`waived until ${day(30)} by policy-owners`);
    expect(await pull.tryMerge()).toMatchObject({ merge: 200 });
  });

  test("is over after its end", async () => {
    const { propose } = await scannerIn(world, "waiver-over", { files: waivers(-30, -1) });
    const pull = await propose("topic", WITHOUT_SECTION);
    const { output } = await pull.verdict();
    expect(output.summary).toContain(`the waiver of it ended on ${day(-1)}`);
    expect(await pull.tryMerge()).toEqual(refusedBy(RULE));
  });

  test("cannot be brought by the pull request that needs it", async () => {
    const { propose } = await scannerIn(world, "waiver-brought");
    const pull = await propose("topic", { ...WITHOUT_SECTION, ...waivers(-30, 30) });
    expect(await pull.tryMerge()).toMatchObject({ conclusion: "failure", merge: 405 });
  });
});

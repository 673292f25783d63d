import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { raiseFiles } from "../support/evidence-files.ts";
import { startWorld, type World } from "../support/gated-world.ts";
import { CONFIG, configText } from "../support/repository-files.ts";
import { scannerIn, type Workplace } from "../support/scanner.ts";

jest.setTimeout(60_000);

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

/** A scanner whose only seat at 2 → 3 is for a team. */
function reviewedBy(team: string): Promise<Workplace> {
  const config = configText().replace("researcher: [researcher, research-lead]", `researcher: [${team}]`); // prettier-ignore
  return scannerIn(world, team.replace("/", "-"), { files: { [CONFIG]: config } });
}

test.each([
  ["a team that has its people in a child team", "acme/reading", "researcher"],
  ["a secret team", "acme/auditors", "research-lead"],
] as const)(
  "F46: a seat for %s is filled by one of them, and by nobody else",
  async (_, team, person) => {
    const { propose } = await reviewedBy(team);
    const pull = await propose("raise", raiseFiles(2, 3));
    await pull.approve("second-engineer");
    expect(await pull.tryMerge()).toMatchObject({ conclusion: "action_required", merge: 405 });
    await pull.approve(person);
    expect(await pull.tryMerge()).toMatchObject({ conclusion: "success", merge: 200 });
  },
);

test("F45: a seat for a team of another organisation is closed, and says what can be seen", async () => {
  const { propose } = await reviewedBy("partner/reviewers");
  const pull = await propose("raise", raiseFiles(2, 3));
  await pull.approve("outsider");
  const { conclusion, output } = await pull.verdict();
  expect(conclusion).toBe("failure");
  expect(output.summary.replaceAll("&#8203;", "").replaceAll("\\", "")).toContain(
    "the team partner/reviewers cannot be looked up by this App, which sees teams of the organisation that it is installed on",
  );
  expect(await pull.tryMerge()).toMatchObject({ merge: 405 });
});

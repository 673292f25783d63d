import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { nextLadder } from "../support/fake-ladders.ts";
import { startWorld, type World } from "../support/gated-world.ts";
import { CONFIG, configText } from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";

jest.setTimeout(60_000);

let world: World;
beforeAll(async () => {
  world = await startWorld({ catalogue: nextLadder() });
});
afterAll(() => world.close());

const TOLD = "This is judged by ladder 1.0, and there is 1.1, which would change";

/** How often a check tells of the newer ladder. */
function timesTold(output: { readonly text?: string | null; readonly summary?: string | null }) {
  return `${output.summary}${output.text}`.split(TOLD).length - 1;
}

test("an App that knows a newer ladder tells of it once, and judges by the pinned one until that is raised", async () => {
  const { clone, propose } = await scannerIn(world, "newer");
  const first = await propose("first", { "src/reader.py": "def read(scan): return scan\n" });
  const shown = await first.verdict();
  expect({ conclusion: shown.conclusion, told: timesTold(shown.output) }).toEqual({
    conclusion: "success",
    told: 1,
  });
  const text = String(shown.output.text);
  expect(text).toContain("card-ethics-stated would ask for minimum-text 200 instead of 3: would newly fail"); // prettier-ignore
  expect(text).toContain("plan-kept would be asked for (blocking): would newly fail");
  expect(text).toContain("semver-dataset would be asked for no more: it does not fail now");
  expect(text).toContain('write `ladder: "1.1"` in .mltrl/config.yml');

  const second = await propose("second", { "src/writer.py": "def write(scan): return scan\n" });
  expect(timesTold((await second.verdict()).output)).toBe(0);

  // Where it was told first it stays: looking again does not take it away.
  await clone.push("first", "Go on", { "src/reader.py": "def read(scan): return [scan]\n" });
  expect(timesTold((await first.verdict()).output)).toBe(1);

  const raise = await propose("raise", {
    [CONFIG]: `${configText()}ladder: "1.1"\nexisting-grace: 0\n`,
  });
  const raised = await raise.verdict();
  expect(raised.conclusion).toBe("action_required");
  expect(raised.output.text).toContain("This pull request edits the policy.");
  await raise.approve("platform-admin");
  expect(await raise.tryMerge()).toMatchObject({ merge: 200 });
  const after = await propose("after", { "src/later.py": "def later(): return 1\n" });
  const judged = await after.verdict();
  expect(judged.conclusion).toBe("failure");
  expect(judged.blockedBy).toEqual(expect.arrayContaining(["plan-kept"]));
  expect(timesTold(judged.output)).toBe(0);
});

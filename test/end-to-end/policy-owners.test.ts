import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { startWorld, type World } from "../support/gated-world.ts";
import { CONFIG, configText } from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";

jest.setTimeout(60_000);

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

/** Goes on with the roles, which stand last. */
const OWNERS = "  policy-owners: [research-lead]\n";
const WEAKER = `${OWNERS}rules:\n  coverage-product: { lines: 60 }\n`;
const owned = { files: { [CONFIG]: configText(OWNERS) } };
const WAITS = { conclusion: "action_required", merge: 405 };
const MERGED = { conclusion: "success", merge: 200 };

describe("a pull request that weakens the policy", () => {
  test("waits for somebody independent who owns it, and says what it weakens", async () => {
    const { propose, clone } = await scannerIn(world, "owners", owned);
    const pull = await propose("weaken", { [CONFIG]: configText(WEAKER) });
    expect(await pull.tryMerge()).toMatchObject(WAITS);
    const { title, output } = await pull.verdict();
    expect(title).toBe("Waiting for 1 of 1: policy");
    expect(output.summary).toMatch(
      /\| `rules\.coverage-product\.lines` \| 80 \| 60 \|.*config\.yml:\d+/,
    );
    expect(output.summary).toContain("| this one | passes | passes |");
    expect(output.summary).toContain("| `policy-owners` | **open** | `research-lead`");
    await pull.approve("second-engineer");
    expect(await pull.tryMerge()).toMatchObject(WAITS);
    await pull.approve("research-lead");
    expect((await pull.verdict()).conclusion).toBe("success");
    await clone.push("weaken", "Weaken it more", {
      [CONFIG]: configText(WEAKER.replace("60", "50")),
    });
    expect(await pull.tryMerge()).toMatchObject(WAITS);
    expect((await pull.verdict()).output.summary).toContain("lapsed: `research-lead`");
    await pull.approve("research-lead");
    await clone.push("weaken", "Tell more", { "docs/notes.md": "# Notes\n" });
    expect(await pull.tryMerge()).toMatchObject(MERGED);
  });

  test("is nothing that its owner can approve alone", async () => {
    const { repository } = await scannerIn(world, "beneficiary", owned);
    const clone = await repository.clone("researcher");
    await clone.start("own", "origin/main");
    const gain = OWNERS.replace("research-lead", "researcher");
    await clone.push("own", "Own it", { [CONFIG]: configText(gain) });
    const pull = await repository.propose({ from: "own", by: "researcher" });
    await pull.approve("second-engineer");
    expect(await pull.tryMerge()).toMatchObject(WAITS);
    expect((await pull.verdict()).output.summary).toContain("`roles.policy-owners`");
  });

  test("waits for an admin where nobody is said to own it", async () => {
    const { propose } = await scannerIn(world, "nobodys");
    const pull = await propose("weaken", {
      [CONFIG]: configText("rules:\n  coverage-product: { lines: 60 }\n"),
    });
    await pull.approve("second-engineer");
    expect(await pull.tryMerge()).toMatchObject(WAITS);
    await pull.approve("platform-admin");
    expect(await pull.tryMerge()).toMatchObject(MERGED);
  });

  test("shows what becomes of the others that are open", async () => {
    const { propose } = await scannerIn(world, "neighbours", owned);
    const other = await propose("other", { "docs/notes.md": "# Notes\n" });
    const pull = await propose("loosen", {
      [CONFIG]: configText(OWNERS).replace("enforcement: block", "enforcement: warn"),
    });
    const { output } = await pull.verdict();
    expect(output.summary).toContain("| `checks.main.enforcement` | block | warn |");
    expect(output.summary).toContain(`| #${other.number} | passes | passes |`);
  });
});

test("asking for more needs nobody, nor does a component that is added", async () => {
  const { propose } = await scannerIn(world, "tightened", owned);
  const more = configText(`${OWNERS}uncovered: block\n`).replace(
    "components:\n",
    "components:\n  notes: { paths: [notes/**] }\n",
  );
  const pull = await propose("tighten", {
    [CONFIG]: more,
    ".mltrl/cards/notes.md": "---\nname: Notes\nlevel: 0\n---\n",
  });
  const { output } = await pull.verdict();
  expect(output.summary).not.toContain("policy-owners");
  expect(output.text).toContain("What the policy asks more of");
});

describe("a policy that cannot be read on the default branch", () => {
  const broken = { files: { [CONFIG]: "version: 2\n" }, requires: { main: ["mltrl/main"] } };

  test("is mended by a pull request that an admin approves", async () => {
    const { propose } = await scannerIn(world, "mended", broken);
    const pull = await propose("mend", { [CONFIG]: configText(OWNERS) });
    const { conclusion, output } = await pull.verdict();
    expect(conclusion).toBe("action_required");
    expect(output.text).toContain("this pull request mends it");
    await pull.approve("research-lead");
    expect(await pull.tryMerge()).toMatchObject(WAITS);
    await pull.approve("platform-admin");
    expect(await pull.tryMerge()).toMatchObject(MERGED);
  });

  test("closes every other one", async () => {
    const { propose } = await scannerIn(world, "not-mended", broken);
    const pull = await propose("topic", { "docs/notes.md": "# Notes\n" });
    expect(await pull.tryMerge()).toMatchObject({ conclusion: "failure", merge: 405 });
  });
});

import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Clone } from "../support/clone.ts";
import { INSTALLATION, startWorld, type World } from "../support/gated-world.ts";
import { CARD, cardText, CONFIG, configText } from "../support/repository-files.ts";
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

/** Has the default branch ask for something else, past every gate. */
async function raise(clone: Clone, config: string): Promise<void> {
  await clone.start("raise");
  await clone.push("raise", "Ask for more", { [CONFIG]: config });
  await clone.git("push", "--quiet", "origin", "raise:main");
}

describe("a branch that is behind a policy which was changed since", () => {
  const ROLES = `${OWNERS}rules:\n`;
  const LINES = "  coverage-product: { lines: 85 }\n";
  const MORE = "  coverage-product: { lines: 90 }\n";
  const text = (rule: string, extra = ""): string => configText(`${ROLES}${rule}${extra}`);
  const settings = { files: { [CONFIG]: text(LINES) } };

  test("and touches only its card is no edit of it", async () => {
    const { repository, clone } = await scannerIn(world, "stale-card", { ...settings, requires: {} }); // prettier-ignore
    await clone.start("card");
    await clone.push("card", "Say less", { [CARD]: cardText({ sections: { "TL;DR": "Marks nodules." } }) }); // prettier-ignore
    await raise(clone, text(MORE));
    const pull = await repository.propose({ from: "card" });
    const { conclusion, output } = await pull.verdict();
    expect(conclusion).toBe("success");
    expect(`${output.summary}${output.text}`).not.toContain("edits the policy");
  });

  test("and edits another value of it takes nothing back", async () => {
    const { repository, clone } = await scannerIn(world, "stale-edit", { ...settings, requires: {} }); // prettier-ignore
    await clone.start("edit");
    await clone.push("edit", "Warn", { [CONFIG]: text(LINES).replace("enforcement: block", "enforcement: warn") }); // prettier-ignore
    await raise(clone, text(MORE));
    const pull = await repository.propose({ from: "edit" });
    const { title, output } = await pull.verdict();
    expect(title).toBe("Waiting for 1 of 1: policy");
    expect(output.summary).toContain("| `checks.main.enforcement` | block | warn |");
    expect(output.summary).not.toContain("coverage-product");
    await pull.approve("research-lead");
    expect(await pull.tryMerge()).toMatchObject(MERGED);
    await clone.git("fetch", "--quiet", "origin");
    const merged = await clone.git("show", `origin/main:${CONFIG}`);
    expect(merged).toContain("lines: 90");
    expect(merged).toContain("enforcement: warn");
  });

  test("and asks for more than before, but less than by now, has to be brought up to date", async () => {
    const { repository, clone } = await scannerIn(world, "stale-lax", { ...settings, requires: {} }); // prettier-ignore
    await clone.start("lax");
    await clone.push("lax", "Ask for more", { [CONFIG]: text(LINES.replace("85", "86")) });
    await raise(clone, text(MORE));
    const pull = await repository.propose({ from: "lax" });
    const { conclusion, output } = await pull.verdict();
    expect(conclusion).toBe("failure");
    expect(output.summary).toContain("merge the base branch into this one");
    await clone.git("checkout", "--quiet", "lax");
    await clone.git("merge", "--quiet", "--strategy-option=ours", "origin/main");
    await clone.git("push", "--quiet", "origin", "lax");
    const updated = await pull.verdict();
    expect(updated.conclusion).toBe("action_required");
    expect(updated.output.summary).toContain("| `rules.coverage-product.lines` | 90 | 86 |");
  });

  test("costs a comparison and what it leads to where both sides changed it", async () => {
    const { repository, clone } = await scannerIn(world, "stale-cost", { ...settings, requires: {} }); // prettier-ignore
    await clone.start("edit");
    await clone.push("edit", "Ask for more", { [CONFIG]: text(LINES).replace("minimum-level: 4", "minimum-level: 5") }); // prettier-ignore
    await raise(clone, text(MORE));
    await world.quiet();
    await world.github.clearLedger();
    const pull = await repository.propose({ from: "edit" });
    await pull.verdict();
    const entries = await world.github.ledger({ installation: INSTALLATION });
    const asked = entries.map(({ method, path }) => `${method} ${path.split("/")[4] ?? path}`);
    expect(asked).toEqual(["POST /graphql", "GET compare", "POST /graphql", "POST check-runs"]);
  });
});

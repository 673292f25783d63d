import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { INSTALLATION, OWNER, startWorld, type World } from "../support/gated-world.ts";
import type { GatedRepository } from "../support/gated-repository.ts";
import { cardText, CONFIG, configText } from "../support/repository-files.ts";
import { scannerIn } from "../support/scanner.ts";

jest.setTimeout(60_000);

const POLICY = ".mltrl/organization.yml";
const HOLDER = ".github-private";

let world: World;
let holder: GatedRepository;
let names = 0;
beforeAll(async () => {
  world = await startWorld();
  holder = await world.repository(HOLDER, {
    files: { "README.md": "Ours.\n" },
    private: true,
  });
});
afterAll(() => world.close());
beforeEach(() => {
  names += 1;
});

/** Puts an organisation's policy where it belongs, or takes it away. */
async function hand(text: string | null): Promise<void> {
  const clone = await holder.clone("platform-admin");
  await clone.push("main", "Hand down a policy", { [POLICY]: text });
  await world.quiet();
}

const policy = (text: string, selection = 'repositories: ["*"]'): string =>
  `version: 1\napplies-to: { ${selection} }\n${text}`;

const FLOOR = policy("rules:\n  coverage-product: { lines: 85, floor: true }\n");

describe("an organisation's policy", () => {
  test("holds a repository to its floor, and tells the line of either", async () => {
    await hand(FLOOR);
    const less = configText("rules:\n  coverage-product: { lines: 60 }\n");
    const { propose, clone } = await scannerIn(world, `floor-${names}`);
    const pull = await propose("less", { [CONFIG]: less });
    expect(await pull.tryMerge()).toMatchObject({ conclusion: "failure", merge: 405 });
    const { title, output } = await pull.verdict();
    expect(title).toBe("Blocked: 1 problem in the policy");
    expect(output.summary).toContain(
      "`rules.coverage-product.lines` is 60; the floor of the organisation's policy",
    );
    expect(output.summary).toContain(`${OWNER}/${HOLDER}/${POLICY}:4`);
    await clone.push("less", "Ask for more", {
      [CONFIG]: configText("rules:\n  coverage-product: { lines: 90 }\n"),
    });
    expect(await pull.tryMerge()).toMatchObject({ conclusion: "success", merge: 200 });
  });

  test("leaves alone a repository without .mltrl that it is not for", async () => {
    await hand(policy("checks: { main: { branches: [main] } }\n", "repositories: [ml-*]"));
    const repository = await world.repository(`website-${names}`, { files: { "a.txt": "a\n" } });
    const clone = await repository.clone("ml-engineer");
    await clone.push("topic", "Change", { "a.txt": "b\n" });
    expect(await (await repository.propose({ from: "topic" })).checks()).toEqual([]);
  });

  test("judges one that it is for, and says what comes first", async () => {
    await hand(policy("checks: { main: { branches: [main] } }\n", "repositories: [ml-new-*]"));
    const repository = await world.repository(`ml-new-${names}`, { files: { "a.txt": "a\n" } });
    const clone = await repository.clone("ml-engineer");
    await clone.push("topic", "Change", { "a.txt": "b\n" });
    const pull = await repository.propose({ from: "topic" });
    const { conclusion, blockedBy, output } = await pull.verdict();
    expect({ conclusion, blockedBy }).toEqual({
      conclusion: "failure",
      blockedBy: ["components-declared"],
    });
    expect(output.summary).toContain("mltrl init");
    await clone.push("topic", "Declare a component", {
      [CONFIG]: "version: 1\ncomponents:\n  notes: { paths: [a.txt] }\n",
      ".mltrl/cards/notes.md": cardText({ level: 0 }).replace("Nodule detector", "Notes"),
    });
    expect((await pull.verdict()).blockedBy).not.toContain("components-declared");
  });

  test("applies by custom properties, from the moment that they change", async () => {
    await hand(policy("uncovered: block\n", "properties: { risk: [high] }"));
    const { propose, repository } = await scannerIn(world, `risky-${names}`);
    const pull = await propose("topic", { "models/other/weights.onnx": "weights\n" });
    expect((await pull.verdict()).conclusion).toBe("success");
    await world.github.setCustomProperties({
      repository: `${OWNER}/${repository.name}`,
      values: { risk: "high" },
      sender: "platform-admin",
    });
    expect((await pull.verdict()).blockedBy).toEqual(["uncovered-model"]);
  });

  test("judges what is open again when it changes, in every repository", async () => {
    await hand(policy("uncovered: ignore\n"));
    const [one, other] = [
      await scannerIn(world, `one-${names}`),
      await scannerIn(world, `other-${names}`),
    ];
    const file = { "models/other/weights.onnx": "weights\n" };
    const pulls = [await one.propose("topic", file), await other.propose("topic", file)];
    for (const pull of pulls) expect((await pull.verdict()).conclusion).toBe("success");
    await hand(policy("uncovered: block\n"));
    for (const pull of pulls) {
      expect((await pull.verdict()).blockedBy).toEqual(["uncovered-model"]);
    }
  });

  test("is edited with the approval of its owners, in the repository that holds it", async () => {
    const owned = "roles: { policy-owners: [research-lead] }\n";
    await hand(policy(`${owned}uncovered: block\n`, "repositories: [nothing-else]"));
    const clone = await holder.clone("ml-engineer");
    await clone.start("weaken", "origin/main");
    await clone.push("weaken", "Weaken it", {
      [POLICY]: policy(`${owned}uncovered: warn\n`, "repositories: [nothing-else]"),
    });
    const pull = await holder.propose({ from: "weaken" });
    const { conclusion, output } = await pull.verdict();
    expect(conclusion).toBe("action_required");
    expect(output.summary).toContain("| `uncovered` | block | warn |");
    await pull.approve("second-engineer");
    expect((await pull.verdict()).conclusion).toBe("action_required");
    await pull.approve("research-lead");
    expect((await pull.verdict()).conclusion).toBe("success");
  });

  test("that was there and is out of sight closes the checks, and says how to go on", async () => {
    await hand(FLOOR);
    const { propose, clone, repository } = await scannerIn(world, `lost-${names}`);
    const pull = await propose("topic", { "docs/notes.md": "# Notes\n" });
    expect((await pull.verdict()).conclusion).toBe("success");
    const access = { installation: INSTALLATION, sender: "platform-admin" };
    await world.github.changeRepositories({ ...access, add: [repository.name] });
    await clone.push("topic", "Go on", { "docs/notes.md": "# More notes\n" });
    expect(await pull.tryMerge()).toMatchObject({ conclusion: "failure", merge: 405 });
    const { output } = await pull.verdict();
    expect(output.summary).toContain("give the App that judges access to that repository again");
    await world.stopApp();
    await world.startApp();
    await clone.push("topic", "Go on", { "docs/notes.md": "# Still more notes\n" });
    expect((await pull.verdict()).conclusion).toBe("failure");
    await world.github.changeRepositories({ ...access, add: [HOLDER] });
    await clone.push("topic", "Go on", { "docs/notes.md": "# Notes at last\n" });
    expect(await pull.tryMerge()).toMatchObject({ conclusion: "success", merge: 200 });
  });
});

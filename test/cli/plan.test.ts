import { describe, expect, test } from "@jest/globals";
import { mltrl } from "./command-line.ts";
import { cardAt, policyText, temporaryRepositories } from "./repositories.ts";

const repository = temporaryRepositories();
const RULES = ["card-started", "card-ethics-stated", "lead-approves", "semver-model"];

function climber(level: number) {
  return repository({
    ".mltrl/config.yml": policyText(RULES),
    ".mltrl/cards/nn.md": cardAt(level),
    "src/a.py": "a\n",
  }).folder;
}

describe("plan", () => {
  test("lists what is to do, what others give, and what holds", async () => {
    const { code, out, err } = await mltrl(climber(0), ["plan", "nn"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("nn 0 → 1: 1 thing to do\n");
    expect(out).toContain("To do, the least effort first (1)\n  card-ethics-stated  every level");
    expect(out).toContain("Given by others, once a pull request asks for the step (1)\n  lead-app");
    expect(out).toContain("1 rule holds already");
  });

  test("takes all steps together on the way further up", async () => {
    const { out } = await mltrl(climber(0), ["plan", "nn", "--to", "2", "--json"]);
    const plan = JSON.parse(out);
    expect(plan).toMatchObject({ version: 1, component: "nn", from: 0, to: 2 });
    expect(plan.open.map(({ rule }: { rule: string }) => rule)).toEqual([
      "semver-model",
      "card-ethics-stated",
    ]);
    expect(plan.waiting.map(({ rule }: { rule: string }) => rule)).toEqual(["lead-approves"]);
  });

  test("names the places that a remedy speaks of", async () => {
    const { folder } = repository({
      ".mltrl/config.yml": policyText(["research-plan-present"]),
      ".mltrl/cards/nn.md": cardAt(0),
      ".mltrl/documents/nn/plan.md": "# Plan\n\n## Principles\n\nsoon\n",
      "src/a.py": "a\n",
    });
    const { out } = await mltrl(folder, ["plan", "nn"]);
    expect(out).toContain('.mltrl/documents/nn/plan.md:3:1  "Principles" has 4 characters\n');
    const markdown = await mltrl(folder, ["plan", "nn", "--markdown"]);
    expect(markdown.out).toContain(
      "  - seen: `.mltrl/documents/nn/plan.md:3:1` “Principles”".replaceAll(/[“”]/g, '"'),
    );
  });

  test("gives Markdown with boxes to tick", async () => {
    const { out } = await mltrl(climber(1), ["plan", "nn", "--markdown"]);
    expect(out).toContain("# nn 1 → 2: 2 things to do\n");
    expect(out).toContain("- [ ] `semver-model` (1 → 2, low effort): the card declares no model\n");
  });

  test.each([
    [["plan", "mm"], 'there is no component "mm"; there are: nn'],
    [["plan", "nn", "--to", "12"], "--to asks for a level from 1 to 9, got 12"],
    [["plan", "nn", "--to", "1"], "nn is at level 1; --to asks for one above it"],
    [["plan", "nn", "--cwd", "absent"], "there is no folder"],
  ])("refuses %j", async (words, reason) => {
    const { code, err } = await mltrl(climber(1), words);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(reason) });
  });

  test("says what is missing where there is no policy, and what is broken", async () => {
    const bare = repository({ "a.py": "a\n" });
    expect((await mltrl(bare.folder, ["plan", "nn"])).err).toContain("`mltrl init` writes one");
    bare.write({ ".mltrl/config.yml": "version: 2\n" });
    expect((await mltrl(bare.folder, ["plan", "nn"])).err).toContain("`mltrl validate` says why");
  });
});

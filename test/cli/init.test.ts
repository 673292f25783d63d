import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { catalogue } from "../../src/generated/catalogue.ts";
import { mltrl } from "./command-line.ts";
import { temporaryRepositories } from "./repositories.ts";

const repository = temporaryRepositories();
const LEVELS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

interface Step {
  readonly rule: string;
  readonly gate: number | "every";
}

/** What `mltrl plan --json` says of a component. */
async function planOf(folder: string, component: string) {
  const { out } = await mltrl(folder, ["plan", component, "--json"]);
  const plan = JSON.parse(out) as Record<"open" | "waiting" | "advice", Step[]> & {
    readonly holds: string[];
    readonly notApplicable: { rule: string; reason: string }[];
  };
  return { ...plan, named: [...plan.open, ...plan.waiting, ...plan.advice] };
}

describe.each(["lite", "full"])("init with the profile %s", (profile) => {
  const chosen = new Set(catalogue.profiles.find(({ name }) => name === profile)?.rules);

  test.each(LEVELS)("at level %i is valid at once", async (level) => {
    const { folder } = repository({ "models/a.py": "a\n" });
    const words = ["init", `nn=models/**@${level}`, "--profile", profile, "--owners", "alice"];
    const made = await mltrl(folder, words);
    expect(made).toMatchObject({ code: 0, err: "" });
    expect(made.out).toContain(".mltrl/config.yml\n.mltrl/cards/nn.md\n");
    expect(await mltrl(folder, ["validate"])).toEqual({ code: 0, out: "", err: "" });
  });

  test.each(LEVELS.slice(0, 9))("from level %i plans exactly the next gate", async (level) => {
    const { folder } = repository({ "models/a.py": "a\n" });
    await mltrl(folder, ["init", `nn=models/**@${level}`, "--profile", profile]);
    const plan = await planOf(folder, "nn");
    const gates = new Set(plan.named.map(({ gate }) => gate));
    expect([...gates].filter((gate) => gate !== "every" && gate !== level)).toEqual([]);
    const asked = catalogue.rules.filter(({ id, gate }) => gate === level && chosen.has(id));
    const shown = [
      ...plan.named.map(({ rule }) => rule),
      ...plan.holds,
      ...plan.notApplicable.map(({ rule }) => rule),
    ];
    expect(shown).toEqual(expect.arrayContaining(asked.map(({ id }) => id)));
  });
});

describe("init", () => {
  test("names the gates that were not walked, as entered or as adopted", async () => {
    const { folder } = repository({ "a.py": "a\n" });
    await mltrl(folder, ["init", "nn=*.py@2", "--adopt"]);
    const card = readFileSync(join(folder, ".mltrl/cards/nn.md"), "utf8");
    expect(card).toContain("adopted:\n  level: 2\n");
    expect(card).toContain("gates-not-walked: [0, 1]");
    const { notApplicable } = await planOf(folder, "nn");
    expect(notApplicable.find(({ rule }) => rule === "semver-model")?.reason).toContain(
      "without walking this gate",
    );
  });

  test("never overwrites, and says what it left", async () => {
    const { folder, write } = repository({ "a.py": "a\n" });
    write({ ".mltrl/config.yml": "version: 1\ncomponents: {}\n" });
    const { code, err } = await mltrl(folder, ["init", "nn=*.py"]);
    expect(code).toBe(0);
    expect(err).toContain(".mltrl/config.yml is there already and was left as it is");
    const config = readFileSync(join(folder, ".mltrl/config.yml"), "utf8");
    expect(config).toBe("version: 1\ncomponents: {}\n");
  });

  test("takes no template for an answer", async () => {
    const { folder } = repository({ "a.py": "a\n" });
    await mltrl(folder, ["init", "nn=*.py", "--profile", "full"]);
    const { open } = await planOf(folder, "nn");
    expect(open.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining([
        "research-plan-present",
        "literature-referenced",
        "data-readiness-statement",
        "card-sections-present",
        "card-ethics-stated",
        "card-debrief-answered",
      ]),
    );
  });

  test("asks in a terminal, one component after the other", async () => {
    const { folder } = repository({ "a.py": "a\n" });
    const typed = "nn\n*.py\n3\nio\nlibs/**\n\n\n";
    const { code, out } = await mltrl(folder, ["init"], { terminal: true, typed });
    expect(code).toBe(0);
    expect(out).toContain(".mltrl/cards/nn.md");
    expect(readFileSync(join(folder, ".mltrl/cards/nn.md"), "utf8")).toContain("level: 3");
    expect(readFileSync(join(folder, ".mltrl/cards/io.md"), "utf8")).toContain("level: 0");
  });

  test.each([
    [["init"], "name at least one component"],
    [["init", "Nn=a"], "an id has 1 to 64 of a-z"],
    [["init", "nn"], "expected <id>=<glob>"],
    [["init", "nn="], "at least one path is needed"],
    [["init", "nn=a@12"], "a level is 0 to 9"],
    [["init", "nn=a", "nn=b"], "nn is named twice"],
    [["init", "nn=a", "--profile", "tiny"], "there is no profile tiny; there are: full, lite"],
  ])("refuses %j and writes nothing", async (words, reason) => {
    const { folder } = repository({ "a.py": "a\n" });
    const { code, err } = await mltrl(folder, words);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(reason) });
    expect((await mltrl(folder, ["validate"])).out).toBe("");
  });

  test("writes through no link", async () => {
    const { folder } = repository({ "a.py": "a\n" });
    const elsewhere = repository({ "b.py": "b\n" }).folder;
    symlinkSync(elsewhere, join(folder, ".mltrl"));
    const { code, err } = await mltrl(folder, ["init", "nn=*.py"]);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining("symbolic link") });
  });
});

describe("import", () => {
  const TABLE = "# nn\n\n| Tech name | nn |\n|-|-|\n| Current Level | 4 |\n| Owner(s) | Ana |\n";

  test("prints the card, or writes it for a component that has none", async () => {
    const { folder } = repository({ "a.py": "a\n" });
    writeFileSync(join(folder, "old.md"), TABLE);
    const printed = await mltrl(folder, ["import", "old.md"]);
    expect(printed.out).toBe("---\nname: nn\nlevel: 4\nowners:\n  - Ana\n---\n\n# nn\n\n\n");
    const written = await mltrl(folder, ["import", "old.md", "--to", "nn"]);
    expect(written).toEqual({ code: 0, out: ".mltrl/cards/nn.md\n", err: "" });
    const again = await mltrl(folder, ["import", "old.md", "--to", "nn"]);
    expect(again).toMatchObject({ code: 2, err: expect.stringContaining("is there already") });
  });

  test("refuses names that are no component's, and files that are no card", async () => {
    const { folder } = repository({ "a.py": "a\n" });
    writeFileSync(join(folder, "old.md"), TABLE);
    expect((await mltrl(folder, ["import", "old.md", "--to", "../x"])).code).toBe(2);
    expect((await mltrl(folder, ["import", "absent.md"])).code).toBe(2);
    expect((await mltrl(folder, ["import", "a.py"])).code).toBe(2);
  });
});

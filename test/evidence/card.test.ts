import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import * as z from "zod";
import type { Card, Cell } from "../../src/core/model/card.ts";
import { cardFrontMatterSchema } from "../../src/evidence/card-front-matter.ts";
import { parseCard } from "../../src/evidence/card.ts";

const PATH = ".mltrl/cards/nodule.md";

function read(text: string, path = PATH): Card {
  const fact = parseCard(text, path);
  if (fact.state === "unavailable") throw new Error(fact.reason);
  return fact.value;
}

/** The lines that are at fault, and the reason. */
function refusal(text: string): { lines: unknown; reason: string } {
  const fact = parseCard(text, PATH);
  if (fact.state === "known") throw new Error(`read: level ${fact.value.level}`);
  expect(fact.cause).toBe("invalid");
  return { lines: fact.places?.map(({ line }) => line), reason: fact.reason };
}

const texts = (cells: readonly Cell[]): readonly string[] => cells.map(({ text }) => text);
const byKey = (cells: ReadonlyMap<string, Cell>): unknown =>
  Object.fromEntries([...cells].map(([key, { text }]) => [key, text]));

/** The official form, in our words. */
const TABLE = `# MLTRL Card - Cloud masks - level 4

| Summary info            | Content, links |
| ----------------------- | -------------- |
| Tech name (project ID)  | Cloud masks (R07.2)[^1] |
| Current Level           | 4 [(See level 3)](./mltrl_card_level_3.md) |
| Owner(s)                | Ada |
| Reviewer(s)             | Grace, Lin |
| Main project page       | https://wiki.example/clouds |
| Req's, V&V docs         | [requirements](../requirements/clouds.yml) |
| Code repo & docs        | [repository](https://git.example/clouds) |
| Ethics checks?          | WIP: [checklist](../ethics/clouds.md) |
| Coupled components      | R02.1, P12.2 |

[^1]: The id is made up.

**TL;DR** — Masks clouds in satellite images.

It is fast.

### Top-level requirements

1. Shall mask clouds.

### Model / algorithm info

A small U-Net.

**Extra notes**: none.

#### Confusion matrix

![](confusion.png)

### Intended use

Maps, not warnings.

### Testing status

- 31 unit tests

### Data considerations

Sentinel-2.

### Caveats, known edge cases, recommendations

Snow looks like clouds.

### MLTRL stage debrief

<!-- please answer each question -->

1. What was accomplished, and by who?

    Ada trained it, see the plot.

    - It works.

2. What was punted and/or de-scoped?

    n/a

3. What was learned? That snow matters.

4. What tech debt what gained? Mitigated?

    - None gained.

---
`;

const FRONT = `---
name: nodule-detector
level: 3   # since spring
owners: [ada, lin]
product-owner: grace
reviewers: [kay]
entry: {level: 2, reason: Bought in, gates-not-walked: [0, 1]}
models:
  - {name: detector, version: "1.10", path: models/detector.onnx, kind: cnn}
datasets:
  - name: lungs
    version: 2.0.0
    registry: s3://bucket/lungs
    digest: sha256:0123abcd
    kind: real
    role: test
    note: held out
    confidential: true
ethics: {text: WIP, link: ../ethics/nodule.md}
coupled: [dicom-io]
documents: {plan: docs/plan.md}
not-applicable: {dataset-licence: The data is ours}
deployed:
  - {version: 1.0.0, tag: nodule@v1.0.0, level: 9, environments: [eu]}
retired: true
renamed-from: lung-nodules
split-from: lungs
main-project-page: https://wiki.example/nodule
requirements: .mltrl/requirements/nodule.yml
code-repository: https://git.example/nodule
---
# Nodule detector

## TL;DR

Finds nodules.
`;

describe("the official table", () => {
  const card = read(TABLE);

  test("its rows, by their labels", () => {
    expect(card.form).toBe("table");
    expect(card.name).toBe("Cloud masks (R07.2)");
    expect(byKey(card.rows)).toEqual({
      "tech-name": "Cloud masks (R07.2)",
      "current-level": "4 (See level 3)",
      owners: "Ada",
      reviewers: "Grace, Lin",
      "main-project-page": "https://wiki.example/clouds",
      requirements: "requirements",
      "code-repository": "repository",
      ethics: "WIP: checklist",
      "coupled-components": "R02.1, P12.2",
    });
    expect(card.rows.get("code-repository")?.target).toBe("https://git.example/clouds");
    expect(card.rows.get("main-project-page")?.target).toBe("https://wiki.example/clouds");
    expect(card.ethics).toMatchObject({ text: "WIP: checklist", target: "../ethics/clouds.md" });
    expect(card.coupled).toEqual(["R02.1", "P12.2"]);
    expect(card.rows.get("owners")?.place).toEqual({ path: PATH, line: 7, column: 29 });
  });

  test("its level, at the digit, and what the title says", () => {
    expect(card.level).toBe(4);
    expect(card.levelPlace).toEqual({ path: PATH, line: 6, column: 29 });
    expect(card.statedLevels).toEqual([{ level: 4, place: { path: PATH, line: 1, column: 1 } }]);
  });

  test("its sections", () => {
    expect(byKey(card.sections)).toEqual({
      "tl-dr": "Masks clouds in satellite images.\nIt is fast.",
      "top-level-requirements": "Shall mask clouds.",
      "model-info": "A small U-Net.\nExtra notes: none.\nconfusion.png",
      "intended-use": "Maps, not warnings.",
      "testing-status": "31 unit tests",
      "data-considerations": "Sentinel-2.",
      caveats: "Snow looks like clouds.",
      "stage-debrief": expect.stringContaining("It works."),
    });
    expect(card.sections.get("model-info")).toMatchObject({
      heading: "Model / algorithm info",
      place: { line: 25 },
    });
  });

  test("its debrief", () => {
    expect(byKey(card.debrief)).toEqual({
      accomplished: "Ada trained it, see the plot.\nIt works.",
      "de-scoped": "n/a",
      learned: "That snow matters.",
      "tech-debt": "None gained.",
    });
    expect(card.debrief.get("learned")?.place.line).toBe(65);
  });

  test("its link to the card before, and no placeholder where all is filled in", () => {
    expect(texts(card.links)).toEqual([".mltrl/cards/mltrl_card_level_3.md"]);
    expect(card.placeholders).toEqual([]);
  });

  test("has nothing of what only front matter says", () => {
    expect(card).toMatchObject({ models: [], datasets: [], retired: false });
    expect(card.documents.size + card.notApplicable.size).toBe(0);
    expect(card).not.toHaveProperty("entry");
    expect(card).not.toHaveProperty("productOwner");
  });

  test("reads the same with CRLF and a byte order mark", () => {
    const other = read(`\uFEFF${TABLE.replaceAll("\n", "\r\n")}`);
    expect(other.levelPlace).toEqual(card.levelPlace);
    expect(byKey(other.sections)).toEqual(byKey(card.sections));
  });
});

describe("front matter", () => {
  const card = read(FRONT);

  test("gives every field, with the lines of the file", () => {
    expect(card).toMatchObject({
      form: "front-matter",
      name: "nodule-detector",
      level: 3,
      levelPlace: { path: PATH, line: 3, column: 8 },
      statedLevels: [],
      entry: { level: 2, reason: "Bought in", gatesNotWalked: [0, 1], place: { line: 7 } },
      coupled: ["dicom-io"],
      retired: true,
      renamedFrom: ["lung-nodules"],
      splitFrom: "lungs",
      productOwner: { text: "grace", place: { line: 5 } },
      ethics: { text: "WIP", target: "../ethics/nodule.md", place: { line: 19 } },
    });
    expect(card.models).toEqual([
      {
        name: "detector",
        version: { text: "1.10", place: { path: PATH, line: 9, column: 31 } },
        path: "models/detector.onnx",
        kind: "cnn",
        place: { path: PATH, line: 9, column: 5 },
      },
    ]);
    expect(card.datasets).toEqual([
      {
        name: "lungs",
        version: { text: "2.0.0", place: { path: PATH, line: 12, column: 14 } },
        registry: "s3://bucket/lungs",
        digest: "sha256:0123abcd",
        kind: "real",
        role: "test",
        note: "held out",
        confidential: true,
        place: { path: PATH, line: 11, column: 5 },
      },
    ]);
    expect(card.deployed).toEqual([
      {
        version: "1.0.0",
        tag: "nodule@v1.0.0",
        level: 9,
        environments: ["eu"],
        place: { path: PATH, line: 24, column: 5 },
      },
    ]);
    expect(byKey(card.documents)).toEqual({ plan: "docs/plan.md" });
    expect(card.documents.get("plan")?.target).toBe("docs/plan.md");
    expect(byKey(card.notApplicable)).toEqual({ "dataset-licence": "The data is ours" });
  });

  test("fills the rows of the table", () => {
    expect(byKey(card.rows)).toEqual({
      "tech-name": "nodule-detector",
      "current-level": "3",
      owners: "ada, lin",
      reviewers: "kay",
      "main-project-page": "https://wiki.example/nodule",
      requirements: ".mltrl/requirements/nodule.yml",
      "code-repository": "https://git.example/nodule",
      ethics: "WIP",
      "coupled-components": "dicom-io",
    });
  });

  test("may be as short as a name and a level", () => {
    const short = read("---\nname: a\nlevel: 0\n---\n");
    expect(short).toMatchObject({ level: 0, coupled: [], models: [], deployed: [] });
    expect([...short.rows.keys()]).toEqual(["tech-name", "current-level"]);
    expect(short).not.toHaveProperty("ethics");
  });

  test("one owner needs no list, and no coupling is an answer", () => {
    const { rows, ethics, adopted } = read(
      "---\nname: a\nlevel: 1\nowners: ada\ncoupled: []\nethics: 'Yes'\nadopted: {level: 1, reason: old}\n---\n",
    );
    expect(rows.get("owners")?.text).toBe("ada");
    expect(rows.get("coupled-components")?.text).toBe("none");
    expect(ethics).toEqual({ text: "Yes", place: { path: PATH, line: 6, column: 9 } });
    expect(adopted).toMatchObject({ level: 1, gatesNotWalked: [] });
  });

  test("ethics without a link", () => {
    const { ethics } = read("---\nname: a\nlevel: 1\nethics: {text: none yet}\n---\n");
    expect(ethics).toEqual({ text: "none yet", place: { path: PATH, line: 4, column: 16 } });
  });

  test("counts before a table, whose level then has to agree", () => {
    const both = read(`---\nname: mine\nlevel: 5\nowners: kay\n---\n${TABLE}`);
    expect(both).toMatchObject({ form: "front-matter", name: "mine", level: 5 });
    expect(both.rows.get("owners")?.text).toBe("kay");
    expect(both.rows.get("reviewers")?.text).toBe("Grace, Lin");
    expect(both.ethics?.text).toBe("WIP: checklist");
    expect(both.statedLevels).toEqual([
      { level: 4, place: { path: PATH, line: 11, column: 29 } },
      { level: 4, place: { path: PATH, line: 6, column: 1 } },
    ]);
  });

  test("every problem is told at once, each at its line", () => {
    const { lines, reason } = refusal(`---
name: ""
level: 10
levle: 4
owners: {}
models:
  - {name: m, version: 1.0, path: ../up, digest: x}
datasets: [{name: d, kind: fake, path: "https://a.b/c"}]
documents: {Plan: docs/plan.md}
renamed-from: Not An Id
ethics: [a]
---
`);
    expect(lines).toEqual([2, 3, 4, 5, 7, 7, 7, 8, 8, 9, 10, 11]);
    expect(reason).toContain("`level`: expected a level: a whole number from 0 to 9, got 10");
    expect(reason).toContain("unknown key");
    expect(reason).toContain("did you mean `level`?");
  });

  test.each([
    ["---\nname: a\n---\n", [2], "`level`: is missing"],
    [
      "---\nname: a\nlevel: '3'\n---\n",
      [3],
      'expected a level: a whole number from 0 to 9, got "3"',
    ],
    ["---\nname: a\nlevel: [\n---\n", [4], "not valid YAML"],
    ["---\nname: a\nlevel: 1\n# Card\n", [1], "a line of `---` that ends the front matter"],
    ["---\nname: a\nlevel: 1\nlevel: 2\n---\n", [4], "twice"],
    ["---\nname: &a b\nlevel: 1\n---\n", [2], ""],
    ["---\nname: a\nlevel: 1\nmodels: [{name: m, version: 2}]\n---\n", [4], "in quotes"],
    [`---\nname: a\nlevel: 11\n---\n${">".repeat(60)}`, [3, 5], "at most 50 deep"],
  ])("%j is refused", (text, expectedLines, expected) => {
    const { lines, reason } = refusal(text);
    expect(lines).toEqual(expectedLines);
    expect(reason).toContain(expected);
  });

  test.each(["docs/a.md", "a", "a..b/c", ".mltrl/x", "ünï/ç.md", "a b.md"])("path %j", (path) => {
    const text = `---\nname: a\nlevel: 1\ndocuments: {plan: ${JSON.stringify(path)}}\n---\n`;
    expect(read(text).documents.get("plan")?.text).toBe(path);
  });

  test.each([
    "/etc/passwd",
    "./a",
    "../a",
    "a/../../b",
    "a/..",
    "C:\\a",
    "\\a",
    "https://a.b",
    "a\\..\\b",
  ])("no path out of the repository: %j", (path) => {
    const text = `---\nname: a\nlevel: 1\ndocuments: {plan: ${JSON.stringify(path)}}\n---\n`;
    expect(refusal(text).reason).toContain("expected the path of a file or folder");
  });

  test("has a JSON Schema", () => {
    const schema = z.toJSONSchema(cardFrontMatterSchema, { io: "input", unrepresentable: "any" });
    expect(schema).toMatchObject({
      type: "object",
      required: ["name", "level"],
      additionalProperties: false,
      properties: { level: { type: "integer", minimum: 0, maximum: 9 } },
    });
  });
});

/** A card of the official form with some rows, below a title. */
const card = (...rows: readonly string[]): string =>
  ["# Card", "", "| Summary | Content |", "|-|-|", ...rows.map((row) => `| ${row} |`), ""].join(
    "\n",
  );

describe("levels as cards write them", () => {
  test.each([
    ["4", 4],
    ["**4**", 4],
    ["_4_", 4],
    ["`4`", 4],
    ["Level 4", 4],
    ["MLTRL 4: proof of concept", 4],
    ["TRL-4", 4],
    ["L4", 4],
    ["4 of 9", 4],
    ["4/9", 4],
    ["4 (*link to prior level cards*)", 4],
    ["4 (was 3 until May)", 4],
    ["4 [(See level 3)](./level_3.md)", 4],
    ["[3](./level_3.md) 4", 4],
    ["[4](./level_4.md)", 4],
    ["[Level 4](./level_4.md) (proof)", 4],
    ["(4)", 4],
    ["4 <!-- not 5 -->", 4],
    ["4 [^1]", 4],
    ["0", 0],
  ])("%s is level %d", (written, level) => {
    const text = card("Tech name | a", `Current Level | ${written}`);
    const { level: found, levelPlace } = read(text, "a.md");
    expect(found).toBe(level);
    const { line = 0, column = 0 } = levelPlace;
    expect(text.split("\n")[line - 1]?.[column - 1]).toBe(String(level));
  });

  test.each([
    "",
    "10",
    "4.5",
    "3 → 4",
    "4 or 5",
    "four",
    "-1",
    "v4",
    "[See level 3](a.md)",
    "14",
    "4th",
    `4 ${"and on ".repeat(200)}`,
  ])("%j is none", (written) => {
    const { lines, reason } = refusal(card("Tech name | a", `Current Level | ${written}`));
    expect(lines).toEqual([6]);
    expect(reason).toContain("expected one whole number from 0 to 9 in the row `Current Level`");
  });

  test("a table without the row, a card without a table, nothing at all", () => {
    expect(refusal(card("Tech name | a", "Owner | b"))).toEqual({
      lines: [3],
      reason: expect.stringContaining("there is no such row"),
    });
    expect(refusal("# Nodule level 4\n\n| a | b |\n|-|-|\n| c | d |\n").reason).toContain(
      "expected front matter with `name` and `level`",
    );
    expect(refusal("").lines).toEqual([1]);
  });

  test.each([
    ["# MLTRL Card example - level 8", [8]],
    ["# Nodules (TRL 3)", [3]],
    ["# MLTRL-5 card", [5]],
    ["# Card", []],
    ["# Level 10", []],
    ["# Level 3.5", []],
    ["# 50 % level", []],
    ["# Low-level 3D features", []],
    ["## Level 3", []],
  ])("the title %j states %j", (title, levels) => {
    const { statedLevels } = read(`${title}\n\n${card("Level | 1")}`);
    expect(statedLevels.map(({ level }) => level)).toEqual(levels);
  });

  test.each([
    ["models/mltrl_card_level_3.md", [3]],
    ["mltrl_card_BO_level4.md", [4]],
    ["cards/level-4.md", [4]],
    ["cards/nodule.md", []],
    ["cards/level-12.md", []],
    ["cards/low-level-3d.md", []],
    ["level-4/card.md", []],
  ])("the file name %s states %j", (path, levels) => {
    const { statedLevels } = read(card("Level | 1"), path);
    expect(statedLevels).toEqual(levels.map((level) => ({ level, place: { path } })));
  });

  test("a level that is stated twice", () => {
    const { level, statedLevels } = read(card("Current level | 2", "TRL | 3"));
    expect(level).toBe(2);
    expect(statedLevels).toMatchObject([{ level: 3, place: { line: 6 } }]);
  });
});

describe("how real cards go wrong", () => {
  test("title and table differ, the reviewer is blank, rows are renamed or dropped", () => {
    const { level, statedLevels, rows, name } = read(`# MLTRL Card -  - level 8

| Summary info | Content, links |
| --- | --- |
| Tech name | ITI |
| Current Level | 4 |
| Owner | Ada |
| Reviewer(s) | |
| Project overview | |
`);
    expect([level, name]).toEqual([4, "ITI"]);
    expect(statedLevels).toMatchObject([{ level: 8 }]);
    expect(byKey(rows)).toEqual({
      "tech-name": "ITI",
      "current-level": "4",
      owners: "Ada",
      reviewers: "",
      "main-project-page": "",
    });
  });

  test("a row without a cell, a card without a name", () => {
    const { rows, name } = read(card("Level | 1", "Owner"));
    expect(rows.get("owners")).toEqual({ text: "", place: { path: PATH, line: 6, column: 1 } });
    expect(name).toBe("Card");
    expect(read("| Level | 1 |\n|-|-|\n").name).toBe("");
  });

  test("a debrief with numbers left out, questions at the margin and a typo", () => {
    const { debrief } = read(`${card("Level | 1")}
### Debrief

1. What was accomplished, and by who?

Ada did it.

- and more

3. What was learned?
   Much.

5. What tech debt was gained? Mitigated?

6. What would you do again? Nothing.

Really nothing.
`);
    expect(byKey(debrief)).toEqual({
      accomplished: "Ada did it.\nand more",
      learned: "Much.",
      "tech-debt": "",
    });
  });

  test.each([
    [
      "headings",
      "#### What was accomplished?\n\nA\n\n#### Anything else\n\nX\n\n#### Learned\n\nB",
    ],
    ["bold lines", "**What was accomplished?** A\n\n**Learned**\n\nB"],
    ["labels", "- Accomplished: A\n- What we learned: B"],
    [
      "a question nobody knows",
      "1. What was accomplished? A\n2. What else? Yes.\n\n**Learned**: B",
    ],
    ["bold questions", "1. **What was accomplished?**\n   A\n2. *What was learned?*\n   B"],
  ])("a debrief with %s", (_name, debrief) => {
    const text = `---\nname: a\nlevel: 1\n---\n## Stage debrief\n\n${debrief}\n\n## Next\n\nC\n`;
    expect(byKey(read(text).debrief)).toEqual({ accomplished: "A", learned: "B" });
  });

  test("an answer may speak of debt and of what was learned", () => {
    const { debrief } = read(`---\nname: a\nlevel: 1\n---\n## Debrief
1. What was accomplished?
   - We learned to pay technical debt.
   - > quoted
2. > What was learned? (not a paragraph)
`);
    expect(byKey(debrief)).toEqual({
      accomplished:
        "We learned to pay technical debt.\nquoted\nWhat was learned? (not a paragraph)",
    });
  });

  test.each([
    ["### Model info", "model-info"],
    ["### Model/algorithm info", "model-info"],
    ["## 3. Intended use:", "intended-use"],
    ["# tl;dr", "tl-dr"],
    ["**TLDR**:", "tl-dr"],
    ["**TLDR**", "tl-dr"],
    ["#### Caveats & recommendations", "caveats"],
    ["### Key assumptions", "caveats"],
    ["### Metrics, results", "testing-status"],
    ["### *Data considerations*", "data-considerations"],
  ])("%s is the section %s", (heading, section) => {
    const { sections } = read(`---\nname: a\nlevel: 1\n---\n${heading}\n\nText.\n`);
    expect(byKey(sections)).toEqual({ [section]: "Text." });
  });

  test("bold words that a heading claims are only emphasis", () => {
    const { sections } = read(
      "---\nname: a\nlevel: 1\n---\n## Model info\n\n**Data**: images\n\n**Tests**\n\n**Bold** text\n\n## Data\n\nMore\n",
    );
    expect(byKey(sections)).toEqual({
      "model-info": "Data: images",
      "testing-status": "Bold text",
      "data-considerations": "More",
    });
  });

  test("a section that stands twice is put together; other headings end or nest", () => {
    const { sections } = read(`---\nname: a\nlevel: 1\n---
## Caveats
One
### Details
Two
## Something else
Three
## Key assumptions
Four
**Tests** *none*
`);
    expect(byKey(sections)).toEqual({ caveats: "One\nTwo\nFour\nTests none" });
  });

  test("the card of the deck, with owners and reviewers in one cell and sections in the table", () => {
    const deck = read(`| Technology name | Defects v1.0 |
| --- | --- |
| TRL | 5 |
| R&D owner / reviewer | Ada / Grace |
| Prod owner / reviewer | Kay / Lin |
| Component codes | 1.1, 4.2 |
| TL;DR | Finds defects. |
| Data considerations | Few defects. |
| Model/alg details | A ViT. |
| Ethics | none of concern |
`);
    expect(deck).toMatchObject({ name: "Defects v1.0", level: 5, productOwner: { text: "Kay" } });
    expect(byKey(deck.rows)).toEqual({
      "tech-name": "Defects v1.0",
      "current-level": "5",
      owners: "Ada",
      reviewers: "Grace, Lin",
      ethics: "none of concern",
    });
    expect(byKey(deck.sections)).toEqual({
      "tl-dr": "Finds defects.",
      "data-considerations": "Few defects.",
      "model-info": "A ViT.",
    });
  });

  test("owners and reviewers in rows of their own, and a product owner", () => {
    const { rows, productOwner } = read(
      card(
        "Level | 1",
        "R&D owner | Ada",
        "Product owner | Kay",
        "Product owner | Lin",
        "Owner | X",
      ),
    );
    expect(rows.get("owners")?.text).toBe("Ada");
    expect(productOwner?.text).toBe("Kay");
    const lone = read(
      card(
        "Level | 1",
        "Owner / reviewer | Ada",
        "Prod owner / reviewer | Kay",
        "Product owner | Lin",
      ),
    );
    expect(byKey(lone.rows)).toMatchObject({ owners: "Ada", reviewers: "" });
    expect(lone.productOwner?.text).toBe("Kay");
  });

  test("the summary is the table with the level, wherever it stands", () => {
    const other = "| Name | Code |\n|-|-|\n| Owner | a |\n| Reviewer | b |\n\n";
    expect(read(`${other}${card("Level | 2", "Owner | Ada")}`).rows.get("owners")?.text).toBe(
      "Ada",
    );
    expect(refusal(other).lines).toEqual([1]);
  });

  test.each(["*none*", "n/a", "None.", "-", ""])("%j couples nothing", (written) => {
    expect(read(card("Level | 1", `Coupled components | ${written}`)).coupled).toEqual([]);
  });

  test("ethics in a section of its own", () => {
    const { ethics } = read(`${card("Level | 1")}\n## Ethical considerations\n\nNo people.\n`);
    expect(ethics).toMatchObject({ text: "No people.", place: { line: 7 } });
  });
});

describe("links to other cards", () => {
  test.each([
    ["[a](../cards/other.md#top)", [".mltrl/cards/other.md"]],
    ["[a](/docs/mltrl_card_level_2.md)", ["docs/mltrl_card_level_2.md"]],
    [
      "[a](https://git.example/o/r/blob/main/.mltrl/cards/x.md)",
      ["https://git.example/o/r/blob/main/.mltrl/cards/x.md"],
    ],
    ["[a][b]\n\n[b]: level_1_card.md", [".mltrl/cards/level_1_card.md"]],
    ["[a](other.md) [b](./other.md?x)", [".mltrl/cards/other.md"]],
    ["[a](../../../../../card.md)", ["../../../../../card.md"]],
    ["[a](my%20card.md) [b](%zz-card.md)", [".mltrl/cards/my card.md", ".mltrl/cards/%zz-card.md"]],
    ["[a](nodule.md) [b](#x) [c]() [d](.)", []],
    ["[a](../ethics_checklist.md) [b](../../docs/guide.md) [c](card.png)", []],
  ])("%s", (body, expected) => {
    const { links } = read(`---\nname: a\nlevel: 1\n---\n${body}\n`);
    expect(texts(links)).toEqual(expected);
  });

  test("whatever the row of the level links to", () => {
    const { links } = read(card("Level | 2 [before](../one) [wiki](https://wiki.example/1)"));
    expect(texts(links)).toEqual([".mltrl/one", "https://wiki.example/1"]);
  });
});

const left = (body: string): readonly string[] =>
  texts(read(`---\nname: a\nlevel: 1\n---\n${body}\n`).placeholders);

describe("placeholders", () => {
  test.each([
    ["(*link to the project page*)", "link to the project page"],
    ["see *link, if not above*", "link, if not above"],
    ["*Link to the [requirements]() document*", "Link to the requirements document"],
    ["Read the [requirements]() document", "[requirements]()"],
    ["See [this](#)", "[this](#)"],
    ["TODO", "TODO"],
    ["*To be determined.*", "To be determined."],
    ["Threshold: TBD", ": TBD"],
    ["The owner is TBD.", "TBD."],
    ["- TODO: write this", "TODO"],
    ["Fix (TODO later)", "(TODO"],
    ["...", "..."],
    ["???", "???"],
    ["by <your name>", "<your name>"],
    ["by <name>", "<name>"],
    ["by <…>", "<…>"],
    ["[More Information Needed]", "[More Information Needed]"],
    ["[Insert the owner here]", "[Insert the owner here]"],
    ["Lorem ipsum dolor", "Lorem ipsum"],
    ["Model {{ model_name }}", "{{ model_name }}"],
    ["Refer to the manuscript for Level-by-level data specs.", "level-by-level data specs"],
  ])("%s", (body, expected) => {
    expect(left(body)).toEqual([expected]);
  });

  test.each([
    "*links* and *linked* lists",
    "*link to the [page](https://wiki.example)*",
    "**See link to publication https://doi.org/10.1/x**",
    "Link to [doc](https://a.b)",
    "We removed all TODO comments and 3 TODOs.",
    "The file `TODO.md` lists it, `<name>` too.",
    "TBD-based development and TODO lists",
    "`TODO`",
    "```\nTODO: <name> [](#)\n```",
    "<!-- TODO: <your name> -->",
    "a < b and c > d, p<0.05 and x>3, List<Tensor>, n <k and m> 3",
    "<br> <details open> <kbd>x</kbd> <custom-tag>x</custom-tag> <img src=x>",
    "<https://a.b> and \\frac{{x}}{{y}}",
    "Ethics: none, n/a, no people involved. What did we learn?",
    "### TODO list\n\nTwo points are open.",
    "[1] says so, [see also] that",
  ])("real text: %s", (body) => {
    expect(left(body)).toEqual([]);
  });

  test("in the table, and in front matter, at their lines", () => {
    const { placeholders } = read(card("Level | 1", "Owner | TBD", "Wiki | (*link*)"));
    expect(placeholders).toEqual([
      { text: "TBD", place: { path: PATH, line: 6, column: 11 } },
      { text: "(link)", place: { path: PATH, line: 7, column: 10 } },
    ]);
    const front = read(
      '---\nname: a\nlevel: 1\nowners: ["<owner>"]\nproduct-owner: TBD\nrequirements: link to the document\nethics: WIP\n---\n',
    );
    expect(front.placeholders.map(({ text, place }) => [text, place.line])).toEqual([
      ["<owner>", 4],
      ["link to the document", 6],
      ["TBD", 5],
    ]);
  });
});

describe("any text", () => {
  const pieces = fc.constantFrom(
    ..."#*_~[]()<>!|-:\\ \n\r\0?".split(""),
    "---\n",
    "level: 3\n",
    "name: a\n",
    "| Current Level | 4 |\n",
    "|-|-|\n",
    "## Debrief\n",
    "What was learned? ",
    "TODO",
    "<a b>",
  );

  test("gives a card or the reason why not", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((all) => all.join("")),
        ),
        (text) => {
          const fact = parseCard(text, PATH);
          const sound =
            fact.state === "known"
              ? text.includes(String(fact.value.level))
              : fact.reason !== "" && (fact.places?.length ?? 0) > 0;
          expect(sound).toBe(true);
        },
      ),
    );
  });

  test("bytes that are no text", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        expect(parseCard(new TextDecoder().decode(bytes), PATH).state).toBe("unavailable");
      }),
    );
  });
});

const linksOf = (card: Card, section: "testing-status" | "caveats"): readonly string[] =>
  card.sections.get(section)?.links ?? [];

describe("links of a section", () => {
  test("are told once each, however they are written", () => {
    const card = read(`---
name: n
level: 3
---
## Testing status

[CI](https://ci.example/1), [again](https://ci.example/1), [the sheet][sheet] and
https://status.example/page. A [place to come]() is none.

[sheet]: ../sheet.md
`);
    expect(linksOf(card, "testing-status")).toEqual([
      "https://ci.example/1",
      "[sheet]",
      "https://status.example/page",
    ]);
  });

  test("and text of sections that stand twice are put together", () => {
    const card = read(`---
name: n
level: 3
---
## Caveats

[One](a.md)

## Key assumptions

[Two](b.md)
`);
    expect(card.sections.get("caveats")?.text).toBe("One\nTwo");
    expect(linksOf(card, "caveats")).toEqual(["a.md", "b.md"]);
  });

  test("and rows of the table as well", () => {
    const card = read(`| TRL | 4 |
| --- | --- |
| Caveats | [dark images](dark.md) |
| Key assumptions | one sensor |
`);
    expect(card.sections.get("caveats")?.text).toBe("dark images\none sensor");
    expect(linksOf(card, "caveats")).toEqual(["dark.md"]);
  });
});

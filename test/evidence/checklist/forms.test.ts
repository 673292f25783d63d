import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import type { Checklist } from "../../../src/core/model/checklist.ts";
import { CHECKLIST_ENDINGS, parseChecklist } from "../../../src/evidence/checklist/checklist.ts";

const fixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/checklists/${name}`, import.meta.url), "utf8");

function read(text: string, path: string): Checklist {
  const fact = parseChecklist(text, path);
  if (fact.state === "unavailable") throw new Error(fact.reason);
  return fact.value;
}

/** Ids with states and answers in short. */
const brief = ({ items }: Checklist): readonly string[] =>
  items.map(({ id, state, answer }) => `${id} ${state}${answer === "" ? "" : `: ${answer}`}`);

const within = (name: string) =>
  read(fixture(name), name).items.map((item) => item.within?.replace("cell ", ""));

describe("one list in every form of deon's", () => {
  test.each<[string, reviewedAt: number, lines: readonly number[]]>([
    ["deon.md", 3, [11, 12, 15, 16, 17]],
    ["deon.rmd", 3, [11, 12, 15, 16, 17]],
    ["deon.rst", 5, [14, 15, 22, 24, 25]],
    ["deon.html", 6, [22, 29, 44, 52, 54]],
    ["deon.ipynb", 6, [31, 32, 35, 36, 37]],
    ["deon-multicell.ipynb", 6, [26, 31, 47, 53, 58]],
    ["deon.yml", 3, [8, 12, 19, 22, 26]],
    ["items.yml", 3, [5, 6, 11, 12, 13]],
  ])("%s", (name, reviewedAt, lines) => {
    const path = `.mltrl/ethics/${name}`;
    const checklist = read(fixture(name), path);
    expect(checklist.form).toBe("deon");
    expect(brief(checklist)).toEqual([
      "A.1 done",
      "A.2 not-applicable: every scan of the hospital is in it",
      "B.1 open",
      "B.2 open: N/A",
      "B.3 done: The clinic deletes it after ten years.",
    ]);
    expect(checklist.items.map(({ place }) => place.line)).toEqual(lines);
    expect(checklist.items.map(({ text }) => text.split(":")[0])).toEqual([
      "Informed consent",
      "Collection bias",
      "Data security",
      "Right to be forgotten",
      "Data retention plan",
    ]);
    expect(checklist.reviewed).toMatchObject([
      { date: "2026-11-01", by: "ethics council", place: { path, line: reviewedAt } },
    ]);
  });

  test("a notebook says in words in which cell an item stands", () => {
    expect(within("deon.ipynb")).toEqual(["2", "2", "2", "2", "2"]);
    expect(within("deon-multicell.ipynb")).toEqual(["3", "4", "7", "8", "9"]);
  });

  test("text for a terminal can never be complete, and is told so", () => {
    expect(parseChecklist(fixture("deon.txt"), "deon.txt")).toMatchObject({
      state: "unavailable",
      cause: "invalid",
      reason: expect.stringContaining("can never be complete"),
      places: [{ path: "deon.txt", line: 4 }],
    });
  });

  test("Markdown under the name of text is read", () => {
    expect(brief(read("* [x] A.1 Consent?\n", "deon.txt"))).toEqual(["A.1 done"]);
    expect(parseChecklist("Nothing to see.\n", "deon.txt")).toMatchObject({
      reason: expect.stringContaining("there is none"),
    });
  });
});

const cell = (source: string) => ({ cell_type: "markdown", metadata: {}, source });

describe("notebooks", () => {
  test("the questions of MLTRL, with headings in cells of their own", () => {
    const checklist = read(fixture("questions.ipynb"), "a.ipynb");
    expect(checklist.form).toBe("questions");
    expect(brief(checklist)).toEqual([
      "pre/legal/1 done: By the hospital's contract.",
      "pre/legal/2 open",
      "pre/privacy/1 not-applicable: no people are involved",
    ]);
    expect(checklist.items.map(({ within }) => within)).toEqual(["cell 3", "cell 3", "cell 5"]);
  });

  test("a list that was appended counts as the last", () => {
    const cells = [cell("- [x] A.1 a\n- [x] A.2 b"), cell("---"), cell("- [ ] A.1 a")];
    const text = JSON.stringify({ nbformat: 4, cells });
    expect(brief(read(text, "a.ipynb"))).toEqual(["A.1 open", "A.2 done"]);
  });

  test("a line that an entry of the source does not begin leads to the entry", () => {
    const cells = [{ cell_type: "markdown", source: ["Text\n\n- [x] A.1 a\n", "- [ ] A.2 b"] }];
    const text = JSON.stringify({ nbformat: 4, cells }, undefined, 1);
    const { items } = read(text, "a.ipynb");
    expect(items.map(({ place }) => place.line)).toEqual([7, 8]);
  });

  test("neither a fence nor a comment of one cell hides the next one", () => {
    const cells = ["```\n- [x] A.1 a", "<!--", "- [ ] A.2 b"].map((source) => ({
      cell_type: "markdown",
      source,
    }));
    expect(brief(read(JSON.stringify({ nbformat: 4, cells }), "a.ipynb"))).toEqual(["A.2 open"]);
  });

  test.each([
    ["{", "not valid YAML"],
    ["[]", "expected a mapping"],
    ['{"nbformat":3,"worksheets":[]}', "`nbformat`: expected at least 4"],
    ['{"nbformat":4}', "`cells`: is missing"],
    ['{"nbformat":4,"cells":[{"cell_type":"markdown"}]}', "source"],
    ['{"nbformat":4,"cells":[]}', "there is none"],
    ['{"nbformat":4,"metadata":{"reviewed":["now"]},"cells":[]}', "reviewed"],
    [
      JSON.stringify({
        nbformat: 4,
        cells: Array.from({ length: 30 }, () => ({
          cell_type: "markdown",
          source: "x".repeat(10_000),
        })),
      }),
      "in all cells",
    ],
    [
      JSON.stringify({ nbformat: 4, cells: [{ cell_type: "markdown", source: "> ".repeat(60) }] }),
      "at most 50 deep",
    ],
  ])("%.60s is refused", (text, reason) => {
    expect(parseChecklist(text, "a.ipynb")).toMatchObject({
      cause: "invalid",
      reason: expect.stringContaining(reason),
    });
  });
});

describe("reStructuredText", () => {
  test.each<[string, readonly string[]]>([
    ["* [x] A.1 a\n* [X] A.2 b\n", ["A.1 done", "A.2 done"]],
    ["#. [x] A.1 a\n2. [ ] A.2 b\n(3) [ ] A.3 c\n", ["A.1 done", "A.2 open", "A.3 open"]],
    ["- [x] Signed\n\n  - [ ] Signed\n", ["signed done", "signed-2 open"]],
    ["* [NA] A.1 a\n\n  no people\n", ["A.1 not-applicable: no people"]],
    ["* [ ] (N/A) A.1 a\n\n  - no people\n", ["A.1 not-applicable: no people"]],
    ["* [ ] :strike:`A.1 a` no people\n", ["A.1 not-applicable: no people"]],
    ["* [ ] :del:`A.1 a`\n", ["A.1 open: N/A"]],
    ["* [x] A.1 a::\n\n    - [x] A.2 b\n\n* [ ] A.3 c\n", ["A.1 done", "A.3 open"]],
    ["* [ ] A.1 a\n\nN/A: not indented\n", ["A.1 open"]],
    ["* [ ] A.1 a\n\n\tN/A: by a tab\n", ["A.1 not-applicable: by a tab"]],
    ["* [ ] A.1 a\n* [x] A.1 a\n", ["A.1 done"]],
    [".. comment\n   * [x] A.1 a\n\n* [ ] A.2 b\n", ["A.2 open"]],
  ])("%j", (text, items) => {
    expect(brief(read(text, "a.rst"))).toEqual(items);
  });

  test.each([
    ["* [x]\n", "there is none"],
    ["* [x]a\n", "there is none"],
    ["* [~] a\n", "there is none"],
    ["[x] a\n", "there is none"],
    ["* \\[x] a\n", "there is none"],
    [":reviewed: some day\n\n* [x] a\n", "such as `2026-11-01 ethics council`"],
    [":reviewed: 2026-02-30 by us\n\n* [x] a\n", "such as `2026-11-01 ethics council`"],
    ["* [x] a\0\n", "NUL byte"],
  ])("%j is refused", (text, reason) => {
    expect(parseChecklist(text, "a.rst")).toMatchObject({
      cause: "invalid",
      reason: expect.stringContaining(reason),
    });
  });
});

describe("HTML", () => {
  test.each<[string, readonly string[]]>([
    ["<li><input type=checkbox checked>A.1 a<li><input type=CHECKBOX>A.2 b", ["A.1 done", "A.2 open"]],
    ["<p><input type=checkbox> A.1 a<br><input type=checkbox checked=false> A.2 b</p>", ["A.1 open", "A.2 done"]],
    ["<li><input type=checkbox checked>a<ul><li><input type=checkbox>b</ul>", ["a done", "b open"]],
    ["<label><input type=checkbox>A.1 a &amp; b</label>", ["A.1 open"]],
    ["<li><input type=checkbox><s>A.1 a</s> no people", ["A.1 not-applicable: no people"]],
    ["<li><input type=checkbox><strike>A.1 a</strike>", ["A.1 open: N/A"]],
    ["<li><input type=checkbox>A.1 a <del>old</del><p>N/A: no people</p>", ["A.1 not-applicable: no people"]],
    ["<li><input type=checkbox>[N/A] A.1 a<div>no people</div>", ["A.1 not-applicable: no people"]],
    ["<li><input type=checkbox>A.1 a<!-- N/A: hidden --><script>N/A: hidden</script>", ["A.1 open"]],
    ["<template><li><input type=checkbox checked>A.1 a</template><li><input type=checkbox>A.2 b", ["A.2 open"]],
    ["<pre><input type=checkbox checked>A.1 a</pre><li><input type=checkbox>A.2 b", ["A.2 open"]],
    ["<input type=checkbox checked>A.1 a", ["A.1 done"]],
    ["<ul><li><input type=checkbox checked>A.1 a</ul><ul><li><input type=checkbox>A.1 a</ul>", ["A.1 open"]],
  ])("%s", (text, items) => {
    expect(brief(read(text, "a.html"))).toEqual(items);
  }); // prettier-ignore

  test("words of an item stand on one line whatever the source looks like", () => {
    const [item] = read(
      "<li><input type=checkbox>\n <b>A.1\n Consent:</b>\n\tasked?",
      "a.html",
    ).items;
    expect(item).toMatchObject({ id: "A.1", text: "Consent: asked?" });
  });

  test.each([
    ["<li><input type=radio checked>A.1 a", "there is none"],
    ["- [x] A.1 a", "there is none"],
    ["", "there is none"],
    ["<div>".repeat(300), "at most 200 deep"],
    [`<li><input type=checkbox>${"x".repeat(300_000)}`, "bytes of HTML"],
    ['<meta name=reviewed content="soon"><li><input type=checkbox>a', "2026-11-01"],
    ["<meta name=reviewed><li><input type=checkbox>a", "2026-11-01"],
  ])("%.40s is refused", (text, reason) => {
    expect(parseChecklist(text, "a.html")).toMatchObject({
      cause: "invalid",
      reason: expect.stringContaining(reason),
    });
  });
});

const item = (filled: string): string => `items:\n  - {id: A.1, text: a b${filled}}\n`;

describe("YAML", () => {
  test.each([
    ["", "A.1 open"],
    [", answer: yes it is", "A.1 done: yes it is"],
    [", answer: TODO", "A.1 open: TODO"],
    [", answer: 'N/A: no people'", "A.1 not-applicable: no people"],
    [", reason: no people", "A.1 not-applicable: no people"],
    [", reason: TBD", "A.1 open: N/A"],
    [", state: not-applicable", "A.1 open: N/A"],
    [", state: not-applicable, answer: no people", "A.1 not-applicable: no people"],
    [", state: done", "A.1 done"],
    [", state: open, answer: not sure yet", "A.1 open: not sure yet"],
  ])("%s", (filled, expected) => {
    expect(brief(read(item(filled), "a.yml"))).toEqual([expected]);
  });

  test("questions of MLTRL ask for answers", () => {
    const text = "items:\n  - {id: pre/legal/1, text: How do we comply?, answer: By contract.}\n";
    expect(read(text, "a.yml").form).toBe("questions");
  });

  test.each([
    ["items: []\n", 1, "there is none"],
    ["items:\n  - {id: A.1, text: a, anwser: x}\n", 2, "did you mean"],
    ["items:\n  - {id: A.1, text: a, state: ready}\n", 2, "`done`, `open`, `not-applicable`"],
    ["title: a\n", 1, "`items`: is missing"],
    ["- a\n", 1, "expected a mapping"],
    ["title: a\nsections: [{title: b}]\n", 2, "section_id"],
    ["items: []\nreviewed: [{date: today, by: us}]\n", 2, "expected a day"],
    ["items: []\nreviewed: [{date: 2026-11-01}]\n", 2, "by"],
    ["a: [", 1, "not valid YAML"],
  ])("%j is refused", (text, line, reason) => {
    expect(parseChecklist(text, "a.yml")).toMatchObject({
      cause: "invalid",
      reason: expect.stringContaining(reason),
      places: expect.arrayContaining([expect.objectContaining({ line })]),
    });
  });
});

describe("reviews in front matter", () => {
  test("none where there is no front matter, or none in it", () => {
    expect(read("- [x] a\n", "a.md").reviewed).toEqual([]);
    expect(read("---\ntitle: x\n---\n- [x] a\n", "a.md").reviewed).toEqual([]);
  });

  test.each([
    ["reviewed: today\n", "expected a list"],
    ["reviewed:\n  - {date: 2026-11-31, by: us}\n", "expected a day"],
    ["reviewed:\n  - {date: 2026-11-30, by: us, so: x}\n", "unknown key"],
    ["reviewed: &a []\n", ""],
  ])("%j is refused", (yaml, reason) => {
    expect(parseChecklist(`---\n${yaml}---\n- [x] a\n`, "a.md")).toMatchObject({
      cause: "invalid",
      reason: expect.stringContaining(reason),
      places: [{ path: "a.md", line: expect.any(Number) }],
    });
  });
});

/** Pieces of every form, put together as nobody would. */
const PIECES = [
  "* [x] ", "- [ ] ", "A.1 ", "\n", "\n\n  ", ":strike:`", "`", "..", "::", "<li>", "</ul>", "<input type=checkbox ", "checked>", ">",
  "<del>", "</del>", "<!--", "items: ", "sections:", "- {id: a, text: b c", "}", "N/A", "TODO", '{"nbformat":4,"cells":[', '{"cell_type":"markdown","source":"', '"}', "]}",
]; // prettier-ignore

test.each(CHECKLIST_ENDINGS)(
  "whatever stands in a .%s file is read, or the reason is told",
  (ending) => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 300 }),
      fc.json(),
      fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(text, (content) => {
        const fact = parseChecklist(content, `a.${ending}`);
        const sound =
          fact.state === "known"
            ? fact.value.items.every(
                ({ state, answer }) => state !== "not-applicable" || /\w/.test(answer),
              )
            : fact.cause === "invalid" && fact.reason !== "" && (fact.places?.length ?? 0) > 0;
        expect(sound).toBe(true);
      }),
      { numRuns: 300 },
    );
  },
);

test.each<[string, () => string]>([
  ["a.rst", () => "* [x] a\n".repeat(30_000)],
  ["a.rst", () => "  ".repeat(100_000)],
  ["a.html", () => "<b>".repeat(80_000)],
  ["a.html", () => "</x>".repeat(60_000)],
  ["a.html", () => "<li><input type=checkbox>".repeat(10_000)],
  ["a.html", () => "<!--".repeat(60_000)],
  ["a.html", () => `<a ${"b=c ".repeat(60_000)}>`],
  ["a.ipynb", () => `{"nbformat":4,"cells":[${"[".repeat(100_000)}`],
  ["a.ipynb", () => JSON.stringify({ nbformat: 4, cells: Array.from({ length: 20_000 }, () => ({ cell_type: "markdown", source: "> *a" })) })],
  ["a.yml", () => `items: [${"{id: a, text: b},".repeat(14_000)}]`],
])("%s is bounded (%#)", (path, text) => {
  const started = process.cpuUsage();
  expect(parseChecklist(text(), path).state).toBe("unavailable");
  expect(process.cpuUsage(started).user).toBeLessThan(5_000_000);
}); // prettier-ignore

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { inspectFile } from "../../../src/use-cases/inspect/inspect-file.ts";

const FIXTURES = join(import.meta.dirname, "../../evidence/fixtures");

function inspectFixture(path: string) {
  return inspectFile(path, readFileSync(join(FIXTURES, path)));
}

function inspectText(path: string, text: string) {
  return inspectFile(path, new TextEncoder().encode(text));
}

describe("recognises by content", () => {
  test.each([
    ["node.info", "coverage", "lcov"],
    ["coverage/coverage.py/coverage.xml", "coverage", "cobertura"],
    ["coverage/coverage.py/coverage.json", "coverage", "coverage-py"],
    ["coverage/jacoco/jacoco.xml", "coverage", "jacoco"],
    ["coverage/simplecov/resultset.json", "coverage", "simplecov"],
    ["coverage/go/count.out", "coverage", "go-cover"],
    ["coverage/phpunit/clover.xml", "coverage", "clover"],
    ["ctest.xml", "tests", "junit"],
    ["tests/go/red.jsonl", "tests", "go-test-json"],
    ["tests/ctrf/from-pytest.json", "tests", "ctrf"],
    ["checklists/deon.md", "checklist", "deon"],
    ["checklists/deon.html", "checklist", "deon"],
    ["checklists/deon.rst", "checklist", "deon"],
    ["checklists/deon.ipynb", "checklist", "deon"],
    ["checklists/deon.yml", "checklist", "deon"],
    ["checklists/questions.ipynb", "checklist", "questions"],
    ["documents/datasheet.md", "document", "markdown"],
    ["documents/croissant.json", "document", "json"],
    ["documents/model-card-toolkit-0.0.2.json", "document", "json"],
  ])("%s: %s, %s", (path, kind, format) => {
    const inspected = inspectFixture(path);
    expect(inspected).toMatchObject({ file: path, kind, format, problems: [] });
    expect(inspected.items.length).toBeGreaterThan(0);
  });

  test.each([
    ["a.md", "---\nname: a\nlevel: 2\n---\n# a\n", "card", "front-matter"],
    ["a.yml", "version: 1\nresearch: []\n", "requirements", "yaml"],
    ["a.yml", "a: 1\n", "structured", "yaml"],
    ["a.jsonl", '{"a": 1}\n', "structured", "jsonl"],
    ["a.yml", "<<: 1\nb: 2\n", "structured", "yaml"],
    ["deon.yaml", "sections: [{lines: [{line_id: A.1, answer: asked}]}]\n", "checklist", null],
    ["e.yaml", "name: e\nitems: [{id: a, text: b}]\n", "structured", "yaml"],
    ["e.yaml", "items: [{id: a, text: b}]\n", "checklist", "task-list"],
    ["c.info", "SF:a\nDA:1,x\nend_of_record\n", "coverage", "lcov"],
    ["c.md", "| Current Level | 10 |\n|---|---|\n", "card", null],
    ["tags", "nn@v1.0.0\n", "tags", "git-tags"],
    [
      "e.yml",
      "version: 1\nevaluations: [{application: a, dataset: d, split: test, metrics: [{name: r, value: 1}]}]\n",
      "evaluations",
      "yaml",
    ],
    [
      "s.yml",
      "environment: staging\nversion: 1.0.0\nstart: 2026-05-01\nend: 2026-05-09\npassed: true\nregressions: []\n",
      "deployment-test",
      "yaml",
    ],
  ])("%s saying %j: %s, %s", (path, text, kind, format) => {
    expect(inspectText(path, text)).toMatchObject({ kind, format });
  });

  test.each([
    ["picture.png", Uint8Array.from([0x89, 0x50, 0xff, 0x00]), "nor UTF-8 text"],
    ["empty.xml", new TextEncoder().encode(" \r\n"), "empty.xml is empty"],
    ["main.py", new TextEncoder().encode("print(1)\n"), "its ending .py says nothing else"],
  ])("nothing in %s", (path, bytes, reason) => {
    const inspected = inspectFile(path, bytes);
    expect(inspected).toMatchObject({ kind: null, format: null, items: [] });
    expect(inspected.problems[0]?.message).toContain(reason);
  });
});

describe("coverage", () => {
  const lcov = [
    "SF:a.py",
    "FN:1,f",
    "FN:5,g",
    "FNDA:2,f",
    "FNDA:0,g",
    "BRDA:2,0,0,1",
    "BRDA:2,0,1,-",
    "DA:1,2",
    "DA:2,1",
    "DA:5,0",
    "end_of_record",
    "",
  ].join("\n");

  test("shows lines, branches and functions apart, of each file and in sum", () => {
    const counts = { covered: 2, missed: 1, total: 3 };
    const half = { covered: 1, missed: 1, total: 2 };
    expect(inspectText("a.info", lcov)).toMatchObject({
      summary: { files: 1, lines: counts, branches: half, functions: half },
      items: [
        {
          path: "a.py",
          lines: counts,
          branches: half,
          functions: half,
          lineNumbers: { covered: [1, 2], missed: [5] },
        },
      ],
    });
  });

  test("says null of what no file measures", () => {
    const { summary, items } = inspectText("c.out", "mode: set\nacme/a.go:1.1,3.2 2 1\n");
    expect(summary).toMatchObject({ branches: null, functions: null });
    expect(Object.keys(items[0] ?? {})).toEqual(["path", "lines", "lineNumbers"]);
  });

  test("names what is wrong, with its line", () => {
    expect(inspectText("c.xml", "<coverage><packages>\n</coverage>").problems).toEqual([
      expect.objectContaining({ line: 2, message: expect.any(String) }),
    ]);
  });
});

test("tests show each case with its outcome", () => {
  const xml =
    '<testsuite name="s"><testcase classname="c" name="REQ-4.2.1 works"/><testcase name="b"><failure message="no"/></testcase></testsuite>';
  expect(inspectText("r.xml", xml)).toMatchObject({
    summary: { tests: 2, passed: 1, failed: 1, error: 0, skipped: 0, flaky: 0 },
    items: [
      {
        suite: "s",
        class: "c",
        name: "REQ-4.2.1 works",
        outcome: "passed",
        requirements: ["4.2.1"],
      },
      { suite: "s", name: "b", outcome: "failed", message: "no" },
    ],
  });
});

test("a test that passed only when it was run again says so", () => {
  const xml =
    '<testsuite name="s"><testcase name="a"><flakyFailure message="once"/></testcase><testcase name="b"/></testsuite>';
  expect(inspectText("r.xml", xml).items).toEqual([
    expect.objectContaining({ name: "a", outcome: "passed", flaky: true }),
    expect.not.objectContaining({ flaky: true }),
  ]);
});

test.each([
  ["tests without a test", "r.xml", "<testsuites/>", "no test"],
  [
    "a tool's report without a verdict",
    "r.json",
    '{"success": true, "results": [], "statistics": {"evaluated_expectations": 0, "successful_expectations": 0, "unsuccessful_expectations": 0}}',
    "selects 0 values",
  ],
  [
    "a checklist whose form is wrong",
    ".mltrl/ethics/a.yml",
    "items: [{id: A.1, text: b, anwser: c}]\n",
    "did you mean `answer`",
  ],
  ["SimpleCov's percentage without a file", "r.json", '{"result": {"line": 99.1}}', "no file"],
  ["tags that name no artifact", "tags.txt", "weekly\nnightly\n", "such as nn@v1.2.0"],
  [
    "a pointer of Git LFS",
    "r.json",
    `version https://git-lfs.github.com/spec/v1\noid sha256:${"a".repeat(64)}\nsize 12\n`,
    "git lfs pull",
  ],
  [
    "a table card without a level",
    "c.md",
    "| Current Level | |\n|---|---|\n| Owner(s) | a |\n",
    "`Current Level`",
  ],
])("%s is a problem", (_, path, text, message) => {
  expect(inspectText(path, text).problems).toEqual([
    expect.objectContaining({ message: expect.stringContaining(message) }),
  ]);
});

test("requirements show their risk, before and after mitigation", () => {
  const text =
    "version: 1\nproduct:\n  - id: 4.2.1\n    statement: finds\n    risk: { p-failure: 0.7, value: 10, mitigation: [a], residual: { p-failure: 0.3, value: 10 } }\n  - id: 4.3\n    statement: fast\n";
  expect(inspectText("r.yml", text).items).toEqual([
    expect.objectContaining({ id: "4.2.1", risk: 7, residual: 3 }),
    expect.not.objectContaining({ risk: expect.anything() }),
  ]);
});

test("cells of a card that hold nothing but a template's words are placeholders", () => {
  const card =
    "| Current Level | 3 |\n|---|---|\n| Owner(s) | *link to a page* |\n\n## Caveats\n\n[More Information Needed]\n\n## Intended use\n\n*link here*\n";
  const { items } = inspectText("c.md", card);
  expect(items.filter(({ state }) => state === "placeholder").map(({ id }) => id)).toEqual([
    "owners",
    "caveats",
    "intended-use",
  ]);
});

test("checklists and cards show their items with state and line", () => {
  const list = "- [x] **A.1 Consent**: asked\n- [ ] **A.2 Bias**: looked at\n";
  expect(inspectText("e.md", list)).toMatchObject({
    summary: { items: 2, done: 1, open: 1, notApplicable: 0 },
    items: [
      { id: "A.1", state: "done", line: 1 },
      { id: "A.2", state: "open", line: 2 },
    ],
  });
  const card = "---\nname: a\nlevel: 2\nmodels: [{name: m}]\n---\n# a\n\n## TL;DR\n\nFinds.\n";
  expect(inspectText("c.md", card).items).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ part: "section", id: "tl-dr", state: "filled", line: 8 }),
      expect.objectContaining({ part: "model", id: "m", state: "without a version", line: 4 }),
    ]),
  );
});

test("a card that cannot be read says why", () => {
  const { kind, problems } = inspectText("c.md", "---\nname: a\nlevel: 12\n---\n");
  expect(kind).toBe("card");
  expect(problems).toEqual([expect.objectContaining({ line: 3 })]);
});

test("tags show artifact, event and version, and what is wrong with them", () => {
  const inspected = inspectText("tags.txt", "nn@v1.2.0\nnn#prod#2\nnn@1.0.0\nrelease\n");
  expect(inspected.items).toEqual([
    { tag: "nn@v1.2.0", artifact: "nn", event: "register", version: "1.2.0", problems: [] },
    { tag: "nn#prod#2", artifact: "nn", event: "assign", stage: "prod", problems: [] },
    { tag: "nn@1.0.0", problems: [expect.stringContaining("expected a v")] },
    { tag: "release", problems: [] },
  ]);
  expect(inspected.problems).toEqual([{ message: expect.stringContaining("nn@1.0.0: ") }]);
});

test("a tool's report shows what it comes to", () => {
  const sarif = JSON.stringify({
    version: "2.1.0",
    runs: [
      { tool: { driver: { name: "t" } }, results: [{ level: "error", message: { text: "x" } }] },
    ],
  });
  expect(inspectText("r.json", sarif)).toMatchObject({ format: "sarif", summary: { failed: 1 } });
});

test("numbers that JSON has no word for stay visible", () => {
  expect(inspectText("m.json", '{"auc": NaN}').items).toEqual([
    { key: "auc", type: "number", value: "NaN", line: 1 },
  ]);
});

describe("the handbook names every key of", () => {
  const handbook = readFileSync(join(import.meta.dirname, "../../../docs/commands.md"), "utf8");
  const table = handbook.slice(handbook.indexOf("### What inspect prints"));

  test.each([
    ["coverage", inspectFixture("coverage/coverage.py/coverage.xml")],
    [
      "tests",
      inspectText(
        "r.xml",
        '<testsuite name="s"><testcase classname="c" name="[1.2]" file="a" line="3"><flakyError message="m"/></testcase></testsuite>',
      ),
    ],
    ["checklist", inspectFixture("checklists/questions.ipynb")],
    ["card", inspectText("a.md", "---\nname: a\nlevel: 2\nmodels: [{name: m}]\n---\n\nTODO\n")],
    ["document", inspectFixture("documents/datasheet.md")],
    ["tags", inspectText("tags", "nn@v1.2.3\nnn#prod#2\n")],
    ["structured`, of a tool", inspectText("r.json", '{"ok": true}')],
    ["structured`, of any other form", inspectText("r.json", '{"auc": NaN, "b": []}')],
    [
      "requirements",
      inspectText(
        "r.yml",
        "version: 1\nproduct: [{id: 1.1.1, statement: a, risk: {p-failure: 0.5, value: 2}}]\n",
      ),
    ],
    [
      "evaluations",
      inspectText(
        "e.yml",
        "version: 1\nevaluations: [{application: a, dataset: d, split: test, metrics: [{name: r, value: 1}]}]\n",
      ),
    ],
    [
      "deployment-test",
      inspectText(
        "d.yml",
        "environment: s\nversion: 1.0.0\nstart: 2026-05-01\nend: 2026-05-09\npassed: true\nregressions: [{what: a}]\n",
      ),
    ],
    [
      "stamp",
      inspectText(
        "s.yml",
        `content: sha256:${"a".repeat(64)}\nreports: {a.xml: ${"b".repeat(40)}}\n`,
      ),
    ],
  ])("%s", (start, { kind, summary, items, problems }) => {
    expect({ kind, problems }).toEqual({ kind: start.split("`")[0], problems: [] });
    const row = table.split("\n").find((line) => line.startsWith(`| \`${start}`)) ?? "";
    const keys = [...Object.keys(summary), ...items.flatMap((item) => Object.keys(item))];
    expect(items.length).toBeGreaterThan(0);
    expect(keys.filter((key) => !row.includes(`\`${key}\``))).toEqual([]);
  });
});

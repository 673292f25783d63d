import { describe, expect, test } from "@jest/globals";
import { unavailable } from "../../src/core/model/fact.ts";
import { gatherBaseChecklist, gatherChecklist } from "../../src/gather/checklist.ts";
import { gatherCoverageFloors } from "../../src/gather/coverage-floors.ts";
import { gatherDeclarations } from "../../src/gather/declarations.ts";
import { gatherDocuments } from "../../src/gather/documents.ts";
import { contentDigest, contentOf, gatherFiles, gatherRootFiles } from "../../src/gather/files.ts";
import { notebookId } from "../../src/gather/notebook-id.ts";
import { gatherParts } from "../../src/gather/parts.ts";
import { gatherRecords } from "../../src/gather/records.ts";
import { gatherBaseRequirements, gatherRequirements } from "../../src/gather/requirements.ts";
import { fakeContext, quietContext } from "../support/fake-context.ts";
import type { FakeFile } from "../support/fake-repository.ts";

const CARD = ".mltrl/cards/detector.md";
const CHECKLIST = ".mltrl/ethics/detector.md";
const REQUIREMENTS = ".mltrl/requirements/detector.yml";
const TASKS = "- [x] A.1 Consent: the patients agreed to it\n";
const NEEDS = `version: 1
research:
  - id: "1.1.1"
    statement: The detector shall find nodules.
`;
const card = (extra: string): string => `---\nname: Detector\nlevel: 2\n${extra}---\n`;

describe.each([
  ["checklist", gatherChecklist, gatherBaseChecklist, CHECKLIST, TASKS],
  ["requirements", gatherRequirements, gatherBaseRequirements, REQUIREMENTS, NEEDS],
] as const)("the %s", (_, gather, gatherBase, path, text) => {
  test("is read, of head and of base", async () => {
    const context = await fakeContext({ base: { [path]: text }, head: { [path]: `${text}\n` } });
    expect(await gather(context)).toMatchObject({ state: "known", value: { path } });
    expect(await gatherBase(context)).toMatchObject({ state: "known", value: { path } });
  });

  test("is missing where there is none, which base may lack", async () => {
    const context = await quietContext({});
    expect(await gather(context)).toMatchObject({ cause: "missing", places: [{ path }] });
    expect(await gatherBase(context)).toEqual({ state: "known", value: undefined });
  });

  test("is not known where it cannot be read", async () => {
    const context = await quietContext({ [path]: new Uint8Array([0xff]) });
    expect(await gather(context)).toMatchObject({ cause: "invalid" });
    expect(await gatherDeclarations(context)).toMatchObject({ cause: "invalid" });
  });
});

describe("declarations", () => {
  test("are those of card, requirements and checklist, on both sides", async () => {
    const fact = await gatherDeclarations(
      await fakeContext({
        base: {
          [CARD]: card("models:\n  - name: net\ndatasets:\n  - name: scans\n"),
          [REQUIREMENTS]: NEEDS,
          [CHECKLIST]: TASKS,
        },
        head: { [CARD]: card("") },
      }),
    );
    if (fact.state === "unavailable") throw new Error(fact.reason);
    expect(fact.value.base.map(({ sort, id }) => `${sort} ${id}`)).toEqual([
      "model net",
      "dataset scans",
      "requirement 1.1.1",
      "checklist-item A.1",
    ]);
    expect(fact.value.head).toEqual([]);
  });

  test("are not known where a side cannot be read", async () => {
    for (const sides of [
      { base: { [CARD]: "no card" }, head: { [CARD]: card("") } },
      { base: { [CARD]: card("") }, head: { [CARD]: "no card" } },
    ]) {
      expect(await gatherDeclarations(await fakeContext(sides))).toMatchObject({
        cause: "invalid",
      });
    }
  });
});

test("documents are those of the component's folder and those its card points to", async () => {
  const fact = await gatherDocuments(
    await quietContext({
      [CARD]: card("documents:\n  plan: docs/plan.md\n  slo: docs/gone.md\n"),
      ".mltrl/documents/detector/plan.md": "# Own\n\nText.\n",
      ".mltrl/documents/detector/testbed.md": "# Testbed\n\nText.\n",
      ".mltrl/documents/other/slo.md": "# Other\n",
      "docs/plan.md": "# Elsewhere\n\nText.\n",
    }),
  );
  if (fact.state === "unavailable") throw new Error(fact.reason);
  expect([...fact.value.keys()].toSorted()).toEqual(["plan", "slo", "testbed"]);
  expect(fact.value.get("plan")).toMatchObject({ value: { path: "docs/plan.md" } });
  expect(fact.value.get("slo")).toMatchObject({ cause: "missing" });
});

test("documents are found without a readable card", async () => {
  const fact = await gatherDocuments(
    await quietContext({ [CARD]: "no card", ".mltrl/documents/detector/plan.md": "# Plan\n" }),
  );
  expect(fact.state === "known" && [...fact.value.keys()]).toEqual(["plan"]);
});

test("records are read in the order of their names; one that cannot be read stays visible", async () => {
  const fact = await gatherRecords(
    await quietContext({
      ".mltrl/switchbacks/detector/2026-02-01-3-to-2.yml": "{",
      ".mltrl/switchbacks/detector/2026-01-01-3-to-2.yml": `version: 1
component: detector
from: 3
to: 2
type: discovery
date: 2026-01-01
reason: Thick slices turned out to need another formulation.
reviewers: [lead]
`,
      ".mltrl/decisions/detector/2026-01-01-2.yml": new Uint8Array([0xff]),
      ".mltrl/reviews/other/2026-01-01-1-to-2.yml": "{",
    }),
  );
  if (fact.state === "unavailable") throw new Error(fact.reason);
  expect(fact.value.switchbacks.map(({ state }) => state)).toEqual(["known", "unavailable"]);
  expect(fact.value.decisions).toEqual([expect.objectContaining({ cause: "invalid" })]);
  expect(fact.value.reviews).toEqual([]);
});

test("the levels of a system's parts; one without a card is at 0", async () => {
  const fact = await gatherParts(
    await quietContext(
      { ".mltrl/cards/a.md": card(""), ".mltrl/cards/c.md": "no card" },
      { component: { parts: ["a", "b", "c"] } },
    ),
  );
  expect(fact).toMatchObject({
    state: "known",
    value: [
      { id: "a", level: { state: "known", value: 2 } },
      { id: "b", level: { state: "known", value: 0 } },
      { id: "c", level: { state: "unavailable" } },
    ],
  });
});

const notebook = (source: string, output: string): string =>
  JSON.stringify({ nbformat: 4, cells: [{ cell_type: "code", source, outputs: [output] }] });

const unread = (): never => {
  throw new Error("nothing need be read");
};

const large = (output: string): string => notebook("x", output.repeat(10_485_760));

describe("files", () => {
  const FILES = {
    "src/a.py": "a",
    "src/notes.md": "n",
    "README.md": "r",
    ".mltrl/config.yml": "c",
  };
  const component = { paths: ["src/**", ".mltrl/**"], ignore: ["**/*.md"] };

  test("of a component are those under its paths; its content leaves out records and what it ignores", async () => {
    const context = await quietContext(FILES, { component });
    const [files, content] = await Promise.all([
      gatherFiles(context),
      contentOf(context.component, context.view),
    ]);
    const paths = (fact: typeof files): unknown =>
      fact.state === "known" ? fact.value.map(({ path }) => path) : fact;
    expect(paths(files)).toEqual([".mltrl/config.yml", "src/a.py", "src/notes.md"]);
    expect(paths(content)).toEqual(["src/a.py"]);
  });

  test("of the root", async () => {
    const root = await gatherRootFiles(await quietContext(FILES));
    expect(root).toMatchObject({ value: [{ path: "README.md" }] });
  });

  const digestWith = async (file: FakeFile, path = "src/n.ipynb"): Promise<unknown> => {
    const context = await quietContext({ ...FILES, [path]: file }, { component });
    const fact = await contentDigest(context.component, context.view);
    return fact.state === "known" ? fact.value : fact;
  };

  test("that are notebooks count without their outputs", async () => {
    const digest = await digestWith(notebook("train()", "0.9"));
    expect(await digestWith(notebook("train()", "0.8"))).toBe(digest);
    expect(await digestWith(notebook("test()", "0.9"))).not.toBe(digest);
  });

  test("that are broken or large notebooks count by their bytes", async () => {
    expect(await digestWith("{")).not.toBe(await digestWith("{ "));
    expect(await digestWith(large("a"))).not.toBe(await digestWith(large("b")));
    expect(await digestWith(new Uint8Array([0xff]))).toMatch(/^sha256:/);
  });

  test("that are large notebooks are known without their size, too", async () => {
    const file = notebook("x", "a".repeat(10_485_760));
    const context = await quietContext({ "src/n.ipynb": file }, { component });
    const id = await notebookId({ path: "src/n.ipynb", type: "blob", id: "abc" }, context.view);
    expect(id).toEqual({ state: "known", value: "abc" });
  });

  test("are read only where they are notebooks", async () => {
    const context = await quietContext(FILES, { component });
    const fact = await contentDigest(context.component, { ...context.view, bytes: unread });
    expect(fact.state).toBe("known");
  });

  test("that are notebooks and cannot be read have no digest", async () => {
    const context = await quietContext({ "src/n.ipynb": "{}" }, { component });
    const lost = unavailable("upstream", "no answer");
    const view = { ...context.view, bytes: () => Promise.resolve(lost) };
    expect(await contentDigest(context.component, view)).toBe(lost);
  });

  test("an unreadable tree has no digest", async () => {
    const context = await quietContext(FILES);
    const lost = unavailable("upstream", "no answer");
    const view = { ...context.view, files: () => Promise.resolve(lost) };
    expect(await contentDigest(context.component, view)).toBe(lost);
  });
});

describe("minimums of coverage in settings", () => {
  test.each([
    [
      "codecov.yml",
      "coverage:\n  status:\n    project:\n      default:\n        target: 80%\n",
      "target: 80%",
      5,
    ],
    [".codecov.yaml", "  target: 5\n", "target: 5", 1],
    ["codecov.yml", "  target: auto\n", undefined, 0],
    [".coveragerc", "[report]\nfail_under = 80\n", "fail_under = 80", 2],
    ["pyproject.toml", "[tool.coverage.report]\nfail_under = 80\n", "fail_under = 80", 2],
    ["setup.cfg", "addopts = --cov-fail-under=80\n", "addopts = --cov-fail-under=80", 1],
    ["jest.config.mjs", "coverageThreshold: {}\n", "coverageThreshold: {}", 1],
    [
      "package.json",
      '{"jest": {"coverageThreshold": {}}}\n',
      '{"jest": {"coverageThreshold": {}}}',
      1,
    ],
    [".nycrc.json", '"check-coverage": true\n', '"check-coverage": true', 1],
    [".nycrc", '"check-coverage": false\n', undefined, 0],
    ["notes.txt", "fail_under = 80\n", undefined, 0],
    ["sub/pyproject.toml", "fail_under = 80\n", undefined, 0],
    ["pyproject.toml", new Uint8Array([0xff]), undefined, 0],
  ])("%s: %j", async (path, text, seen, line) => {
    expect(await gatherCoverageFloors(await quietContext({ [path]: text }))).toEqual({
      state: "known",
      value: seen === undefined ? [] : [{ text: seen, place: { path, line } }],
    });
  });

  test("are not known where the root cannot be read", async () => {
    const context = await quietContext({});
    const lost = unavailable("upstream", "no answer");
    const view = { ...context.view, root: () => Promise.resolve(lost) };
    expect(await gatherCoverageFloors({ ...context, view })).toBe(lost);
  });
});

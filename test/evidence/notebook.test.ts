import { describe, expect, test } from "@jest/globals";
import { notebookDigest } from "../../src/evidence/notebook.ts";

const PATH = "analysis.ipynb";

/** A notebook as Jupyter writes it after it ran. */
const RUN = {
  cells: [
    {
      cell_type: "markdown",
      id: "a1",
      metadata: {},
      source: ["# Slices\n", "Thick ones are few."],
      attachments: { "plot.png": { "image/png": "aGk=" } },
    },
    {
      cell_type: "code",
      execution_count: 7,
      id: "b2",
      metadata: { tags: ["parameters"], scrolled: true },
      outputs: [{ output_type: "stream", name: "stdout", text: ["0.91\n"] }],
      source: ["rate = 0.1\n", "train(rate)"],
    },
  ],
  metadata: {
    kernelspec: { display_name: "Python 3", language: "python", name: "python3" },
    language_info: { name: "python", version: "3.12.1" },
    widgets: { state: {} },
  },
  nbformat: 4,
  nbformat_minor: 5,
};
type Notebook = typeof RUN;

function digest(notebook: unknown): string | undefined {
  const read = notebookDigest(JSON.stringify(notebook), PATH);
  return read.state === "known" ? read.value : undefined;
}

const changed = (change: (notebook: Notebook) => void): unknown => {
  const notebook = structuredClone(RUN);
  change(notebook);
  return notebook;
};
const cell = (notebook: Notebook, i: number): Record<string, unknown> => notebook.cells[i] ?? {};

describe("a notebook's digest", () => {
  test.each<[what: string, change: (notebook: Notebook) => void]>([
    ["outputs", (notebook) => void (cell(notebook, 1)["outputs"] = [])],
    ["execution counts", (notebook) => void (cell(notebook, 1)["execution_count"] = null)],
    ["ids of cells", (notebook) => void delete cell(notebook, 0)["id"]],
    ["metadata of editors", (notebook) => void (cell(notebook, 1)["metadata"] = { tags: ["parameters"], collapsed: true })], // prettier-ignore
    ["metadata of the kernel", (notebook) => void Object.assign(notebook, { metadata: {} })],
    ["the minor format", (notebook) => void (notebook.nbformat_minor = 2)],
    ["how lines are listed", (notebook) => void (cell(notebook, 1)["source"] = "rate = 0.1\ntrain(rate)")], // prettier-ignore
  ])("does not depend on %s", (_, change) => {
    expect(digest(changed(change))).toBe(digest(RUN));
  });

  test.each<[what: string, change: (notebook: Notebook) => void]>([
    ["code", (notebook) => void (cell(notebook, 1)["source"] = ["rate = 0.2\n", "train(rate)"])],
    ["text", (notebook) => void (cell(notebook, 0)["source"] = ["# Other"])],
    ["kinds of cells", (notebook) => void (cell(notebook, 0)["cell_type"] = "raw")],
    ["tags", (notebook) => void (cell(notebook, 1)["metadata"] = {})],
    ["attachments", (notebook) => void delete cell(notebook, 0)["attachments"]],
    ["order", (notebook) => void (notebook.cells = notebook.cells.toReversed())],
    ["cells that come", (notebook) => void notebook.cells.push(...structuredClone(RUN.cells))],
    ["cells that go", (notebook) => void notebook.cells.pop()],
  ])("depends on %s", (_, change) => {
    expect(digest(changed(change))).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(digest(changed(change))).not.toBe(digest(RUN));
  });

  test.each<[what: string, text: string, reason: string]>([
    ["no JSON", "{", "is not a notebook"],
    ["another JSON", "[1]", "is not a notebook"],
    ["an old format", JSON.stringify({ nbformat: 3, worksheets: [] }), "is not a notebook"],
    ["no cells", JSON.stringify({ nbformat: 4, cells: {} }), "is not a notebook"],
    ["a cell without source", JSON.stringify({ nbformat: 4, cells: [{ cell_type: "code" }] }), "cell 1 of analysis.ipynb has no kind or no source"], // prettier-ignore
    ["a cell without kind", JSON.stringify({ nbformat: 4, cells: [{ source: "" }] }), "cell 1"],
    ["a source of numbers", JSON.stringify({ nbformat: 4, cells: [{ cell_type: "code", source: [1] }] }), "cell 1"], // prettier-ignore
    ["a cell that is none", JSON.stringify({ nbformat: 4, cells: [null] }), "cell 1"],
    ["too many cells", JSON.stringify({ nbformat: 4, cells: Array.from({ length: 20_001 }, () => ({ cell_type: "code", source: "" })) }), "is not a notebook"], // prettier-ignore
    ["endless depth", `{"nbformat":4,"cells":${"[".repeat(100_000)}`, "is not a notebook"],
  ])("there is none of %s", (_, text, reason) => {
    expect(notebookDigest(text, PATH)).toMatchObject({
      state: "unavailable",
      cause: "invalid",
      reason: expect.stringContaining(reason),
    });
  });

  test("is not fooled by names of objects' own", () => {
    const text = '{"nbformat":4,"cells":[{"cell_type":"code","source":"","__proto__":{"a":1}}]}';
    expect(notebookDigest(text, PATH).state).toBe("known");
  });
});

import { describe, expect, test } from "@jest/globals";
import { gatherChecklist } from "../../src/gather/checklist.ts";
import { quietContext } from "../support/fake-context.ts";
import type { FakeTree } from "../support/fake-repository.ts";

const gathered = async (files: FakeTree) => gatherChecklist(await quietContext(files));

describe("the ethics checklist", () => {
  test.each([
    ["md", "- [x] A.1 a\n"],
    ["Rmd", "- [x] A.1 a\n"],
    ["rst", "* [x] A.1 a\n"],
    ["ipynb", '{"nbformat":4,"cells":[{"cell_type":"markdown","source":"- [x] A.1 a"}]}'],
    ["html", "<li><input type=checkbox checked>A.1 a"],
    ["yml", "items: [{id: A.1, text: a, state: done}]\n"],
  ])("may be a .%s file", async (ending, text) => {
    const path = `.mltrl/ethics/detector.${ending}`;
    expect(await gathered({ [path]: text })).toMatchObject({
      state: "known",
      value: { path, items: [{ id: "A.1", state: "done" }] },
    });
  });

  test("is missing where there is none of this component", async () => {
    const files = {
      ".mltrl/ethics/other.md": "- [x] A.1 a\n",
      ".mltrl/ethics/detector.docx": "x",
      ".mltrl/ethics/detector.old.md": "- [x] A.1 a\n",
    };
    expect(await gathered(files)).toMatchObject({
      state: "unavailable",
      cause: "missing",
      places: [{ path: ".mltrl/ethics/detector.md" }],
    });
  });

  test("is one: of two nobody can say which one counts", async () => {
    const files = {
      ".mltrl/ethics/detector.md": "- [x] A.1 a\n",
      ".mltrl/ethics/detector.html": "<li><input type=checkbox>A.1 a",
    };
    expect(await gathered(files)).toMatchObject({
      cause: "invalid",
      reason: expect.stringContaining("detector.html and .mltrl/ethics/detector.md"),
    });
  });
});

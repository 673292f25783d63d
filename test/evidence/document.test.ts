import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import type { Document } from "../../src/core/model/document.ts";
import { referencesIn } from "../../src/evidence/document-references.ts";
import { parseDocument } from "../../src/evidence/document.ts";

function read(text: string, path = "plan.md"): Document {
  const fact = parseDocument(text, path);
  if (fact.state === "unavailable") throw new Error(fact.reason);
  return fact.value;
}

const sections = ({ sections }: Document): unknown =>
  sections.map(({ heading, text, place }) => [heading, text, place.line]);

describe("Markdown", () => {
  test("headings with everything below them, without comments", () => {
    const document = read(
      "---\ntitle: x\n---\n# Plan\n\nFirst.\n\n<!-- a hint -->\n\n## Data *we* use\n\n- one\n- two\n\n## Empty\n\n# Next\n\n## Only a heading\n",
    );
    expect(sections(document)).toEqual([
      ["Plan", "First.\none\ntwo", 4],
      ["Data we use", "one\ntwo", 10],
      ["Empty", "", 15],
      ["Next", "", 17],
      ["Only a heading", "", 19],
    ]);
  });

  test("text before the first heading, or without any", () => {
    expect(sections(read("\nJust text.\n"))).toEqual([["", "Just text.", 2]]);
    expect(sections(read("Lead\n\n# A\n"))).toEqual([
      ["", "Lead", 1],
      ["A", "", 3],
    ]);
    expect(sections(read("<!-- nothing -->\n"))).toEqual([]);
  });

  test("references in text and links, not in comments and code", () => {
    const { references } = read(`# A
See [this](https://doi.org/10.1000/ABC) and doi:10.1000/abc, (https://a.example/x).
<!-- https://hidden.example -->
\`https://code.example\` ![](https://image.example/a.png) <https://b.example/>
[c]: https://c.example/y

<div>https://d.example/</div>
`);
    expect(references).toEqual([
      "doi:10.1000/abc",
      "https://a.example/x",
      "https://b.example/",
      "https://c.example/y",
      "https://d.example/",
    ]);
  });
});

describe("YAML", () => {
  test.each(["slo.yml", "slo.yaml", "SLO.YML"])("top-level keys as headings (%s)", (path) => {
    const document = read(
      "latency: 1.10 s\nowners:\n  - ada\n  -\n  - {name: lin, role: }\nempty:\nnested: {a: {b: see https://a.example}}\n",
      path,
    );
    expect(sections(document)).toEqual([
      ["latency", "1.10 s", 1],
      ["owners", "ada\nname: lin", 2],
      ["empty", "", 6],
      ["nested", "a: b: see https://a.example", 7],
    ]);
    expect(document.references).toEqual(["https://a.example"]);
  });
});

describe("what cannot be read", () => {
  test.each([
    ["plan.md", "", undefined, "plan.md is empty"],
    ["plan.md", " \n\n", undefined, "plan.md is empty"],
    ["plan.md", "> ".repeat(100), 1, "at most 50 deep"],
    ["a.yml", "- a\n- b\n", 1, "expected keys at the top level"],
    ["a.yml", "just text\n", 1, "expected keys at the top level"],
    ["a.yml", "# nothing\n", 1, "is empty"],
    ["a.yml", "~\n", 1, "expected keys at the top level"],
    ["a.yml", "a: 1\na: 2\n", 2, "twice"],
    ["a.yml", "a: *x\n", 1, ""],
  ])("%s: %j", (path, text, line, reason) => {
    const fact = parseDocument(text, path);
    expect(fact).toMatchObject({
      state: "unavailable",
      cause: "invalid",
      reason: expect.stringContaining(reason),
      places: [line === undefined ? { path } : { path, line }],
    });
  });

  test("any text is read, or the reason is told", () => {
    const path = fc.constantFrom("a.md", "a.yml");
    fc.assert(
      fc.property(fc.string(), path, (text, path) => {
        const fact = parseDocument(text, path);
        const sound = fact.state === "known" ? text.trim() !== "" : (fact.places?.length ?? 0) > 0;
        expect(sound).toBe(true);
      }),
    );
  });
});

describe("references", () => {
  test.each([
    ["10.1038/s41467-022-33128-9", ["doi:10.1038/s41467-022-33128-9"]],
    ["https://dx.doi.org/10.1/x", ["https://dx.doi.org/10.1/x"]],
    ["doi: 10.1000/a(b)c.", ["doi:10.1000/a(b)c"]],
    ["(doi:10.1000/a)", ["doi:10.1000/a"]],
    ["arXiv:2101.03989v2", ["arxiv:2101.03989"]],
    ["arXiv: hep-th/9901001", ["arxiv:hep-th/9901001"]],
    ["arXiv:math.GT/0309136", ["arxiv:math.gt/0309136"]],
    ["https://arxiv.org/abs/2101.03989", ["arxiv:2101.03989"]],
    ["http://www.arxiv.org/pdf/2101.03989v1.pdf", ["arxiv:2101.03989"]],
    ["https://doi.org/10.48550/arXiv.2101.03989", ["doi:10.48550/arxiv.2101.03989"]],
    [
      "https://a.example/b. https://a.example/b, HTTPS://x.example",
      ["https://a.example/b", "HTTPS://x.example"],
    ],
    ["https://en.example/wiki/A_(b))", ["https://en.example/wiki/A_(b)"]],
    ["https://a.example/(b).", ["https://a.example/(b)"]],
    ["https://a.example)", ["https://a.example"]],
    ["version 10.2/3 of 2101.03989 at www.example.com", []],
    ["https://", []],
  ])("%s", (text, expected) => {
    expect(referencesIn(text)).toEqual(expected);
  });
});

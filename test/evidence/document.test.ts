import { readFileSync } from "node:fs";
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
      ["title", "x", 2],
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
  test.each(["slo.yml", "slo.yaml", "SLO.YML"])("keys at every depth as headings (%s)", (path) => {
    const document = read(
      "latency: 1.10 s\nowners:\n  - ada\n  -\n  - {name: lin, role: }\nempty:\nnested: {a: {b: see https://a.example}}\n",
      path,
    );
    expect(sections(document)).toEqual([
      ["latency", "1.10 s", 1],
      ["owners", "ada\nname: lin", 2],
      ["owners.name", "lin", 5],
      ["owners.role", "", 5],
      ["empty", "", 6],
      ["nested", "a: b: see https://a.example", 7],
      ["nested.a", "b: see https://a.example", 7],
      ["nested.a.b", "see https://a.example", 7],
    ]);
    expect(document.references).toEqual(["https://a.example"]);
    expect(document.sections.every(({ key }) => key)).toBe(true);
  });

  test("what one entry of a list lacks is empty there", () => {
    const document = read(
      "owners:\n  - {name: ada, role: lead}\n  - {name: lin}\n  - just text\n",
      "a.yml",
    );
    expect(sections(document)).toEqual([
      ["owners", "name: ada\nrole: lead\nname: lin\njust text", 1],
      ["owners.name", "ada", 2],
      ["owners.role", "lead", 2],
      ["owners.name", "lin", 3],
      ["owners.role", "", 3],
    ]);
  });
});

/** Texts of a document's sections by heading, of one that repeats the last. */
function texts(name: string): Record<string, string> {
  const text = readFileSync(new URL(`fixtures/documents/${name}`, import.meta.url), "utf8");
  return Object.fromEntries(read(text, name).sections.map(({ heading, text }) => [heading, text]));
}

describe("descriptions of models and datasets", () => {
  test("Model Card Toolkit 0.0.1", () => {
    const card = texts("model-card-toolkit-0.0.1.json");
    expect(card).toMatchObject({
      "model_details.owners.contact": "imaging@acme.example",
      "model_details.version.name": "v1.10",
      "model_details.license": "Apache-2.0",
      "model_details.citation": "",
      "model_parameters.data.train.name": "chest-scans",
      "model_parameters.data.eval.name": "",
      "considerations.limitations": "Slices above three millimetres.",
      "considerations.ethical_considerations.mitigation_strategy": "",
    });
  });

  test("Model Card Toolkit 0.0.2, whose pictures are no text", () => {
    expect(texts("model-card-toolkit-0.0.2.json")).toMatchObject({
      "model_details.owners.contact": "",
      "model_details.licenses.identifier": "Apache-2.0",
      "model_details.version.diff": "Trained on thinner slices.",
      "model_parameters.data.graphics.collection.image": "",
      "model_parameters.data.graphics": "collection: name: Sizes",
      "quantitative_analysis.performance_metrics.confidence_interval.lower_bound": "0.88",
    });
  });

  test("a model card of a hub: front matter and headings", () => {
    expect(texts("model-card.md")).toMatchObject({
      license: "apache-2.0",
      "model-index.results.dataset.revision": "5503434ddd753f426f4b38109466949a1217c2bb",
      "model-index.results.metrics.value": "0.82",
      "Direct Use": "A second reading of scans in screening, by detect <scan> in the archive.",
      "Out-of-Scope Use": "",
      "Bias, Risks, and Limitations": "Slices above three millimetres are not read.",
      "Environmental Impact": "",
    });
  });

  test("Croissant, by the short names of its properties", () => {
    const card = texts("croissant.json");
    expect(card).toMatchObject({
      license: "https://creativecommons.org/licenses/by/4.0/",
      version: "1.10.0",
      "rai:dataUseCases": "Training and validation of detectors of nodules.",
      "rai:dataPreprocessingProtocol": "Resampled to one millimetre.\nNames and dates removed.",
      "rai:dataReleaseMaintenancePlan": "Reviewed every year by the imaging team.",
      "rai:dataSocialImpact": "",
      "distribution.@id": "scans.tar",
    });
    expect(Object.keys(card)).not.toContain("@context");
  });
});

/** What a template left in a document, each piece with its line. */
const leftIn = ({ placeholders }: Document): unknown =>
  placeholders.map(({ text, place }) => [text, place.line]);

describe("what a template left", () => {
  test.each([
    ["TODO", ""],
    ["[More Information Needed]", ""],
    ["<what it is for>", ""],
    ["Latency is TBD. Memory is 2 GB.", "Memory is 2 GB."],
    ["TODO: ask the clinic\nKept for ten years.", "Kept for ten years."],
    ["Kept for [insert number] years", ""],
    ["A list of TODO items is kept.", "A list of TODO items is kept."],
    ["`GET /models/<id>` gives one.", "GET /models/<id> gives one."],
    ["*link to the plan of the clinic*", ""],
    ["*[link to the plan](https://a.example)*", "link to the plan"],
    ["[link](https://a.example)", "link"],
    ["| a | b |\n|---|---|\n| TBD | yes |", "a | b\n | yes"],
    ["- TBD\n- kept", "kept"],
    ["```\nTODO\n```", "TODO"],
    ["Recall is good. A quick view of the main req's, that is.", "Recall is good."],
    ["a quick view of the\nmain req's", ""],
  ])("%j says %j", (written, said) => {
    const { sections } = read(`# A\n\n${written}\n`);
    expect(sections.map(({ text }) => text)).toEqual([said]);
  });

  test("is told with its place", () => {
    expect(leftIn(read("# A\n\nTODO: more\n\nText.\n"))).toEqual([["TODO", 3]]);
    expect(leftIn(read("---\nname: TBD\n---\n# A\n"))).toEqual([["TBD", 2]]);
    expect(leftIn(read("a:\n  - fine\n  - '[More Information Needed]'\n", "a.yml"))).toEqual([
      ["[More Information Needed]", 3],
    ]);
    expect(leftIn(read("a: fine\n", "a.yml"))).toEqual([]);
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
    ["a.json", "[1]", 1, "expected keys at the top level"],
    ["a.json", '{"a": 1, "a": 2}', 1, "twice"],
    ["a.md", "---\na: *x\n---\n# A\n", 2, ""],
    [
      "a.yml",
      `a: [${Array.from({ length: 400 }, (_, i) => `{k${i}: 1}`).join(", ")}]`,
      1,
      "at most 20000 keys",
    ],
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
    const path = fc.constantFrom("a.md", "a.yml", "a.json");
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), path, (text, path) => {
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

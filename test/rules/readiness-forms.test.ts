import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { readinessDocuments, readinessEvidence } from "../../scripts/generate/readiness-forms.ts";
import type { StructuredReport } from "../../src/core/model/structured-report.ts";
import { parseDeploymentTest } from "../../src/evidence/deployment-test.ts";
import { parseDocument } from "../../src/evidence/document.ts";
import { parseMlTestScore } from "../../src/evidence/ml-test-score.ts";
import { parseRequirements } from "../../src/evidence/requirements.ts";
import { parseDeclaredSlices, parseSliceResults } from "../../src/evidence/slices.ts";
import { parseYamlReport } from "../../src/evidence/structured.ts";
import { catalogue } from "../../src/generated/catalogue.ts";
import { judgeKind } from "../support/judge.ts";

const GUIDE = readFileSync(join(import.meta.dirname, "../../docs/evidence.md"), "utf8");

/** The example that the guide gives of a file, by `evidence/shadow` or `documents/audit`. */
function example(name: string): string {
  const [folder = "", file = ""] = name.split("/");
  const start = `\`\`\`yaml\n# .mltrl/${folder}/nodule-detector/${file}.yml\n`;
  const at = GUIDE.indexOf(start);
  if (at === -1) throw new Error(`the guide has no example of ${name}`);
  return GUIDE.slice(at + start.length, GUIDE.indexOf("```", at + start.length));
}

function report(name: string): StructuredReport {
  const read = parseYamlReport(example(name), `.mltrl/${name}.yml`);
  if (read.state === "unavailable") throw new Error(read.reason);
  return read.value;
}

describe("evidence of the guide passes its form and its rules", () => {
  test.each([...readinessEvidence])("%s", (name, form) => {
    const { value } = report(`evidence/${name}`);
    expect(form.safeParse(value).error?.issues ?? []).toEqual([]);
    const rules = catalogue.rules.filter(({ params }) => params["evidence"] === name);
    expect(rules.length).toBeGreaterThan(0);
    for (const { id, kind, params } of rules) {
      const facts = { structured: { [name]: value }, baseStructured: { [name]: value } };
      const { outcome, reason } = judgeKind(kind, params, facts);
      expect({ id, outcome, reason }).toEqual({ id, outcome: "pass", reason });
    }
  });
});

describe("documents of the guide pass their form and their rules", () => {
  test.each([...readinessDocuments])("%s", (name, form) => {
    const { value } = report(`documents/${name}`);
    expect(form.safeParse(value).error?.issues ?? []).toEqual([]);
    const document = parseDocument(example(`documents/${name}`), `.mltrl/documents/${name}.yml`);
    if (document.state === "unavailable") throw new Error(document.reason);
    const sections = document.value.sections.map(({ heading, text }) => [heading, text] as const);
    const rules = catalogue.rules.filter(
      ({ params }) => params["evidence"] === `document:${name}` || params["document"] === name,
    );
    expect(rules.length).toBeGreaterThan(0);
    for (const { id, kind, params } of rules) {
      const { outcome, reason } = judgeKind(kind, params, {
        card: { models: [{ trained: "2026-02-01" }] },
        documents: { [name]: { sections: Object.fromEntries(sections) } },
        structured: { [`document:${name}`]: value },
      });
      expect({ id, outcome, reason }).toEqual({ id, outcome: "pass", reason });
    }
  });
});

test("other files of the guide can be read", () => {
  const facts = [
    parseDeclaredSlices(example("documents/slices"), "slices.yml"),
    parseSliceResults(report("evidence/slices")),
    parseMlTestScore(report("documents/ml-test-score")),
    parseDeploymentTest(report("evidence/shadow")),
    parseDeploymentTest(report("evidence/stress-test")),
  ];
  expect(facts.map((fact) => (fact.state === "known" ? "known" : fact.reason))).toEqual(
    facts.map(() => "known"),
  );
});

test("the risk of the guide can be read", () => {
  const [, risk = ""] = /```yaml\n(risk:\n.*?)```/s.exec(GUIDE) ?? [];
  const indented = risk.replaceAll(/^/gm, "    ");
  const text = `version: 1\nproduct:\n  - id: 1\n    statement: It shall find nodules.\n${indented}`;
  const read = parseRequirements(text.trimEnd(), ".mltrl/requirements/detector.yml");
  expect(read).toMatchObject({ state: "known", value: { items: [{ risk: { value: 9 } }] } });
});

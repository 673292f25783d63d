import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { documentForms, evidenceForms } from "../../scripts/generate/evidence-forms.ts";
import type { JsonValue } from "../../src/core/model/structured-report.ts";
import { parseYaml } from "../../src/core/source/yaml.ts";
import { parseDocument } from "../../src/evidence/document.ts";
import { parseEvaluations } from "../../src/evidence/evaluations.ts";
import { catalogue } from "../../src/generated/catalogue.ts";
import type { FactsDescription } from "../support/facts.ts";
import { judgeKind } from "../support/judge.ts";

const GUIDE = readFileSync(join(import.meta.dirname, "../../docs/evidence.md"), "utf8");

/** What stands in the guide under a path of `.mltrl`: `evidence/.../slo.yml` by `slo`. */
function examplesUnder(folder: string): Map<string, { text: string; value: JsonValue }> {
  const found = GUIDE.matchAll(/```yaml\n# (\.mltrl\/(\w+)\/[\w-]+\/([\w-]+)\.yml)\n(.*?)```/gs);
  return new Map(
    [...found].flatMap(([, path = "", where, name = "", text = ""]) => {
      if (where !== folder) return [];
      const read = parseYaml(text, path);
      if (!read.ok) throw new Error(JSON.stringify(read.problems));
      return [[name, { text, value: read.value.value as JsonValue }] as const];
    }),
  );
}

const EVIDENCE = examplesUnder("evidence");
const DOCUMENTS = examplesUnder("documents");
const FACTS: FactsDescription = { card: { datasets: [{ kind: "synthetic" }] } };

test.each([...evidenceForms])("%s is in the guide, and passes form and rule", (name, form) => {
  const { value } = EVIDENCE.get(name) ?? { value: null };
  expect(form.safeParse(value).error?.issues ?? []).toEqual([]);
  const rules = catalogue.rules.filter(({ params }) => params["evidence"] === name);
  expect(rules.length).toBeGreaterThan(0);
  for (const { kind, params } of rules) {
    const { outcome, reason } = judgeKind(kind, params, {
      ...FACTS,
      requirements: [{ kind: "product", tags: ["explanation"] }],
      structured: { [name]: value },
    });
    expect({ outcome, reason }).toEqual({ outcome: "pass", reason });
  }
});

test.each([...documentForms])("%s is in the guide, and passes form and rule", (name, form) => {
  const { text, value } = DOCUMENTS.get(name) ?? { text: "", value: null };
  expect(form.safeParse(value).error?.issues ?? []).toEqual([]);
  const document = parseDocument(text, `.mltrl/documents/detector/${name}.yml`);
  if (document.state === "unavailable") throw new Error(document.reason);
  const sections = document.value.sections.map(({ heading, text }): [string, string] => [
    heading,
    text,
  ]);
  const rules = catalogue.rules.filter(
    ({ params }) =>
      params["evidence"] === `document:${name}` ||
      (params["document"] === name && params["fields"]),
  );
  expect(rules.length).toBeGreaterThan(0);
  for (const { kind, params } of rules) {
    const { outcome, reason } = judgeKind(kind, params, {
      ...FACTS,
      documents: { [name]: { sections: Object.fromEntries(sections) } },
      structured: { [`document:${name}`]: value },
    });
    expect({ outcome, reason }).toEqual({ outcome: "pass", reason });
  }
});

test("the evaluations of the guide are read, and meet what reads them", () => {
  const { value } = EVIDENCE.get("evaluations") ?? { value: null };
  const path = ".mltrl/evidence/detector/evaluations.yml";
  const placeOf = () => ({ path, line: 1, column: 1 });
  const read = parseEvaluations({ path, format: "yaml", value, placeOf });
  if (read.state === "unavailable") throw new Error(read.reason);
  const evaluations = read.value.items.map(({ metrics, application, dataset, split, cost }) => ({
    application,
    dataset,
    split,
    ...(cost && { cost }),
    metrics: Object.fromEntries(
      metrics.map(({ name, value: measured, higherIsBetter }) => [
        `${higherIsBetter === undefined ? "" : higherIsBetter ? "+" : "-"}${name}`,
        measured,
      ]),
    ),
    endUser: metrics.flatMap(({ name, endUser }) => (endUser ? [name] : [])),
  }));
  const card = {
    datasets: [
      { name: "clinic-a", kind: "real", role: "training" },
      { name: "clinic-b", kind: "real" },
    ],
  };
  const kinds = new Set(["evaluation-datasets", "evaluation-metrics", "generalisation"]);
  const rules = catalogue.rules.filter(({ kind }) => kinds.has(kind));
  expect(rules.length).toBe(6);
  for (const { id, kind, params } of rules) {
    const { outcome, reason } = judgeKind(kind, params, { card, evaluations });
    expect({ id, outcome, reason }).toEqual({ id, outcome: "pass", reason });
  }
});

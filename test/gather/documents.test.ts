import { describe, expect, test } from "@jest/globals";
import { gatherApiSpecification } from "../../src/gather/api-specification.ts";
import { gatherDatasheets } from "../../src/gather/datasheets.ts";
import { gatherDocuments } from "../../src/gather/documents.ts";
import { quietContext } from "../support/fake-context.ts";
import type { FakeTree } from "../support/fake-repository.ts";

const card = (extra: string): FakeTree => ({
  ".mltrl/cards/detector.md": `---\nname: Detector\nlevel: 4\n${extra}---\n`,
});
const FOLDER = ".mltrl/documents/detector";

async function documentsOf(files: FakeTree) {
  const fact = await gatherDocuments(await quietContext(files));
  if (fact.state === "unavailable") throw new Error(fact.reason);
  return fact.value;
}

const datasheetsOf = async (files: FakeTree) => gatherDatasheets(await quietContext(files));
const specificationOf = async (files: FakeTree) =>
  gatherApiSpecification(await quietContext(files));

describe("documents", () => {
  test("by kind; what is in another form is no document", async () => {
    const documents = await documentsOf({
      [`${FOLDER}/plan.md`]: "# Plan\n",
      [`${FOLDER}/model-card.json`]: '{"name": "x"}',
      [`${FOLDER}/api.proto`]: "service A {}",
      [`${FOLDER}/api.d.ts`]: "export {}",
      ".mltrl/documents/other/slo.md": "# SLO\n",
    });
    expect([...documents.keys()].toSorted()).toEqual(["model-card", "plan"]);
  });

  test("text and values of one kind are one document", async () => {
    const documents = await documentsOf({
      [`${FOLDER}/slo.md`]: "# Objectives\n\nSee https://a.example. TODO: more\n",
      [`${FOLDER}/slo.yml`]: "latency: 1 s\nsource: https://a.example\nowner: TBD\n",
    });
    expect(documents.get("slo")).toMatchObject({
      value: {
        path: `${FOLDER}/slo.md`,
        sections: [
          { heading: "Objectives" },
          { heading: "latency" },
          { heading: "source" },
          { heading: "owner" },
        ],
        references: ["https://a.example"],
        placeholders: [{ text: expect.stringContaining("TODO") }, { text: "TBD" }],
      },
    });
  });

  test.each(["slo.md", "slo.yml"])("is not known where %s cannot be read", async (broken) => {
    const documents = await documentsOf({
      [`${FOLDER}/slo.md`]: "# Objectives\n",
      [`${FOLDER}/slo.yml`]: "latency: 1 s\n",
      [`${FOLDER}/${broken}`]: " ",
    });
    expect(documents.get("slo")).toMatchObject({ cause: "invalid" });
  });

  test("the card points elsewhere", async () => {
    const documents = await documentsOf({
      ...card("documents: { model-card: README.md, plan: docs/gone.md }\n"),
      [`${FOLDER}/plan.md`]: "# Plan\n",
      "README.md": "---\nlicense: mit\n---\n# Detector\n",
    });
    expect(documents.get("model-card")).toMatchObject({ value: { path: "README.md" } });
    expect(documents.get("plan")).toMatchObject({ cause: "missing" });
  });
});

describe("datasheets", () => {
  const DATASETS = card("datasets:\n  - name: Chest scans\n  - name: parts\n");

  test("of the datasets on the card, by name or by its slug", async () => {
    const fact = await datasheetsOf({
      ...DATASETS,
      ".mltrl/datasets/chest-scans.md": "# Uses\n",
      ".mltrl/datasets/other.md": "# Uses\n",
    });
    expect(fact.state === "known" && [...fact.value.keys()]).toEqual(["Chest scans"]);
  });

  test.each(["parts.md", "parts.yml", "parts.json"])("%s", async (name) => {
    const text = name.endsWith(".md") ? "# Uses\n" : '{"uses": "many"}';
    const fact = await datasheetsOf({ ...DATASETS, [`.mltrl/datasets/${name}`]: text });
    expect(fact.state === "known" && fact.value.get("parts")).toMatchObject({ state: "known" });
  });

  test("two of one dataset", async () => {
    const fact = await datasheetsOf({
      ...DATASETS,
      ".mltrl/datasets/parts.md": "# Uses\n",
      ".mltrl/datasets/parts.json": "{}",
    });
    expect(fact.state === "known" && fact.value.get("parts")).toMatchObject({
      cause: "invalid",
      reason: expect.stringContaining("parts.json, .mltrl/datasets/parts.md"),
    });
  });

  test("none without a card, and unknown with a broken one", async () => {
    expect(await datasheetsOf({})).toEqual({ state: "known", value: new Map() });
    expect(await datasheetsOf({ ".mltrl/cards/detector.md": "no card" })).toMatchObject({
      state: "unavailable",
    });
  });
});

describe("the specification of an interface", () => {
  const PROTO = "service A { rpc B (C) returns (D); }";

  test("among the component's documents", async () => {
    const path = `${FOLDER}/api.proto`;
    expect(await specificationOf({ [path]: PROTO })).toMatchObject({
      value: { path, form: "protobuf" },
    });
  });

  test("where the card points to", async () => {
    const files = { ...card("documents: { api: proto/a.proto }\n"), "proto/a.proto": PROTO };
    expect(await specificationOf(files)).toMatchObject({ value: { path: "proto/a.proto" } });
  });

  test.each<[string, FakeTree, string, string]>([
    ["nowhere", {}, "missing", "OpenAPI 3"],
    ["in a text", { [`${FOLDER}/api.md`]: "# API\n" }, "missing", "OpenAPI 3"],
    [
      "at a path that there is not",
      card("documents: { api: a.proto }\n"),
      "missing",
      "a.proto does not exist",
    ],
    [
      "twice",
      { [`${FOLDER}/api.proto`]: PROTO, [`${FOLDER}/api.d.ts`]: "export type A = 1;" },
      "invalid",
      "keep one",
    ],
  ])("%s", async (_, files, cause, reason) => {
    expect(await specificationOf(files)).toMatchObject({
      cause,
      reason: expect.stringContaining(reason),
    });
  });
});

import { describe, expect, test } from "@jest/globals";
import type { Declaration } from "../../src/core/model/declaration.ts";
import { gatherDeclarations } from "../../src/gather/declarations.ts";
import { gatherDeclaredSlices } from "../../src/gather/slices.ts";
import { fakeContext, type FakeContextDescription, quietContext } from "../support/fake-context.ts";
import type { FakeTree } from "../support/fake-repository.ts";

const CARD = ".mltrl/cards/detector.md";
const SLICES = ".mltrl/documents/detector/slices.yml";
const REQUIREMENTS = ".mltrl/requirements/detector.yml";
const SLICE = "slices: [{ name: under 6 mm, metric: recall, floor: 0.8 }]\n";

function card(more = ""): string {
  return `---\nname: Detector\nlevel: 7\n${more}---\n`;
}

function requirement(id: string, risk: string): string {
  return `  - { id: ${id}, statement: The model shall find nodules., risk: ${risk} }\n`;
}

async function names(base: FakeTree, head: FakeTree, more: Partial<FakeContextDescription> = {}) {
  const fact = await gatherDeclarations(await fakeContext({ base, head, ...more }));
  if (fact.state === "unavailable") return fact.reason;
  return { base: fact.value.base.map(textOf), head: fact.value.head.map(textOf) };
}

function textOf({ sort, id }: Declaration): string {
  return `${sort} ${id}`;
}

describe("what a component declares by name", () => {
  test("is its slices, each for its metric", async () => {
    expect(await names({ [CARD]: card(), [SLICES]: SLICE }, { [CARD]: card() })).toEqual({
      base: ["slice under 6 mm recall"],
      head: [],
    });
  });

  test("is its critical scenarios: product requirements of high risk", async () => {
    const text = `version: 1\nresearch:\n${requirement("1", "{ p-failure: 1, value: 9 }")}product:\n${requirement("2", "{ p-failure: 0.4, value: 10 }")}${requirement("3", "{ p-failure: 0.39, value: 10 }")}  - { id: 4, statement: It shall be quick. }\n`;
    const low = text.replace("p-failure: 0.4,", "p-failure: 0.1,");
    const found = await names(
      { [CARD]: card(), [REQUIREMENTS]: text },
      { [CARD]: card(), [REQUIREMENTS]: low },
    );
    const all = ["requirement 1", "requirement 2", "requirement 3", "requirement 4"];
    expect(found).toEqual({ base: [...all, "critical-scenario 2"], head: all });
  });

  test("has as many critical scenarios as the policy's risk makes", async () => {
    const text = `version: 1\nproduct:\n${requirement("2", "{ p-failure: 0.3, value: 10 }")}`;
    const place = { path: ".mltrl/config.yml" };
    const rules = new Map([["critical-scenario-tests", { params: { "minimum-risk": 3 }, place }]]);
    const tree = { [CARD]: card(), [REQUIREMENTS]: text };
    expect(await names(tree, tree, { policy: { rules } })).toMatchObject({
      head: ["requirement 2", "critical-scenario 2"],
    });
  });

  test("cannot be told where its slices cannot be read", async () => {
    const tree = { [CARD]: card(), [SLICES]: "slices: []" };
    expect(await names(tree, tree)).toMatch(/slices.*at least 1/);
  });
});

describe("declared slices", () => {
  test("stand in the component's folder", async () => {
    expect(await gatherDeclaredSlices(await quietContext({ [SLICES]: SLICE }))).toMatchObject({
      state: "known",
      value: [{ name: "under 6 mm", floor: 0.8 }],
    });
  });

  test("stand where the card says", async () => {
    const tree = {
      [CARD]: card("documents: { slices: docs/slices.yml }\n"),
      [SLICES]: "slices: []",
      "docs/slices.yml": SLICE,
    };
    expect(await gatherDeclaredSlices(await quietContext(tree))).toMatchObject({
      value: [{ name: "under 6 mm" }],
    });
  });

  test("are missing where there are none", async () => {
    expect(await gatherDeclaredSlices(await quietContext({ [CARD]: card() }))).toMatchObject({
      state: "unavailable",
      cause: "missing",
      reason: `no slices of the data are declared; expected ${SLICES}`,
    });
  });
});

import { describe, expect, test } from "@jest/globals";
import { requirementIds } from "../../src/evidence/requirement-ids.ts";

const NONE: ReadonlyMap<string, string> = new Map();

describe("ids in a name", () => {
  test.each<[name: string, ids: string[]]>([
    ["rejects a negative side REQ-4.2.1", ["4.2.1"]],
    ["REQ-4: rejects", ["4"]],
    ["rejects_REQ-4.2.1_early", ["4.2.1"]],
    ["(REQ-4.2.1, REQ-4.2.2)", ["4.2.1", "4.2.2"]],
    ["REQ-4.2.1.", ["4.2.1"]],
    ["[4.2.1] rejects", ["4.2.1"]],
    ["outer > [4.2.1] inner", ["4.2.1"]],
    ["TestArea/[4.2.1]_small", ["4.2.1"]],
    ["[REQ-4.2] rejects", ["4.2"]],
    ["rejects @req:4.2.1", ["4.2.1"]],
    ["rejects @REQ:REQ-4.2.1", ["4.2.1"]],
    ["REQ-4.2.1 and again REQ-4.2.1", ["4.2.1"]],
    // None of these says which requirement is checked.
    ["reads version 4.2.1", []],
    ["4.2.1", []],
    ["test_upgrade[1.2.3]", []],
    ["test_upgrade[4.2-1.2.3]", []],
    ["items[4.2]", []],
    ["[4] rejects", []],
    ["[1.2.3.4] rejects", []],
    ["REQ-4.2.1.5", []],
    ["REQ-4a", []],
    ["PREREQ-4", []],
    ["sends req-4", []],
    ["a@req:", []],
  ])("%s", (name, ids) => {
    expect(requirementIds({ properties: NONE, texts: [name] })).toEqual(ids);
  });
});

describe("ids in properties", () => {
  test.each<[name: string, value: string, ids: string[]]>([
    ["requirement", "4.2.1", ["4.2.1"]],
    ["Requirements", "4.2.1, 4.2.2 4.3\n4.2.1", ["4.2.1", "4.2.2", "4.3"]],
    [" REQ ", "REQ-4.2.1", ["4.2.1"]],
    ["req", "R-7,REQ-x", ["R-7", "REQ-x"]],
    ["req", " , ", []],
    ["version", "4.2.1", []],
  ])("%s: %j", (name, value, ids) => {
    expect(requirementIds({ properties: new Map([[name, value]]), texts: [] })).toEqual(ids);
  });
});

test("stand before those in names, and are no more than anybody reads", () => {
  const properties = new Map([["req", "2"]]);
  expect(requirementIds({ properties, texts: ["REQ-1", "REQ-2"] })).toEqual(["2", "1"]);
  const many = Array.from({ length: 1000 }, (_, at) => `REQ-${at}`).join(" ");
  expect(requirementIds({ properties, texts: [many] })).toHaveLength(100);
});

test("are found in time that grows with the text", () => {
  const hostile = ["REQ-4.", "[4.", "@req:REQ-", "REQ-REQ-"].map((part) => part.repeat(200_000));
  const start = performance.now();
  requirementIds({ properties: NONE, texts: hostile });
  expect(performance.now() - start).toBeLessThan(2000);
});

import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import type { Datasheet } from "../../src/core/model/datasheet.ts";
import { parseDatasheet } from "../../src/evidence/datasheet.ts";

function read(text: string, path = "scans.md"): Datasheet {
  const fact = parseDatasheet(text, path);
  if (fact.state === "unavailable") throw new Error(fact.reason);
  return fact.value;
}

const fixture = (name: string): Datasheet =>
  read(readFileSync(new URL(`fixtures/documents/${name}`, import.meta.url), "utf8"), name);

test("Croissant says by keys of its own what a datasheet has to", () => {
  expect(fixture("croissant.json")).toMatchObject({
    relatesToPeople: true,
    readiness: {
      quality: "Two radiologists marked every scan; they agree on 94 of 100.",
      band: "B4",
    },
  });
});

test("a dataset card says so in its front matter", () => {
  const { relatesToPeople, readiness } = fixture("dataset-card.md");
  expect(relatesToPeople).toBe(false);
  expect(readiness?.band).toBe("A2");
});

test("YAML", () => {
  const datasheet = read("motivation: To find nodules.\nreadiness: {band: C1}\n", "scans.yml");
  expect(datasheet.readiness).toEqual({ band: "C1" });
  expect(datasheet.sections[0]).toMatchObject({ heading: "motivation", text: "To find nodules." });
});

test("questions and explanations of a template answer nothing", () => {
  const { sections, relatesToPeople } = fixture("datasheet-template.md");
  expect(sections.filter(({ text }) => text !== "")).toEqual([]);
  expect(relatesToPeople).toBeUndefined();
});

test.each([
  ["**For what purpose?**\n\nTo find nodules.", "To find nodules."],
  ["**For what purpose?** To find nodules.", "For what purpose? To find nodules."],
  ["**For what purpose?**\n*Explain.*", ""],
  ["*Explain.* **Why?**:", ""],
])("%j says %j", (written, said) => {
  expect(read(`# Motivation\n\n${written}\n`).sections[0]?.text).toBe(said);
});

describe("what is refused", () => {
  test.each([
    ["---\nrelates-to-people: maybe\n---\n# A\n", "a.md", 2, "expected `true` or `false`"],
    ["---\nreadiness: {band: D1}\n---\n# A\n", "a.md", 2, "band"],
    ["---\nreadiness: {quaility: good}\n---\n# A\n", "a.md", 2, "did you mean"],
    ["readiness: high\n", "a.yml", 1, "expected a mapping"],
    ['{"relates-to-people": "no"}', "a.json", 1, "expected `true` or `false`"],
    ["", "a.md", undefined, "is empty"],
  ])("%j", (text, path, line, reason) => {
    expect(parseDatasheet(text, path)).toMatchObject({
      cause: "invalid",
      reason: expect.stringContaining(reason),
      places: [expect.objectContaining(line === undefined ? { path } : { path, line })],
    });
  });
});

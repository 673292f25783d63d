import { expect, test } from "@jest/globals";
import { configurationReference } from "../../scripts/generate/configuration-reference.ts";
import { catalogue } from "../../src/generated/catalogue.ts";

const text = configurationReference(catalogue);
const rows = text.split("\n").filter((line) => line.startsWith("| `"));

test("says of every key what it means", () => {
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.filter((row) => / \| +\|$/.test(row))).toEqual([]);
});

test.each([
  ["existing-grace", "| `existing-grace` | whole number from 0 to 90 | `14` |"],
  ["block-from", "| `block-from` | date | none |"],
  ["components", "| `components` | mapping of id to [component](#each-component) | required |"],
  ["evidence-timeout", "| `evidence-timeout` | number above 0 to 72 | `6` |"],
])("gives type and default of %s", (_, start) => {
  expect(rows.some((row) => row.startsWith(start))).toBe(true);
});

test("lists every rule with its parameters and named numbers", () => {
  const listed = [...text.matchAll(/^\| \[([a-z0-9-]+)\]/gm)].map(([, id]) => id);
  expect(listed).toEqual(catalogue.rules.map(({ id }) => id));
  expect(text).toContain(
    "| [no-level-skip](../rules/README.md#no-level-skip) | none but `severity` |",
  );
  expect(text).toMatch(/#robustness-semantic-perturbation\) \| .*`limits\.consistency-rate` \|/);
});

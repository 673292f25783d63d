import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { readFeatures } from "../../../method/read-features.js";

test("every row of the default test data has its features", async () => {
  const rows = readFeatures(await readFile("data/sample/parts.csv", "utf8"));
  assert.ok(rows.length > 0 && rows.every(({ features }) => features.length === 4));
});

test("rows that a driver broke are refused", async () => {
  const text = await readFile("data/mock/broken.csv", "utf8");
  assert.throws(() => readFeatures(text), SyntaxError);
});

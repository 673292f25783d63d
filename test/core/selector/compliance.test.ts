import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import type { JsonValue } from "../../../src/core/model/structured-report.ts";
import { normalizedPath, pointerOf } from "../../../src/core/selector/node.ts";
import { compileSelector } from "../../../src/core/selector/selector.ts";

interface Vector {
  readonly name: string;
  readonly selector: string;
  readonly document?: JsonValue;
  readonly result?: readonly JsonValue[];
  /** Where the order of a mapping's members is left open: all that are right. */
  readonly results?: readonly (readonly JsonValue[])[];
  readonly result_paths?: readonly string[];
  readonly results_paths?: readonly (readonly string[])[];
  readonly invalid_selector?: true;
}

const FOLDER = join(import.meta.dirname, "fixtures/compliance");
const { tests } = JSON.parse(readFileSync(join(FOLDER, "cts.json"), "utf8")) as {
  tests: readonly Vector[];
};
const asRow = (vector: Vector): [string, Vector] => [vector.name, vector];
const usesPattern = ({ selector }: Vector): boolean => /(match|search)\s*\(/.test(selector);

describe("the published compliance suite of RFC 9535", () => {
  const invalid = tests.filter((vector) => vector.invalid_selector === true);
  const valid = tests.filter((vector) => vector.invalid_selector !== true);

  test("is whole", () => {
    expect([tests.length, invalid.length, valid.filter(usesPattern).length]).toEqual([
      687, 245, 50,
    ]);
  });

  test.each(invalid.map(asRow))("refuses: %s", (_, { selector }) => {
    expect(compileSelector(selector)).toMatchObject({ ok: false });
  });

  test.each(valid.filter(usesPattern).map(asRow))("refuses patterns: %s", (_, { selector }) => {
    expect(compileSelector(selector)).toMatchObject({
      ok: false,
      fault: expect.stringContaining("instead of `match` and `search` select the values"),
    });
  });

  test.each(valid.filter((vector) => !usesPattern(vector)).map(asRow))(
    "selects: %s",
    (_, vector) => {
      const compiled = compileSelector(vector.selector);
      if (!compiled.ok) throw new Error(compiled.fault);
      const selection = compiled.select(vector.document ?? null);
      if (!selection.ok) throw new Error(selection.reason);
      const values = selection.nodes.map(({ value }) => value);
      const paths = selection.nodes.map((node) => normalizedPath(pointerOf(node)));
      expect(vector.results ?? [vector.result]).toContainEqual(values);
      const expectedPaths = vector.results_paths ?? (vector.result_paths && [vector.result_paths]);
      expect(expectedPaths ?? [paths]).toContainEqual(paths);
    },
  );
});

import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import type { Outcome } from "../../src/core/model/finding.ts";
import { PRESET_NAMES, type JsonValue } from "../../src/core/model/structured-report.ts";
import { normalizedPath, pointerOf } from "../../src/core/selector/node.ts";
import { compileSelector } from "../../src/core/selector/selector.ts";
import { parseJsonReport } from "../../src/evidence/structured.ts";
import { judgeKind } from "../support/judge.ts";

const KEYS = ["a", "b", "status", "made-at", "tests", "results", "runs", "success", "summary"];

/** Reports of few keys, so that selectors meet what they look for. */
const reports: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom<JsonValue>(1, 0.5, -1, Number.NaN, Number.POSITIVE_INFINITY, "PASS", "FAIL", "0.5", "2026-05-30", true, false, null), // prettier-ignore
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie("value"), { maxKeys: 4 }),
  ),
})).value;

const SELECTORS = ["$", "$.a", "$.b", "$[*]", "$.tests[*].status", "$..a", "$..*", "$[?@.a]", "$[?@.a > 0.4]", "$[?!(@.a == 1) && @.b]", "$[0,1]", "$[::-1]", "$..[?count(@.*) > 1]", "$[?@.a == @.b]"]; // prettier-ignore
const comparators = fc.constantFrom<object>({ equals: "PASS" }, { "not-equals": "FAIL" }, { "at-most": 0.5 }, { above: 0 }, { exists: true }, { type: "number" }, { "length-at-least": 1 }, { "newer-than-days": 30 }, { in: ["PASS", true, 1] }, { between: [0, 1] }); // prettier-ignore

const checks = fc
  .record({
    select: fc.constantFrom(...SELECTORS),
    quantifier: fc.constantFrom("every", "some", "none"),
    comparator: comparators,
    as: fc.constantFrom("number", "date", undefined),
    if: fc.option(fc.constantFrom(...SELECTORS), { nil: undefined }),
  })
  .map(({ quantifier, comparator, select, as, ...rest }) => ({
    select,
    [quantifier]: comparator,
    ...(as !== undefined && { as }),
    ...(rest.if !== undefined && { if: rest.if }),
  }));

const params = fc
  .record({
    checks: fc.array(checks, { minLength: 1, maxLength: 3 }),
    age: fc.option(fc.constant({ "maximum-age": 30 }), { nil: {} }),
    baseline: fc.option(fc.constant({ baseline: { select: "$.a", "maximum-drop": 5 } }), {
      nil: {},
    }),
    presets: fc.subarray([...PRESET_NAMES]),
  })
  .map(({ age, baseline, ...rest }) => ({ evidence: "e", ...rest, ...age, ...baseline }));

function outcome(asked: object, structured: Record<string, unknown>): Outcome {
  const finding = judgeKind("predicate", asked as Record<string, unknown>, { structured });
  expect(finding.reason).not.toContain("defect of mltrl-gate");
  expect(finding.reason).not.toBe("");
  return finding.outcome;
}

describe("whatever is asked of whatever report", () => {
  test("an answer is given, and without the report it is no pass", () => {
    fc.assert(
      fc.property(params, reports, (asked, report) => {
        expect(["pass", "fail", "unknown"]).toContain(outcome(asked, { e: report }));
        expect(outcome(asked, {})).toBe("unknown");
        expect(outcome(asked, { e: { unavailable: "stale" } })).toBe("unknown");
      }),
      { numRuns: 500 },
    );
  });

  test("another question never turns what is wrong into a pass", () => {
    fc.assert(
      fc.property(params, checks, reports, (asked, check, report) => {
        const before = outcome({ ...asked, presets: [] }, { e: report });
        const more = { ...asked, presets: [], checks: [...asked.checks, check] };
        const after = outcome(more, { e: report });
        expect(before === "fail" && after !== "fail").toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  test("a value that is no number passes no comparison, however it is put", () => {
    const strange = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);
    const put = fc.constantFrom("every", "some", "none");
    fc.assert(
      fc.property(strange, put, comparators, (value, quantifier, comparator) => {
        const asked = { evidence: "e", checks: [{ select: "$[*]", [quantifier]: comparator }] };
        expect(outcome(asked, { e: [value, 0.5] })).toBe("fail");
      }),
    );
  });
});

test("a selected node stands where its path says, and nothing but a node is selected", () => {
  fc.assert(
    fc.property(fc.constantFrom(...SELECTORS), reports, (text, report) => {
      const compiled = compileSelector(text);
      const selection = compiled.ok ? compiled.select(report) : undefined;
      for (const node of selection?.ok ? selection.nodes : []) {
        const again = compileSelector(normalizedPath(pointerOf(node)));
        const found = again.ok ? again.select(report) : undefined;
        expect(found?.ok ? found.nodes.map(({ value }) => value) : []).toEqual([node.value]);
      }
    }),
    { numRuns: 300 },
  );
});

test("whatever text is compiled, it is a selector or a fault, and soon", () => {
  const pieces = fc.constantFrom("$", "@", ".", "..", "[", "]", "?", "*", "(", ")", "!", "==", "<", "&&", "||", "'a'", '"', "a", "1", "-", ",", ":", " ", "count(", "length(", "match(", "\\u", "\ud83d"); // prettier-ignore
  const texts = fc.oneof(fc.string({ unit: "binary" }), fc.array(pieces, { maxLength: 40 }).map((parts) => `$${parts.join("")}`)); // prettier-ignore
  fc.assert(
    fc.property(texts, (text) => {
      const compiled = compileSelector(text);
      expect(compiled.ok || compiled.fault !== "").toBe(true);
    }),
    { numRuns: 3000 },
  );
});

test("whatever bytes are a report, nothing but a fact comes of them", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(["known", "unavailable"]).toContain(parseJsonReport(text, "r.json").state);
    }),
  );
});

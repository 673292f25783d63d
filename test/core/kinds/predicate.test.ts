import { describe, expect, test } from "@jest/globals";
import { predicate } from "../../../src/core/kinds/predicate.ts";
import { catalogue } from "../../../src/generated/catalogue.ts";
import { KINDS } from "../../../src/core/kinds/index.ts";
import { limitDirections } from "../../../src/core/predicate/thresholds.ts";
import { type Case, judgeKind } from "../../support/judge.ts";

/** One question to the evidence `e`, which says what is given. The tests' now is noon of 2026-06-01. */
const row = (
  shows: string,
  check: object,
  value: unknown,
  outcome: Case[3],
  reason: RegExp,
): Case => [
  shows,
  { evidence: "e", checks: [check] },
  { structured: { e: value } },
  outcome,
  reason,
];

const NAN = Number.NaN;
const MIXED = ["PASS", "FAIL", "PASS"];

const COMPARISONS: readonly Case[] = [
  row("equals", { select: "$.ok", every: { equals: true } }, { ok: true }, "pass", /^\$\.ok is true; asked for is true$/),
  row("not equal", { select: "$.ok", every: { equals: true } }, { ok: false }, "fail", /^\$\.ok is false; asked for is true$/),
  row("another type is not unequal only", { select: "$.ok", every: { equals: true } }, { ok: "true" }, "fail", /"true" is a text, not a boolean/),
  row("another type under none", { select: "$.s", none: { equals: "FAIL" } }, { s: 1 }, "fail", /1 is a number, not a text; no value may be "FAIL"/),
  row("null under none", { select: "$.s", none: { equals: "FAIL" } }, { s: null }, "fail", /null is null, not a text/),
  row("other than null", { select: "$.s", every: { "not-equals": null } }, { s: 3 }, "pass", /asked for is not null/),
  row("null", { select: "$.s", every: { "not-equals": null } }, { s: null }, "fail", /^\$\.s is null/),
  row("not equal, asked for", { select: "$.s", every: { "not-equals": "x" } }, { s: "y" }, "pass", /asked for is not "x"/),
  row("one of", { select: "$[*]", every: { in: ["PASS", "WARN"] } }, ["PASS", "WARN"], "pass", /all of 2 values of \$\[\*\] are one of "PASS", "WARN"/),
  row("not one of", { select: "$[*]", every: { in: ["PASS", "WARN"] } }, MIXED, "fail", /1 of 3 values of \$\[\*\] are wrong, such as "FAIL"/),
  row("none of", { select: "$[*]", every: { "not-in": ["FAIL"] } }, MIXED, "fail", /none of "FAIL"/),
  row("below", { select: "$.x", every: { below: 0.3 } }, { x: 0.3 }, "fail", /^\$\.x is 0.3; asked for is below 0.3$/),
  row("at most", { select: "$.x", every: { "at-most": 0.3 } }, { x: 0.3 }, "pass", /at most 0.3/),
  row("above", { select: "$.x", every: { above: 0.3 } }, { x: 0.3 }, "fail", /above 0.3/),
  row("at least", { select: "$.x", every: { "at-least": 0.3 } }, { x: 0.3 }, "pass", /at least 0.3/),
  row("two at once", { select: "$.x", every: { above: 0, "at-most": 1 } }, { x: 2 }, "fail", /asked for is at most 1 and above 0/),
  row("between", { select: "$.x", every: { between: [0, 1] } }, { x: 1 }, "pass", /between 0 and 1/),
  row("below a range", { select: "$.x", every: { between: [0, 1] } }, { x: -1 }, "fail", /is -1/),
  row("above a range", { select: "$.x", every: { between: [0, 1] } }, { x: 2 }, "fail", /is 2/),
  row("a text is no number", { select: "$.x", every: { "at-least": 0.8 } }, { x: "0.9" }, "fail", /"0.9" is a text, not a number; `as: number` reads texts as numbers/),
  row("a text read as one", { select: "$.x", as: "number", every: { "at-least": 0.8 } }, { x: "0.9" }, "pass", /0.9/),
  row("a word read as one", { select: "$.x", as: "number", every: { "at-least": 0.8 } }, { x: "0x9" }, "fail", /"0x9" is no number/),
  row("a truth read as one", { select: "$.x", as: "number", every: { "at-least": 0 } }, { x: true }, "fail", /true is no number/),
  row("a list is no number", { select: "$.x", none: { above: 1 } }, { x: [] }, "fail", /an empty list is a list, not a number/),
  row("something there", { select: "$.x", every: { exists: true } }, { x: 0 }, "pass", /a value/),
  row("null is not there", { select: "$.x", every: { exists: true } }, { x: null }, "fail", /^\$\.x is null/),
  row("a type", { select: "$.x", every: { type: "mapping" } }, { x: {} }, "pass", /a mapping/),
  row("another type", { select: "$.x", every: { type: "number" } }, { x: "1" }, "fail", /asked for is a number/),
  row("long enough", { select: "$.by", every: { "length-at-least": 1 } }, { by: ["alice"] }, "pass", /length at least 1/),
  row("too short", { select: "$.by", every: { "length-at-least": 1 } }, { by: [] }, "fail", /is an empty list/),
  row("too long", { select: "$.by", every: { "length-at-most": 2 } }, { by: "abc" }, "fail", /length at most 2/),
  row("no length", { select: "$.by", every: { "length-at-least": 1 } }, { by: 3 }, "fail", /3 has no length/),
  row("new enough", { select: "$.d", every: { "newer-than-days": 30 } }, { d: "2026-05-02" }, "pass", /newer than 30 days/),
  row("too old", { select: "$.d", every: { "newer-than-days": 30 } }, { d: "2026-05-01" }, "fail", /newer than 30 days/),
  row("old enough", { select: "$.d", every: { "older-than-days": 30 } }, { d: "2026-05-01" }, "pass", /older than 30 days/),
  row("still to come", { select: "$.d", every: { "newer-than-days": 30 } }, { d: "2026-06-03" }, "fail", /is still to come/),
  row("no date", { select: "$.d", every: { "newer-than-days": 30 } }, { d: "yesterday" }, "fail", /"yesterday" is no date such as 2026-11-01/),
  row("a date at all", { select: "$.d", as: "date", every: { exists: true } }, { d: "2026-05-01" }, "pass", /a value/),
  row("a day that is none", { select: "$.d", as: "date", every: { exists: true } }, { d: "2026-05-32" }, "fail", /no date/),
]; // prettier-ignore

const QUANTIFIERS: readonly Case[] = [
  row("some", { select: "$[*]", some: { equals: "FAIL" } }, MIXED, "pass", /some of 3 values of \$\[\*\] are "FAIL"/),
  row("not one", { select: "$[*]", some: { equals: "ERROR" } }, MIXED, "fail", /none of 3 values of \$\[\*\] is "ERROR", such as "PASS"/),
  row("other types beside one that fits", { select: "$[*]", some: { equals: 1 } }, ["a", 1], "pass", /some of 2/),
  row("none", { select: "$[*]", none: { equals: "ERROR" } }, MIXED, "pass", /none of 3 values of \$\[\*\] is "ERROR"/),
  row("one that may not be", { select: "$[*]", none: { equals: "FAIL" } }, MIXED, "fail", /1 of 3 values of \$\[\*\] are wrong, such as "FAIL"; no value may be "FAIL"/),
  row("nothing selected", { select: "$.typo[*]", every: { equals: 1 } }, {}, "unknown", /^\$\.typo\[\*\] selects 0 values of \.mltrl\/evidence\/detector\/e\.yml; at least 1 are asked for$/),
  row("nothing selected under none", { select: "$.typo[*]", none: { equals: 1 } }, {}, "unknown", /selects 0 values/),
  row("too few", { select: "$[*]", "minimum-matches": 5, every: { exists: true } }, MIXED, "unknown", /selects 3 values.*at least 5/),
  row("nothing, where that is right", { select: "$.errors[*]", "minimum-matches": 0, "maximum-matches": 0 }, {}, "pass", /selects nothing/),
  row("some, where that is right", { select: "$[*]", "maximum-matches": 3 }, MIXED, "pass", /selects 3 values/),
  row("nothing, in words", { claim: "each check passed", select: "$.errors[*]", "minimum-matches": 0, "maximum-matches": 0 }, {}, "pass", /^each check passed$/),
  row("something, in words", { claim: "each check passed", select: "$.errors[*]", "minimum-matches": 0, "maximum-matches": 0 }, { errors: ["e"] }, "fail", /^asked for in .* is that each check passed; 1 does not$/),
  row("something, where that is wrong", { select: "$.errors[*]", "minimum-matches": 0, "maximum-matches": 0 }, { errors: ["e"] }, "fail", /selects 1 values; at most 0 are asked for/),
  row("nothing selected, and that is allowed", { select: "$.e[*]", "minimum-matches": 0, none: { equals: 1 } }, {}, "pass", /selects nothing/),
  row("not asked", { if: "$.gpu", select: "$.gpu.load", every: { below: 1 } }, {}, "unknown", /nothing that is asked of .* applies/),
  row("asked", { if: "$.gpu", select: "$.gpu.load", every: { below: 1 } }, { gpu: { load: 2 } }, "fail", /is 2/),
  row("too much to look at", { select: "$..*..*..*..*", some: { exists: true } }, deep(80), "unknown", /cannot be followed .* more than 200000 values/),
  row("too much to look at in if", { if: "$..*..*..*..*", select: "$", some: { exists: true } }, deep(80), "unknown", /more than 200000 values/),
]; // prettier-ignore

const NOT_FINITE: readonly Case[] = [
  ...(["every", "some", "none"] as const).flatMap((quantifier) =>
    ([["at-most", 1], ["above", 1], ["not-equals", 1], ["not-in", [1]], ["exists", true], ["type", "number"]] as const).map(([comparator, asked]) =>
      row(`NaN under ${quantifier} ${comparator}`, { select: "$[*]", [quantifier]: { [comparator]: asked } }, [0, NAN], "fail", /NaN is no number/),
    ),
  ),
  row("Infinity", { select: "$.x", every: { above: 1 } }, { x: Number.POSITIVE_INFINITY }, "fail", /Infinity is no number/),
  row("NaN as a text", { select: "$.x", as: "number", none: { above: 1 } }, { x: "nan" }, "fail", /"nan" is no number that can be compared/),
  row("a text that stands in for one", { select: "$.a", every: { "length-at-least": 2 } }, { a: "TODO" }, "fail", /"TODO" says nothing; asked for is length at least 2/),
  row("a stand-in is no short text either", { select: "$.a", every: { "length-at-most": 2 } }, { a: "TODO" }, "fail", /asked for is length at most 2/),
  row("NaN in a filter", { select: "$[?@.x > 0.5]", "minimum-matches": 0, "maximum-matches": 0 }, [{ x: NAN }], "fail", /a filter of .* compares NaN/),
  row("NaN in a filter of if", { if: "$[?@.x > 0.5]", select: "$", every: { exists: true } }, [{ x: NAN }], "fail", /a filter of .* compares NaN/),
]; // prettier-ignore

const E = { evidence: "e" };
const AGE = { ...E, "maximum-age": 7 };
const SPAN = { ...E, from: "$.from", to: "$.to", "minimum-days": 14 };
const DRIFT = { ...E, limits: { drift: 0.3 }, checks: [{ select: "$.share", every: { "at-most": { limit: "drift" } } }] }; // prettier-ignore
const DROP = { ...E, baseline: { select: "$.value", "maximum-drop": 1 } };
const against = (ours: unknown, theirs: unknown) => ({
  structured: { e: ours },
  baseStructured: { e: theirs },
});

const REST: readonly Case[] = [
  ["no evidence", DRIFT, {}, "unknown", /^there is no evidence "e"; expected \.mltrl\/evidence\/detector\/e\.yml, \.json or \.jsonl/],
  ["no document", { ...DRIFT, evidence: "document:slo" }, {}, "unknown", /^there is no document "slo".*\.mltrl\/documents\/detector\/slo\.yml/],
  ["stale evidence", DRIFT, { structured: { e: { unavailable: "stale" } } }, "unknown", /stale/],
  ["evidence on its way", DRIFT, { structured: { e: { unavailable: "awaited" } } }, "pending", /awaited/],
  ["within a limit", DRIFT, { structured: { e: { share: 0.3 } } }, "pass", /asked for is at most 0.3/],
  ["beyond a limit", DRIFT, { structured: { e: { share: 0.4 } } }, "fail", /0.4/],
  ["a limit that is not set", { ...DRIFT, limits: {} }, { structured: { e: { share: 0.3 } } }, "unknown", /refers to a limit "drift" that it does not set/],
  ["two checks that fail", { ...E, checks: [{ select: "$.a", every: { equals: 1 } }, { select: "$.b", every: { equals: 1 } }, { select: "$.c", every: { equals: 1 } }] }, { structured: { e: { a: 2, b: 1, c: 3 } } }, "fail", /^\$\.a is 2; asked for is 1; \$\.c is 3; asked for is 1$/],
  ["what is wrong before what is not there", { ...E, checks: [{ select: "$.a", every: { equals: 1 } }, { select: "$.b", every: { equals: 1 } }] }, { structured: { e: { b: 2 } } }, "fail", /^\$\.b is 2/],

  ["young", AGE, { structured: { e: { "made-at": "2026-05-25" } } }, "pass", /made on 2026-05-25, at most 7 days ago/],
  ["old by a day", AGE, { structured: { e: { "made-at": "2026-05-24" } } }, "unknown", /is of 2026-05-24, 8 days ago; at most 7 days are asked for: make it again/],
  ["old and wrong", { ...AGE, checks: [{ select: "$.a", every: { equals: 1 } }] }, { structured: { e: { "made-at": "2026-05-24", a: 2 } } }, "unknown", /8 days ago/],
  ["without a date", AGE, { structured: { e: {} } }, "unknown", /does not say when it was made: `made-at: 2026-11-01`/],
  ["by Python's clock", AGE, { structured: { e: { timestamp: "2026-05-30 10:00:00.123" } } }, "pass", /made on 2026-05-30 10/],
  ["by its own name", { ...AGE, "made-at": "$.meta.at" }, { structured: { e: { meta: { at: "2026-05-30" } } } }, "pass", /2026-05-30/],
  ["by the last line", AGE, { structured: { e: [{ "made-at": "2025-01-01" }, { "made-at": "2026-05-30" }] } }, "pass", /2026-05-30/],
  ["of two dates", { ...AGE, "made-at": "$[*]" }, { structured: { e: ["2026-05-30", "2026-05-31"] } }, "unknown", /selects 2 values.*one date is asked for/],
  ["no date", AGE, { structured: { e: { "made-at": 1764000000 } } }, "unknown", /is 1764000000; a date such as/],
  ["still to come", AGE, { structured: { e: { "made-at": "2026-06-03" } } }, "unknown", /still to come/],
  ["tomorrow elsewhere", AGE, { structured: { e: { "made-at": "2026-06-02" } } }, "pass", /2026-06-02/],
  ["a place that cannot be found", { ...AGE, "made-at": "$..*..*..*..*" }, { structured: { e: deep(80) } }, "unknown", /200000/],

  ["a period long enough", SPAN, { structured: { e: { from: "2026-05-01", to: "2026-05-15" } } }, "pass", /^from 2026-05-01 to 2026-05-15 are 14 days; at least 14 are asked for$/],
  ["a period too short", SPAN, { structured: { e: { from: "2026-05-01", to: "2026-05-14" } } }, "fail", /are 13 days/],
  ["a period that ends before it begins", SPAN, { structured: { e: { from: "2026-05-15", to: "2026-05-01" } } }, "fail", /are -14 days/],
  ["a period without an end", SPAN, { structured: { e: { from: "2026-05-15" } } }, "unknown", /\$\.to selects 0 values/],
  ["a period without a beginning", SPAN, { structured: { e: { to: "2026-05-15" } } }, "unknown", /\$\.from selects 0 values/],
  ["a period that is not over", SPAN, { structured: { e: { from: "2026-05-15", to: "2026-06-20" } } }, "unknown", /still to come/],

  ["no worse", DROP, against({ value: 0.99 }, { value: 1 }), "pass", /no worse than on base/],
  ["worse", DROP, against({ value: 0.98 }, { value: 1 }), "fail", /^\$\['value'\] drops from 1 on base to 0.98, by 2.00 %; at most 1 % is asked for$/],
  ["better", DROP, against({ value: 2 }, { value: 1 }), "pass", /no worse/],
  ["risen", { ...E, baseline: { select: "$.value", "maximum-rise": 10 } }, against({ value: 1.2 }, { value: 1 }), "fail", /rises from 1 on base to 1.2, by 20.0 %/],
  ["from nothing", { ...E, baseline: { select: "$.value", "maximum-rise": 10 } }, against({ value: 0.1 }, { value: 0 }), "fail", /rises from 0 on base to 0.1; at most 10 %/],
  ["below nothing", DROP, against({ value: -1.02 }, { value: -1 }), "fail", /drops from -1/],
  ["two worse", { ...E, baseline: { select: "$[*]", "maximum-drop": 1 } }, against([1, 1], [2, 2]), "fail", /^\$\[0\] drops .*; and 1 more$/],
  ["no base yet", DROP, { structured: { e: { value: 1 } } }, "pass", /base has nothing to compare with yet/],
  ["a base that cannot be read", DROP, against({ value: 1 }, { unavailable: "invalid" }), "pass", /nothing to compare with yet/],
  ["a base that did not answer", DROP, against({ value: 1 }, { unavailable: "upstream" }), "unknown", /upstream/],
  ["a base without the value", DROP, against({ value: 1 }, {}), "pass", /nothing to compare with yet/],
  ["a value that is lost", { ...E, baseline: { select: "$[*]", "maximum-drop": 1 } }, against({ a: 1 }, { a: 1, b: 1 }), "unknown", /base has \$\['b'\], which .* has no longer/],
  ["no value", DROP, against({}, { value: 1 }), "unknown", /selects 0 values/],
  ["NaN", DROP, against({ value: NAN }, { value: 1 }), "fail", /is NaN; a number to compare with base is asked for/],
  ["too much to compare", { ...E, baseline: { select: "$..*..*..*..*", "maximum-drop": 1 } }, against(deep(80), {}), "unknown", /200000/],
  ["data that is not what base has", { ...E, baseline: { select: "$.value", same: ["$.digest"], "maximum-drop": 1 } }, against({ value: 1, digest: "a".repeat(70) + "1" }, { value: 1, digest: "a".repeat(70) + "2" }), "unknown", /^\$\.digest is "a+…", and on base "a+…": the two cannot be compared$/],
  ["data that only base names", { ...E, baseline: { select: "$.value", same: ["$.digest"], "maximum-drop": 1 } }, against({ value: 1 }, { value: 1, digest: "a" }), "unknown", /^\$\.digest is not there, and on base "a"/],
  ["data as on base", { ...E, baseline: { select: "$.value", same: ["$.digest"], "maximum-drop": 1 } }, against({ value: 1, digest: "a" }, { value: 1, digest: "a" }), "pass", /no worse/],
  ["a tool's report that is worse than on base", { evidence: "e", presets: ["pandera"], baseline: { select: "$.value", "maximum-drop": 1 } }, against({ ok: true, value: 1 }, { ok: true, value: 2 }), "fail", /drops from 2 on base to 1/],
  ["a limit of a baseline", { ...E, limits: { drop: 5 }, baseline: { select: "$.value", "maximum-drop": { limit: "drop" } } }, against({ value: 0.96 }, { value: 1 }), "pass", /no worse/],

  ["no dataset of the kind", { ...DRIFT, "when-datasets": ["synthetic"] }, { card: { datasets: [{ name: "a", kind: "real" }] } }, "not-applicable", /no dataset of kind synthetic/],
  ["a dataset of the kind", { ...DRIFT, "when-datasets": ["synthetic"] }, { card: { datasets: [{ name: "a", kind: "synthetic" }] } }, "unknown", /no evidence/],
  ["no report of the tools", { ...E, presets: ["tfdv", "evidently"] }, { structured: { e: {} } }, "unknown", /is no report of tfdv or evidently that is known here/],
  ["a tool's report in place of checks", { ...DRIFT, presets: ["pandera"] }, { structured: { e: { ok: true } } }, "pass", /\$\.ok is true/],
  ["a tool's report that hides a failure", { ...DRIFT, presets: ["pandera"] }, { structured: { e: { ok: true, share: 0.9 } } }, "fail", /^\$\.share is 0.9/],
  ["checks where it is no tool's report", { ...DRIFT, presets: ["pandera"] }, { structured: { e: { share: 0.1 } } }, "pass", /0.1/],
]; // prettier-ignore

function until(params: object, e: unknown): string | undefined {
  return judgeKind("predicate", params as never, { structured: { e } }).validUntil;
}

describe("a predicate", () => {
  test.each([...COMPARISONS, ...QUANTIFIERS, ...NOT_FINITE, ...REST])(
    "%s",
    (_, params, facts, outcome, reason) => {
      const finding = judgeKind("predicate", params, facts);
      expect(finding.reason).toMatch(reason);
      expect(finding.outcome).toBe(outcome);
    },
  );

  test("names values with their places", () => {
    const finding = judgeKind("predicate", DRIFT, { structured: { e: { share: 0.4 } } });
    expect(finding.evidence).toEqual([
      { path: ".mltrl/evidence/detector/e.yml", line: 1, column: 1, seen: "0.4" },
    ]);
  });

  test("tells a value from its like by the name beside it, and a mapping by its members", () => {
    const checks = [
      { name: "gloss", passed: false, bounds: [0, 1] },
      { name: "x".repeat(81), passed: false },
      { name: "grain", passed: true },
    ];
    const every = { ...E, checks: [{ select: "$[*].passed", every: { equals: true } }] };
    const failed = judgeKind("predicate", every, { structured: { e: checks } });
    expect(failed.evidence.map(({ seen }) => seen)).toEqual(["false (gloss)", "false"]);
    expect(failed.reason).toMatch(/such as false \(gloss\)/);
    const none = {
      ...E,
      checks: [{ select: "$[?@.passed == false]", "minimum-matches": 0, "maximum-matches": 0 }],
    };
    const found = judgeKind("predicate", none, { structured: { e: checks } });
    expect(found.evidence[0]?.seen).toBe('name: "gloss", passed: false');
  });

  test("says when it turns by itself", () => {
    expect(until(AGE, { "made-at": "2026-05-25" })).toBe("2026-06-02T00:00:00Z");
    expect(until(AGE, { "made-at": "2026-05-25T15:00:00Z" })).toBe("2026-06-01T15:00:00Z");
    const newer = { ...E, checks: [{ select: "$[*]", every: { "newer-than-days": 30 } }] };
    expect(until(newer, ["2026-05-20", "2026-05-10"])).toBe("2026-06-10T00:00:00Z");
    const older = { ...E, checks: [{ select: "$", every: { "older-than-days": 30 } }] };
    expect(until(older, "2026-05-20")).toBe("2026-06-20T00:00:00Z");
    expect(until(older, "2026-01-20")).toBeUndefined();
    expect(until({ ...newer, ...AGE, "made-at": "$[0]" }, ["2026-05-28"])).toBe("2026-06-05T00:00:00Z"); // prettier-ignore
  });
});

describe("the parameters of a predicate", () => {
  test.each<[string, object, RegExp]>([
    ["nothing to ask", {}, /expected something to ask/],
    ["a selector that is none", { checks: [{ select: "$.a[", every: { exists: true } }] }, /expected a name in quotes/],
    ["two quantifiers", { checks: [{ select: "$", every: { exists: true }, none: { exists: true } }] }, /exactly one of/],
    ["no quantifier", { checks: [{ select: "$" }] }, /exactly one of/],
    ["no comparison", { checks: [{ select: "$", every: {} }] }, /at least one comparison/],
    ["half a period", { from: "$.a", "minimum-days": 3 }, /together/],
    ["a baseline without a bound", { baseline: { select: "$.a" } }, /expected `maximum-drop`/],
  ])("cannot be %s", (_, params, message) => {
    const { error } = predicate.params.safeParse({ evidence: "e", ...params });
    expect(error?.message).toMatch(message);
  }); // prettier-ignore

  test("tell of each limit which way is stricter", () => {
    const asked = predicate.params.parse({
      evidence: "e",
      limits: {},
      checks: [
        {
          select: "$",
          every: { "at-most": { limit: "a" }, between: [{ limit: "b" }, { limit: "c" }] },
        },
        { select: "$", none: { above: { limit: "d" } }, "minimum-matches": { limit: "e" } },
        { select: "$", "maximum-matches": { limit: "f" } },
        { select: "$", some: { "at-least": { limit: "g" }, below: { limit: "h" } } },
        { select: "$", every: { above: { limit: "h" } } },
      ],
      baseline: { select: "$", "maximum-drop": { limit: "i" }, "maximum-rise": { limit: "j" } },
    });
    expect(Object.fromEntries(limitDirections(asked as never))).toEqual({
      a: "lower",
      b: "higher",
      c: "lower",
      d: "lower",
      e: "higher",
      f: "lower",
      g: "higher",
      h: undefined, // lower in one place, higher in another
      i: "lower",
      j: "lower",
    });
    expect(predicate.limitDirections?.({ checks: 3 }).size).toBe(0);
  });

  test("set, in the catalogue, every limit that they refer to, and no other", () => {
    const rules = catalogue.rules.filter(({ kind }) => KINDS.get(kind)?.limitDirections);
    for (const { id, kind, params } of rules) {
      const directions = KINDS.get(kind)?.limitDirections?.(params) ?? new Map<string, string>();
      expect([id, ...directions.keys()]).toEqual([id, ...Object.keys(params["limits"] as object)]);
      expect([...directions.values()]).not.toContain(undefined);
    }
  });
});

function deep(depth: number): unknown {
  return depth === 0 ? 1 : [deep(depth - 1)];
}

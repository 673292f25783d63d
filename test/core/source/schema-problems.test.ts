import { describe, expect, test } from "@jest/globals";
import * as z from "zod";
import type { Pointer } from "../../../src/core/source/yaml.ts";
import { parseWith } from "../../../src/core/source/schema-problems.ts";
import { parseYaml } from "../../../src/core/source/yaml.ts";

function problems(schema: z.ZodType, text: string, at?: Pointer): string[] {
  const yaml = parseYaml(text, "f.yml");
  if (!yaml.ok) throw new Error(yaml.problems[0]?.message);
  const parsed = parseWith(schema, yaml.value, at);
  return parsed.ok
    ? []
    : parsed.problems.map(({ place, message }) => `${place.line}:${place.column} ${message}`);
}

const severity = z.union([
  z.enum(["blocking", "advisory", "off"]),
  z.strictObject({ "blocking-from": z.int().min(0).max(9) }),
]);

test("a value that fits comes back with the schema's type", () => {
  const yaml = parseYaml("a: {b: [1, 2]}", "f.yml");
  const parsed = yaml.ok ? parseWith(z.array(z.number()), yaml.value, ["a", "b"]) : yaml;
  expect(parsed).toEqual({ ok: true, value: [1, 2] });
});

describe("one problem", () => {
  test.each<[what: string, schema: z.ZodType, text: string, problem: string]>([
    ["of kind", z.strictObject({ a: z.string() }), "a: 3", "1:4 `a`: expected text, got 3"],
    ["of root", z.strictObject({}), "- a", "1:1 expected a mapping, got a list"],
    [
      "of emptiness",
      z.strictObject({ a: z.array(z.string()) }),
      "a:",
      "1:1 `a`: expected a list, got nothing",
    ],
    [
      "of absence",
      z.strictObject({ a: z.strictObject({ b: z.number() }) }),
      "a: {}",
      "1:1 `a.b`: is missing; expected a number",
    ],
    [
      "of a flag",
      z.strictObject({ a: z.boolean() }),
      "a: yes",
      '1:4 `a`: expected `true` or `false`, got "yes"',
    ],
    ["of a literal", z.strictObject({ a: z.literal(1) }), "a: 2", "1:4 `a`: expected `1`, got 2"],
    [
      "of a mapping",
      z.strictObject({ a: z.literal(1) }),
      "a: {b: c}",
      "1:4 `a`: expected `1`, got a mapping",
    ],
    ["of size", z.array(z.number().max(100)), "- 300", "1:3 `[0]`: expected at most 100, got 300"],
    ["of bounds", z.array(z.number().gt(1).lt(5)), "- 1", "1:3 `[0]`: expected more than 1, got 1"],
    [
      "of upper bounds",
      z.array(z.number().gt(1).lt(5)),
      "- 5",
      "1:3 `[0]`: expected less than 5, got 5",
    ],
    [
      "of a length",
      z.strictObject({ a: z.array(z.string()).min(1) }),
      "a: []",
      "1:4 `a`: expected at least 1 entry, got an empty list",
    ],
    [
      "of text",
      z.strictObject({ a: z.string().min(3) }),
      "a: ab",
      '1:4 `a`: expected at least 3 characters, got "ab"',
    ],
    [
      "of steps",
      z.strictObject({ a: z.number().multipleOf(5) }),
      "a: 7",
      "1:4 `a`: expected a multiple of 5, got 7",
    ],
    [
      "of a whole",
      z.strictObject({ a: z.int() }),
      "a: 1.5",
      "1:4 `a`: expected a whole number, got 1.5",
    ],
    [
      "of form",
      z.strictObject({ a: z.string().regex(/^x$/) }),
      "a: y",
      '1:4 `a`: expected text like /^x$/, got "y"',
    ],
    [
      "of a format",
      z.strictObject({ a: z.email() }),
      "a: y",
      '1:4 `a`: expected text in the form `email`, got "y"',
    ],
    [
      "in own words",
      z.strictObject({ a: z.iso.date("expected a date such as `2026-01-31`") }),
      "a: 31.1.",
      '1:4 `a`: expected a date such as `2026-01-31`, got "31.1."',
    ],
    [
      "of a word",
      z.strictObject({ a: z.enum(["observe", "warn"]) }),
      "a: wran",
      '1:4 `a`: expected one of `observe`, `warn`, got "wran"; did you mean `warn`?',
    ],
    [
      "of another word",
      z.strictObject({ a: z.enum(["observe", "warn"]) }),
      "a: never",
      '1:4 `a`: expected one of `observe`, `warn`, got "never"',
    ],
    [
      "of a key",
      z.strictObject({ paths: z.number().optional(), ignore: z.number().optional() }),
      "pahts: 1",
      '1:1 unknown key "pahts"; did you mean `paths`?; allowed are `paths`, `ignore`',
    ],
    [
      "of a foreign key",
      z.strictObject({ a: z.strictObject({ paths: z.number().optional() }) }),
      "a:\n  colour: 1",
      '2:3 `a`: unknown key "colour"; allowed are `paths`',
    ],
    [
      "of a listed key",
      z.partialRecord(z.enum(["lines", "branches"]), z.number()),
      "lnies: 1",
      '1:1 unknown key "lnies"; did you mean `lines`?; allowed are `lines`, `branches`',
    ],
    [
      "of a name",
      z.strictObject({
        a: z.record(z.string().regex(/^[a-z]+$/, "expected small letters"), z.number()),
      }),
      "a:\n  B: 1",
      '2:3 `a`: the key "B" cannot be used: expected small letters',
    ],
    [
      "of a union",
      severity,
      "7",
      "1:1 expected one of `blocking`, `advisory`, `off` or a mapping, got 7",
    ],
    [
      "of a union's word",
      severity,
      "blockin",
      '1:1 expected one of `blocking`, `advisory`, `off` or a mapping, got "blockin"; did you mean `blocking`?',
    ],
    [
      "inside a union",
      severity,
      "{blocking-from: 12}",
      "1:17 `blocking-from`: expected at most 9, got 12",
    ],
    [
      "inside a list of a union",
      z.union([z.string(), z.array(z.string())]),
      "- {a: b}",
      "1:3 `[0]`: expected text, got a mapping",
    ],
    [
      "of a missing union",
      z.strictObject({ severity }),
      "{}",
      "1:1 `severity`: is missing; expected one of `blocking`, `advisory`, `off` or a mapping",
    ],
    [
      "of unions within unions",
      z.union([severity, z.number()]),
      "true",
      "1:1 expected one of `blocking`, `advisory`, `off` or a mapping or a number, got true",
    ],
    [
      "of a discriminator",
      z.discriminatedUnion("type", [
        z.strictObject({ type: z.literal("one") }),
        z.strictObject({ type: z.literal("two") }),
      ]),
      "type: tow",
      '1:7 `type`: expected one of `one`, `two`, got "tow"; did you mean `two`?',
    ],
    [
      "of a missing discriminator",
      z.discriminatedUnion("type", [z.strictObject({ type: z.literal("one") })]),
      "{}",
      "1:1 `type`: is missing; expected `one`",
    ],
    [
      "of the whole",
      z.strictObject({ a: z.number() }).refine(() => false, "expected something else"),
      "a: 1",
      "1:1 expected something else",
    ],
    [
      "of a refinement",
      z.strictObject({ a: z.string().refine(() => false, "expected a glob") }),
      "a: ..",
      '1:4 `a`: expected a glob, got ".."',
    ],
    [
      "that quotes itself",
      z.strictObject({ a: z.string().refine(() => false, 'the glob ".." leads out') }),
      "a: ..",
      '1:4 `a`: the glob ".." leads out',
    ],
    [
      "that is long",
      z.strictObject({ a: z.number() }),
      `a: ${"x".repeat(200)}`,
      `1:4 \`a\`: expected a number, got "${"x".repeat(60)}…"`,
    ],
  ])("%s", (_, schema, text, problem) => {
    expect(problems(schema, text)).toEqual([problem]);
  });
});

test("every problem is told, in the order of the file", () => {
  const schema = z.strictObject({
    version: z.literal(1),
    checks: z.record(z.string(), z.strictObject({ severity, scope: z.enum(["touched", "all"]) })),
  });
  const text = `checks:
  main: {scope: touchd, severity: {blocking-form: 1}}
  release:
    severity: off
verson: 1
`;
  expect(problems(schema, text)).toEqual([
    "1:1 `version`: is missing; expected `1`",
    '2:17 `checks.main.scope`: expected one of `touched`, `all`, got "touchd"; did you mean `touched`?',
    "2:25 `checks.main.severity.blocking-from`: is missing; expected a number",
    '2:36 `checks.main.severity`: unknown key "blocking-form"; did you mean `blocking-from`?; allowed are `blocking-from`',
    "3:3 `checks.release.scope`: is missing; expected one of `touched`, `all`",
    '5:1 unknown key "verson"; did you mean `version`?; allowed are `version`, `checks`',
  ]);
});

describe("one problem more", () => {
  const own = z.union([z.string().regex(/^x$/, "expected an x"), z.number()], "expected an x or 1");

  test.each<[what: string, schema: z.ZodType, text: string, problem: string]>([
    [
      "of a union in own words",
      z.strictObject({ a: own }),
      "a: [y]",
      "1:4 `a`: expected an x or 1, got a list",
    ],
    [
      "of an alternative in own words",
      z.strictObject({ a: own }),
      "a: y",
      '1:4 `a`: expected an x, got "y"',
    ],
    [
      "of a union of unions in own words",
      z.union([own, z.boolean()]),
      "{}",
      "1:1 expected an x or 1 or `true` or `false`, got a mapping",
    ],
    [
      "of a part that the whole points to",
      z
        .strictObject({ from: z.number(), to: z.number() })
        .refine(() => false, { path: ["to"], message: "goes down" }),
      "from: 3\nto: 2",
      "2:5 `to`: goes down, got 2",
    ],
    [
      "of a list that the whole points to",
      z
        .strictObject({ a: z.array(z.number()) })
        .refine(() => false, { path: ["a"], message: "adds up to nothing" }),
      "a: [0]",
      "1:4 `a`: adds up to nothing",
    ],
    [
      "of a part that is not there",
      z
        .strictObject({ a: z.number().optional() })
        .refine(() => false, { path: ["a"], message: "say `a` or `b`" }),
      "{}",
      "1:1 `a`: is missing; say `a` or `b`",
    ],
    [
      "without words",
      z.strictObject({ a: z.number().refine(() => false) }),
      "a: 2",
      "1:4 `a`: expected something else, got 2",
    ],
    [
      "of a date",
      z.strictObject({ a: z.date() }),
      "a: 2026-01-31",
      '1:4 `a`: expected date, got "2026-01-31"',
    ],
    [
      "of a number beyond numbers",
      z.strictObject({ a: z.number() }),
      "a: .inf",
      "1:4 `a`: expected a number, got Infinity",
    ],
    [
      "of keys that are listed by number",
      z.partialRecord(z.literal([1, 2]), z.string()),
      "3: a",
      '1:1 unknown key "3"; allowed are `1`, `2`',
    ],
    [
      "of one of two near words",
      z.enum(["warm", "warn"]),
      "wan",
      '1:1 expected one of `warm`, `warn`, got "wan"; did you mean `warn`?',
    ],
  ])("%s", (_, schema, text, problem) => {
    expect(problems(schema, text)).toEqual([problem]);
  });
});

test("a part of a document is named by where it stands in the whole", () => {
  expect(problems(z.array(z.number()), "a:\n  b: [1, x]", ["a", "b"])).toEqual([
    '2:10 `a.b[1]`: expected a number, got "x"',
  ]);
  expect(problems(z.number(), "a: 1", ["b", "c"])).toEqual([
    "1:1 `b.c`: is missing; expected a number",
  ]);
  expect(problems(z.number(), "a: 1", ["a", "c"])).toEqual([
    "1:1 `a.c`: is missing; expected a number",
  ]);
});

test("no more problems are told than anybody mends at once", () => {
  const text = Array.from({ length: 500 }, (_, index) => `k${index}: 1`).join("\n");
  const told = problems(z.strictObject({}), text);
  expect(told).toHaveLength(100);
  expect(told[0]).toBe('1:1 unknown key "k0"; none is allowed here');
});

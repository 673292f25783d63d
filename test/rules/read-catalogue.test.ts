import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import { readCatalogue } from "../../scripts/generate/read-catalogue.ts";
import { placeText } from "../../src/core/model/place.ts";

const roots: string[] = [];

afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true });
});

function readFiles(files: Readonly<Record<string, string>>) {
  const root = mkdtempSync(join(tmpdir(), "mltrl-rules-"));
  roots.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return readCatalogue(root);
}

/** The problems of a folder with these files, as the generator prints them. */
function problemsOf(files: Readonly<Record<string, string>>): string[] {
  const read = readFiles(files);
  return read.ok
    ? []
    : read.problems.map(({ place, message }) => `${placeText(place)}: ${message}`);
}

function rule(id: string, more: string): string {
  return `  - id: ${id}
    claim: It holds.
    why: It matters.
    severity: blocking
    origin: judgement
    source: judgement
    default: always
    effort: low
    remedy: [Make it hold]
${more}`;
}

const RULES = "rules/1-test.yml";

test("a folder without faults has no problems", () => {
  const files = {
    [RULES]: `gate: 1\nrules:\n${rule("one", "    kind: card-exists\n")}`,
    "rules/profiles/some.yml": "description: Some.\nrules: [one]\n",
  };
  expect(problemsOf(files)).toEqual([]);
});

test("every problem of every file is told at once, with its place", () => {
  const problems = problemsOf({
    [RULES]: `gate: 1\nrules:\n${[
      rule("no-kind", "    kind: guesswork\n"),
      rule("bad-params", "    kind: code-version\n    params: { minimum: 0, maximum: 3 }\n"),
      rule("no-params", "    kind: coverage\n"),
      rule("twice", "    kind: card-exists\n"),
      rule("twice", "    kind: card-exists\n"),
    ].join("")}`,
    "rules/2-shape.yml": "gate: 12\nrules: []\n",
    "rules/profiles/some.yml": "description: Some.\nrules: [nowhere]\n",
    "rules/checklists/list.yml": "name: a list\nsource: here\nitems: []\n",
  });
  for (const expected of [
    /^rules\/1-test\.yml:12:11: no kind "guesswork"; expected one of .*artifact-version, /,
    /^rules\/1-test\.yml:23:24: .*expected at least 1, got 0/,
    /^rules\/1-test\.yml:23:27: .*unknown key "maximum".*allowed are `minimum`/,
    /^rules\/1-test\.yml:24:\d+: params are missing: lines$/,
    /^rules\/1-test\.yml:34:9: "twice" is there twice$/,
    /^rules\/2-shape\.yml:1:7: `gate`: expected/,
    /^rules\/2-shape\.yml:2:8: `rules`: expected at least 1 entry/,
    /^rules\/profiles\/some\.yml:2:9: there is no rule "nowhere"$/,
    /^rules\/checklists\/list\.yml:1:7: `name`: expected kebab-case/,
    /^rules\/checklists\/list\.yml:3:8: `items`: expected at least 1 entry/,
  ]) {
    expect(problems).toContainEqual(expect.stringMatching(expected));
  }
});

test("a remedy is never empty, and an id is kebab-case", () => {
  const text = `gate: every\nrules:\n${rule("Upper_Case", "    kind: card-exists\n")}`;
  const problems = problemsOf({ [RULES]: text.replace("[Make it hold]", "[]") });
  expect(problems).toEqual([
    expect.stringMatching(/:3:9: .*expected kebab-case/),
    expect.stringMatching(/:11:13: .*remedy.*expected at least 1 entry/),
  ]);
});

describe("an older version", () => {
  const newest = {
    [RULES]: `gate: 1\nrules:\n${rule("one", "    kind: card-exists\n")}${rule("new", "    kind: card-exists\n")}`,
  };

  test("is read with its rules and profiles as they stood", () => {
    const was = rule("gone", "    kind: code-version\n").replaceAll(/^/gm, "    ");
    const read = readFiles({
      ...newest,
      "rules/older/0.10.yml":
        "absent: [new]\nprofiles: { full: { description: All., rules: all } }\n",
      "rules/older/0.9.yml": `was:\n  - gate: 2\n    rules:\n${was}\nprofiles: { full: { description: All., rules: all } }\n`,
    });
    const older = read.ok ? read.value.older : [];
    expect(older.map(({ ladder, absent }) => [ladder, absent])).toEqual([
      ["0.9", []],
      ["0.10", ["new"]],
    ]);
    expect(older[0]?.was.map(({ id, gate }) => [id, gate])).toEqual([["gone", 2]]);
    expect(older.map(({ profiles }) => profiles[0]?.rules)).toEqual([["one", "gone"], ["one"]]);
  });

  test("is told of what is nowhere", () => {
    expect(
      problemsOf({
        ...newest,
        "rules/older/0.9.yml":
          "absent: [nowhere]\nprofiles: { lite: { description: Some., rules: [new, two] } }\n",
      }),
    ).toEqual([
      'rules/older/0.9.yml:1:10: there is no rule "nowhere"',
      'rules/older/0.9.yml:2:54: there is no rule "two"',
    ]);
  });
});

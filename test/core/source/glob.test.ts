import { describe, expect, test } from "@jest/globals";
import {
  compileGlobs,
  literalFolders,
  MAX_PATTERN_LENGTH,
  patternFault,
} from "../../../src/core/source/glob.ts";

describe("a path matches", () => {
  test.each<[string, string, boolean]>([
    ["src/**", "src/a.py", true],
    ["src/**", "src/deep/er/a.py", true],
    ["src/**", "src", false],
    ["src/**", "source/a.py", false],
    ["src/*", "src/deep/a.py", false],
    ["**/*.md", "README.md", true],
    ["**/*.md", "docs/deep/README.md", true],
    ["**", ".mltrl/config.yml", true],
    ["src/*", "src/.hidden", true],
    ["!src/**", "docs/a.md", false],
    ["!src/**", "!src/a", true],
    ["#src", "#src", true],
    ["a/{b,c}/*.py", "a/c/x.py", true],
    ["a/{b,c}/*.py", "a/d/x.py", false],
    ["reports/[ab].xml", "reports/b.xml", true],
    ["README.md", "README.md", true],
    ["README.md", "readme.md", false],
    ["release/**", "release/1/hotfix", true],
    ["a\\b", "a/b", false],
  ])("%s, %s: %s", (pattern, path, expected) => {
    expect(compileGlobs([pattern])(path)).toBe(expected);
  });

  test("any of several patterns, and none of none", () => {
    expect(compileGlobs(["a/**", "b/**"])("b/x")).toBe(true);
    expect(compileGlobs([])("b/x")).toBe(false);
  });
});

describe("what is wrong with a pattern", () => {
  test.each([
    ["src/**", undefined],
    ["a".repeat(MAX_PATTERN_LENGTH), undefined],
    ["a".repeat(MAX_PATTERN_LENGTH + 1), "is longer than 1024 characters"],
    ["/src", "must be relative"],
    ["./src", "must be relative"],
    ["src/../other", "must be relative"],
    ["..", "must be relative"],
    ["a..b", undefined],
    ["{1..5000}", undefined],
    ["{a,b}".repeat(20), "expands to more than 1000 alternatives"],
  ])("%.30s: %s", (pattern, fault) => {
    const found = patternFault(pattern);
    expect(found?.slice(0, fault?.length)).toBe(fault);
  });
});

describe("the folders that patterns look into", () => {
  test.each<[string[], string[]]>([
    [["src/**"], ["src"]],
    [["src/net/*.py"], ["src/net"]],
    [["src/net/a.py"], ["src/net"]],
    [["**/*.py"], [""]],
    [["README.md"], [""]],
    [["src/**", "src/net/**"], ["src"]],
    [
      ["src/**", "source/**"],
      ["source", "src"],
    ],
    [["src/**", "**"], [""]],
    [["src/{a,b}/**"], ["src"]],
    [["src/ne*/x"], ["src"]],
    [[], []],
  ])("%j: %j", (patterns, folders) => {
    expect(literalFolders(patterns)).toEqual(folders);
  });
});

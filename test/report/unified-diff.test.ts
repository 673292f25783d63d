import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { type FileDiff, unifiedDiff } from "../../src/report/unified-diff.ts";

/** What `git apply` makes of a patch, by path. */
function applied(files: readonly FileDiff[]): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), "mltrl-diff-"));
  try {
    for (const { path, before } of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      if (before !== undefined) writeFileSync(join(folder, path), before);
    }
    execFileSync("git", ["apply", "--whitespace=nowarn", "-"], {
      cwd: folder,
      input: unifiedDiff(files),
      stdio: ["pipe", "ignore", "pipe"],
    });
    return Object.fromEntries(
      files.map(({ path }) => [path, readFileSync(join(folder, path), "utf8")]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const LINES = Array.from({ length: 20 }, (_, i) => `line ${i + 1}\n`);
const text = (changes: Record<number, string | null>): string =>
  LINES.map((line, i) => (Object.hasOwn(changes, i + 1) ? (changes[i + 1] ?? "") : line)).join("");

describe("git takes a patch of", () => {
  test.each<[string, string | undefined, string]>([
    ["a new file", undefined, "a\nb\n"],
    ["a new file without an end of line", undefined, "a\nb"],
    ["a changed line", text({}), text({ 10: "changed\n" })],
    ["the first line", text({}), text({ 1: "changed\n" })],
    ["the last line", text({}), text({ 20: "changed\n" })],
    ["lines far apart", text({}), text({ 2: "two\n", 19: "nineteen\n" })],
    ["an inserted line", text({}), text({ 10: "line 10\nnew\n" })],
    ["a removed line", text({}), text({ 10: null })],
    ["repeated lines", "a\na\na\n", "a\na\n"],
    ["a lost end of line", "a\nb\n", "a\nb"],
    ["a gained end of line", "a\nb", "a\nb\n"],
    ["Windows ends of line", "a\r\nb\r\n", "a\r\nc\r\n"],
    ["a file that was empty", "", "a\n"],
    ["a file that becomes empty", "a\nb\n", ""],
    ["lines that look like a patch", "--- a\n+++ b\n", "--- a\n+++ c\n"],
    ["an appended line", "a\n", "a\nb\n"],
  ])("%s", (_, before, after) => {
    const path = ".mltrl/cards/detector.md";
    expect(applied([{ path, before, after }])).toEqual({ [path]: after });
  });

  test("several files", () => {
    const files = [
      { path: "a/b.md", before: "level: 2\n", after: "level: 3\n" },
      { path: "c.yml", before: undefined, after: "x: 1\n" },
    ];
    expect(applied(files)).toEqual({ "a/b.md": "level: 3\n", "c.yml": "x: 1\n" });
  });
});

test("a hunk shows three lines around what changed", () => {
  expect(unifiedDiff([{ path: "x", before: text({}), after: text({ 10: "ten\n" }) }])).toBe(
    `diff --git a/x b/x
--- a/x
+++ b/x
@@ -7,7 +7,7 @@
 line 7
 line 8
 line 9
-line 10
+ten
 line 11
 line 12
 line 13
`,
  );
});

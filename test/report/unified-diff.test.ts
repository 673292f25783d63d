import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { unifiedDiff } from "../../src/report/unified-diff.ts";

describe("a patch", () => {
  let directory = "";
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), "mltrl-diff-"));
    execFileSync("git", ["init", "-q"], { cwd: directory });
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test.each([
    ["a changed line", "a\nb\nc\nd\ne\nf\ng\nh\n", "a\nb\nc\nd\nX\nf\ng\nh\n"],
    ["an added last line without its end", "a\nb\n", "a\nb\nc"],
    ["a removed line", "a\nb\nc\n", "a\nc\n"],
    ["two distant changes", "a\nb\nc\nd\ne\nf\ng\nh\n", "X\nb\nc\nd\ne\nf\ng\nY\n"],
    ["a new file", undefined, "one\ntwo\n"],
  ])("with %s is taken by git apply", (_, before, after) => {
    const path = join(directory, "file.md");
    rmSync(path, { force: true });
    if (before !== undefined) writeFileSync(path, before);
    execFileSync("git", ["apply", "-"], {
      cwd: directory,
      input: unifiedDiff([{ path: "file.md", before, after }]),
    });
    expect(readFileSync(path, "utf8")).toBe(after);
  });
});

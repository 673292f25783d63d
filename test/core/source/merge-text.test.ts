import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { mergeText } from "../../../src/core/source/merge-text.ts";

/** One line for each letter. */
const text = (letters: string): string => letters.replaceAll(/./g, "$&\n");

test.each<[string, string, string, string, string | undefined]>([
  ["changes far apart are both kept", "abcde", "Abcde", "abcdE", "AbcdE"],
  ["whichever side stands first", "abcde", "abcdE", "Abcde", "AbcdE"],
  ["an insertion and a removal", "abcdef", "abxcdef", "abcdf", "abxcdf"],
  ["the same change is one", "abc", "aXc", "aXc", "aXc"],
  ["what only base changed is base's", "abc", "abc", "aXc", "aXc"],
  ["what only head changed is head's", "abc", "aXc", "abc", "aXc"],
  ["changes of one line", "abc", "aXc", "aYc", undefined],
  ["changes of lines side by side", "abcd", "aXcd", "abYd", undefined],
  ["what both add in one place", "abcd", "abXcd", "abYcd", undefined],
  ["a change within what is taken out", "abcdefg", "aefg", "abXdefg", undefined],
  ["a change between two of the other side", "abcdefg", "AbcdefG", "abcDefg", undefined],
  ["changes with no line between them that stands once", "abxxbc", "Abxxbc", "abxxbC", undefined],
  ["a line that came to one of several equal ones", "axxxb", "axxxxb", "axYxb", undefined],
  ["a line that went from several equal ones", "axxxb", "axxb", "axYxb", undefined],
])("%s", (_, ancestor, ours, theirs, merged) => {
  expect(mergeText(text(ancestor), text(ours), text(theirs))).toBe(merged && text(merged));
});

test("a lost end of the last line is a change of it", () => {
  expect(mergeText("a\nb\nc\n", "A\nb\nc\n", "a\nb\nc")).toBe("A\nb\nc");
  expect(mergeText("a\nb\nc\n", "a\nb\nc", "a\nb\nC\n")).toBeUndefined();
});

const folder = mkdtempSync(join(tmpdir(), "mltrl-merge-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Sides = readonly [ancestor: string, ours: string, theirs: string];

function git(words: readonly string[], input = ""): string {
  const who = { GIT_AUTHOR_NAME: "a", GIT_AUTHOR_EMAIL: "a@acme.example", GIT_COMMITTER_NAME: "a", GIT_COMMITTER_EMAIL: "a@acme.example" }; // prettier-ignore
  return execFileSync("git", words, {
    cwd: folder,
    encoding: "utf8",
    input,
    env: { ...process.env, ...who, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" },
    stdio: ["pipe", "pipe", "ignore"],
  });
}

function orNothing(step: () => string): string | undefined {
  try {
    return step();
  } catch {
    return undefined;
  }
}

/** What git makes of files, line by line in its usual way. */
function mergedFile(sides: Sides): string | undefined {
  const [ancestor, ours, theirs] = sides.map((each, i) => {
    const path = join(folder, `side-${i}`);
    writeFileSync(path, each);
    return path;
  });
  return orNothing(() => git(["merge-file", "--stdout", ours ?? "", ancestor ?? "", theirs ?? ""]));
}

/** What git makes of commits, as GitHub does it. */
function mergedCommit(sides: Sides): string | undefined {
  const commit = (content: string, ...parents: string[]): string => {
    const blob = git(["hash-object", "-w", "--stdin"], content).trim();
    const tree = git(["mktree"], `100644 blob ${blob}\tfile\n`).trim();
    return git(["commit-tree", tree, ...parents.flatMap((each) => ["-p", each])], "x").trim();
  };
  const origin = commit(sides[0]);
  const [ours, theirs] = [commit(sides[1], origin), commit(sides[2], origin)];
  const tree = orNothing(() => git(["merge-tree", "--write-tree", ours, theirs]).trim());
  return tree === undefined ? undefined : git(["cat-file", "blob", `${tree}:file`]);
}

// Few different lines: then it matters most which equal ones are taken for each other.
const letters = fc.string({ unit: fc.constantFrom("a", "b", "c", "d"), maxLength: 12 });
const side = (ancestor: string) =>
  fc
    .tuple(fc.nat({ max: ancestor.length }), fc.nat({ max: 3 }), letters)
    .map(([at, taken, put]) => ancestor.slice(0, at) + put.slice(0, 3) + ancestor.slice(at + taken)); // prettier-ignore
const sides = letters.chain((ancestor) =>
  fc.tuple(fc.constant(ancestor), side(ancestor), side(ancestor)),
);

test.each<[string, (sides: Sides) => string | undefined, number]>([
  ["files", mergedFile, 60],
  ["commits", mergedCommit, 12],
])("is what git makes of %s, wherever both merge", (_, mergedByGit, numRuns) => {
  git(["init", "--quiet"]);
  fc.assert(
    fc.property(sides, ([ancestor, ours, theirs]) => {
      const asked = [text(ancestor), text(ours), text(theirs)] as const;
      const merged = mergeText(...asked);
      fc.pre(merged !== undefined);
      expect(mergedByGit(asked) ?? merged).toBe(merged);
    }),
    { numRuns },
  );
});

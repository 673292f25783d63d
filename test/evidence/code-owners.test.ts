import { describe, expect, test } from "@jest/globals";
import { codeOwnersOf, parseCodeOwners } from "../../src/evidence/code-owners.ts";

function ownersOf(text: string, path: string): readonly string[] {
  return codeOwnersOf(parseCodeOwners(text), path);
}

/** From GitHub's page "About code owners". */
describe("a pattern", () => {
  test.each<[string, string, boolean]>([
    ["*", "a/b/c.py", true],
    ["*.js", "deep/down/a.js", true],
    ["*.js", "a.jsx", false],
    ["/build/logs/", "build/logs/a/b.log", true],
    ["/build/logs/", "sub/build/logs/a.log", false],
    ["docs/*", "docs/getting-started.md", true],
    ["docs/*", "docs/build-app/troubleshooting.md", false],
    ["docs/*", "sub/docs/getting-started.md", false],
    ["apps/", "here/apps/there/a.py", true],
    ["apps/", "here/apps", false],
    ["/docs/", "docs/a/b.md", true],
    ["/apps/github", "apps/github/a.py", true],
    ["/apps/github", "apps/github", true],
    ["/apps/github", "apps/githubber", false],
    ["**/logs", "build/logs/a.log", true],
    ["**/logs", "deeply/nested/logs/a", true],
    ["/scripts/**", "scripts/a/b", true],
    ["/scripts", "other/scripts/a", false],
    ["src/*/deep", "src/a/deep/b.py", true],
    ["a\\ b.txt", "a b.txt", true],
    ["a{b,c}", "ab", false],
    ["a{b,c}", "a{b,c}", true],
    ["a?c", "abc", true],
  ])("%s and %s: %p", (pattern, path, owned) => {
    expect(ownersOf(`${pattern} @alice`, path)).toEqual(owned ? ["alice"] : []);
  });
});

describe("a line", () => {
  test("later one decides, also where it names nobody", () => {
    const text = "* @alice\n/docs/ @bob\n/docs/free/\n";
    expect(ownersOf(text, "a.py")).toEqual(["alice"]);
    expect(ownersOf(text, "docs/a.md")).toEqual(["bob"]);
    expect(ownersOf(text, "docs/free/a.md")).toEqual([]);
  });

  test("names people and teams; an e-mail address names no account here", () => {
    expect(ownersOf("* @alice @acme/ml-team bob@acme.example", "a")).toEqual([
      "alice",
      "acme/ml-team",
    ]);
  });

  test.each([
    ["a comment", "# * @alice"],
    ["blank", "   "],
    ["a negation", "!*.py @alice"],
    ["a range of characters", "[ab].py @alice"],
    ["with a name that is none", "* alice"],
    ["with a pattern that leaves the repository", "../* @alice"],
  ])("is skipped that is %s", (_, line) => {
    expect(ownersOf(`* @fallback\n${line}`, "a.py")).toEqual(["fallback"]);
  });

  test("ends at a comment", () => {
    expect(ownersOf("*.py @alice # and not @bob", "a.py")).toEqual(["alice"]);
  });
});

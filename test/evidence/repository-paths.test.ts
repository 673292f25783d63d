import { describe, expect, test } from "@jest/globals";
import { repositoryPaths } from "../../src/evidence/repository-paths.ts";

const TREE = [
  "README.md",
  "src/net.py",
  "src/io/reader.py",
  "lib/io/reader.py",
  "tests/net_test.py",
  "pkg/index.js",
  "pkg/deep/index.js",
];

describe("a reported path leads to", () => {
  test.each<[string, string, string | undefined]>([
    ["itself", "src/net.py", "src/net.py"],
    ["itself, with ./", "./src/net.py", "src/net.py"],
    ["itself, with ..", "src/io/../net.py", "src/net.py"],
    ["itself, with doubled slashes", "src//net.py", "src/net.py"],
    ["its file, from a root elsewhere", "/builds/x/x/src/net.py", "src/net.py"],
    ["its file, from a container", "file:///app/src/net.py", "src/net.py"],
    ["its file, written on Windows", "C:\\work\\x\\src\\net.py", "src/net.py"],
    ["its file, relative to a folder", "net.py", "src/net.py"],
    [
      "its file, by the only suffix that tells two apart",
      "/w/lib/io/reader.py",
      "lib/io/reader.py",
    ],
    ["its file, relative to a folder on Windows", "lib\\io\\reader.py", "lib/io/reader.py"],
    ["nothing, where two files are meant", "reader.py", undefined],
    ["nothing, where two files share the longest suffix", "/w/io/reader.py", undefined],
    ["nothing, where only the name is alike", "other/net.py", undefined],
    ["nothing, where it does not exist", "src/gone.py", undefined],
    ["nothing, where it is empty", "", undefined],
    ["nothing, where it leaves the tree", "../..", undefined],
    ["the deeper of two", "/w/pkg/deep/index.js", "pkg/deep/index.js"],
    ["the exact one of two", "pkg/index.js", "pkg/index.js"],
  ])("%s: %s", (_, reported, path) => {
    expect(repositoryPaths(TREE)(reported)).toBe(path);
  });

  test("nothing in an empty tree", () => {
    expect(repositoryPaths([])("src/net.py")).toBeUndefined();
  });
});

test("many files of one name cost no more than a moment", () => {
  const tree = Array.from({ length: 5000 }, (_, i) => `packages/p${i}/src/index.js`);
  const pathOf = repositoryPaths(tree);
  const found = tree.map((path) => pathOf(`/builds/mono/mono/${path}`));
  expect(found).toEqual(tree);
});

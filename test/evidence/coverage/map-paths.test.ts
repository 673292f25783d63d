import { expect, test } from "@jest/globals";
import type { CoverageReport } from "../../../src/core/model/coverage.ts";
import { parseGoModule } from "../../../src/evidence/coverage/go-module.ts";
import { type GoModule, pathMapper } from "../../../src/evidence/coverage/map-paths.ts";

const report = (
  paths: readonly string[],
  changes: Partial<CoverageReport> = {},
): CoverageReport => ({
  path: "r",
  format: "cobertura",
  files: paths.map((path) => ({ path, lines: new Map([[1, 1]]) })),
  ...changes,
});

type Case = readonly [
  what: string,
  tree: readonly string[],
  paths: readonly string[],
  changes: Partial<CoverageReport>,
  found: readonly (string | undefined)[],
];

const LIB = ["calc.py", "pkg/calc.py", "pkg/util.py", "other/util.py"];

test.each<Case>([
  ["a folder that the report names", LIB, ["calc.py", "util.py"], { roots: ["/ci/acme/pkg"] }, ["pkg/calc.py", "pkg/util.py"]], // prettier-ignore
  ["the root of the repository as that folder", LIB, ["calc.py", "pkg/calc.py"], { roots: ["/ci/acme"] }, ["calc.py", "pkg/calc.py"]], // prettier-ignore
  ["the folder it runs in", LIB, ["pkg/calc.py"], { roots: ["."] }, ["pkg/calc.py"]],
  ["one of several folders", LIB, ["util.py"], { roots: ["/ci/acme/nowhere", "/ci/acme/other"] }, ["other/util.py"]], // prettier-ignore
  ["two folders that both have it", LIB, ["util.py"], { roots: ["/ci/acme/pkg", "/ci/acme/other"] }, [undefined]], // prettier-ignore
  ["folders, but an absolute path", LIB, ["/ci/acme/other/util.py"], { roots: ["/ci/acme/pkg"] }, ["other/util.py"]], // prettier-ignore
  ["a name that two files have", LIB, ["util.py"], {}, [undefined]],
  [
    "a file of the root, by the folder that all other paths agree on",
    ["main.go", "cmd/main.go", "cmd/run.go"],
    ["/ci/acme/main.go", "/ci/acme/cmd/main.go", "/ci/acme/gen/x.go"],
    {},
    ["main.go", "cmd/main.go", undefined],
  ],
  [
    "no folder, where paths do not agree on one",
    ["main.go", "cmd/main.go", "cmd/run.go"],
    ["/ci/acme/main.go", "/ci/acme/cmd/main.go", "/elsewhere/cmd/run.go"],
    {},
    [undefined, "cmd/main.go", "cmd/run.go"],
  ],
  ["Java packages below a source folder", ["app/src/main/java/com/acme/A.java"], ["com/acme/A.java"], { format: "jacoco" }, ["app/src/main/java/com/acme/A.java"]], // prettier-ignore
  ["Windows' paths", ["src/A.cs"], [String.raw`C:\ci\acme\src\A.cs`], {}, ["src/A.cs"]],
  ["escapes of a URL", ["my tools/a.js"], ["file:///ci/my%20tools/a.js", "100%.js"], {}, ["my tools/a.js", undefined]], // prettier-ignore
  ["a name with a percent sign", ["a%20b.js", "a b.js"], ["/ci/a%20b.js"], {}, ["a%20b.js"]],
])("finds %s", (_, tree, paths, changes, found) => {
  expect(pathMapper(tree)(report(paths, changes))).toEqual(found);
});

const MODULES: readonly GoModule[] = [
  { name: "example.com/acme", folder: "" },
  { name: "example.com/acme/api", folder: "services/api" },
];

test.each<[path: string, found: string | undefined]>([
  ["example.com/acme/main.go", "main.go"],
  ["example.com/acme/api/main.go", "services/api/main.go"],
  ["example.com/acme/api/x/run.go", "services/api/x/run.go"],
  ["example.com/acme/gone.go", undefined],
  ["example.com/other/x/run.go", undefined],
])("finds the Go file %s", (path, found) => {
  const tree = ["main.go", "services/api/main.go", "services/api/x/run.go"];
  expect(pathMapper(tree, MODULES)(report([path], { format: "go-cover" }))).toEqual([found]);
});

test.each<[text: string, module: GoModule | undefined]>([
  ["module example.com/acme\n\ngo 1.24\n", { name: "example.com/acme", folder: "api" }],
  ['// x\r\nmodule "example.com/acme" // y\r\n', { name: "example.com/acme", folder: "api" }],
  ["go 1.24\n", undefined],
])("the module of %j", (text, module) => {
  expect(parseGoModule(text, "api/go.mod")).toEqual(module);
});

test("the module of the root", () => {
  expect(parseGoModule("module m", "go.mod")).toEqual({ name: "m", folder: "" });
});

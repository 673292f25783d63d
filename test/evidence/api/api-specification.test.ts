import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { parseApiSpecification } from "../../../src/evidence/api/api-specification.ts";

/** How many operations a specification has, or why it is none. */
function operations(text: string, path: string): number | string {
  const fact = parseApiSpecification(text, path);
  return fact.state === "known" ? fact.value.operations : fact.reason;
}

const openApi = (paths: string, openapi = "3.1.0"): string =>
  `openapi: ${openapi}\ninfo: { title: Detector, version: 1.10 }\npaths:\n${paths}`;
const FIND = "  /find:\n    post:\n      responses:\n        '200': { description: The nodules }\n";

describe("OpenAPI", () => {
  test("a path with an operation and an answer; the version as it is written", () => {
    expect(parseApiSpecification(openApi(FIND), "docs/api.yml")).toEqual({
      state: "known",
      value: { path: "docs/api.yml", form: "openapi", version: "1.10", operations: 1 },
    });
  });

  test("JSON", () => {
    const specification = {
      openapi: "3.0.4",
      info: { title: "Detector", version: "2.0.0" },
      paths: { "/a": { get: { responses: { default: {} } }, put: { responses: { "4XX": {} } } } },
    };
    expect(operations(JSON.stringify(specification), "api.json")).toBe(2);
  });

  test.each([
    ["no path", openApi("  {}\n")],
    ["a path without an operation", openApi("  /find: { summary: Finds }\n")],
    ["an operation without an answer", openApi("  /find: { get: { responses: {} } }\n")],
    ["an answer that is none", openApi("  /find: { get: { responses: { x-none: {} } } }\n")],
    ["a reference", openApi("  /find: { $ref: other.yml }\n")],
    ["an extension", openApi("  x-find: { get: { responses: { '200': {} } } }\n")],
    [
      "a method that there is none of",
      openApi("  /find: { find: { responses: { '200': {} } } }\n"),
    ],
    ["text for an operation", openApi("  /find: { get: soon }\n")],
  ])("%s specifies nothing", (_, text) => {
    expect(operations(text, "api.yml")).toContain("a path with an operation that has a response");
  });

  test.each([
    ["swagger: '2.0'\ninfo: {version: 1}\npaths: {}\n", "`openapi`: is missing"],
    [openApi(FIND, "2.0.0"), "OpenAPI 3"],
    ["openapi: 3.1.0\ninfo: {title: a}\npaths: {}\n", "`info.version`: is missing"],
    ["openapi: 3.1.0\ninfo: {version: ''}\npaths: {}\n", "info.version"],
    ["openapi: 3.1.0\ninfo: {version: 1}\n", "`paths`: is missing"],
    ["a: &a 1\n", ""],
    ["", "empty"],
  ])("%j is refused", (text, reason) => {
    expect(parseApiSpecification(text, "api.yaml")).toMatchObject({
      cause: "invalid",
      reason: expect.stringContaining(reason),
    });
  });
});

describe("protobuf", () => {
  test.each([
    ["service Find { rpc Nodules (Scan) returns (Found); }", 1],
    ["service Find{rpc A(stream .acme.Scan)returns(stream acme.Found){}rpc B(C)returns(D);}", 2],
    ['syntax = "proto3";\nmessage A { string b = 1; }\nservice\nFind\n{ rpc A\n(B) returns\n(C) { option (x) = { y: 1 }; } }', 1],
    ["service A { rpc B (C) returns (D); }\nservice E { rpc F (G) returns (H); }", 2],
  ])("%j", (text, count) => {
    expect(operations(text, "api.proto")).toBe(count);
  }); // prettier-ignore

  test.each([
    "",
    "message Scan { bytes slices = 1; }",
    "service Find {}",
    "// service Find { rpc A (B) returns (C); }",
    "/* service Find { rpc A (B) returns (C); } */",
    "/* service Find { rpc A (B) returns (C); }",
    'option a = "service Find { rpc A (B) returns (C); }";',
    "rpc A (B) returns (C);",
    "message Find { rpc A (B) returns (C); }",
    "service Find { rpc A (B) }",
    "service Find { rpc A (B) returns (C);",
    "service Find { message X { rpc A (B) returns (C); } }",
  ])("%j specifies nothing", (text) => {
    expect(operations(text, "api.proto")).toContain("a service with an rpc");
  });
});

describe("stubs of Python", () => {
  test.each([
    ["def find(scan: Scan) -> list[Nodule]: ...", 1],
    ["def find(scan) -> None: ...\nasync def wait(x: int): ...", 2],
    ["class Detector:\n    def find(\n        self,\n        scan: dict[str, int] = {'a': 1},\n    ) -> Found: ...", 1],
    ["def first[T](of: list[T]) -> T: ...", 1],
    ["def find(\n    scan,  # a scan :)\n) \\\n    -> None: ...", 1],
  ])("%j", (text, count) => {
    expect(operations(text, "api.pyi")).toBe(count);
  }); // prettier-ignore

  test.each([
    "",
    "x: int",
    "def find(scan): ...",
    "def find(scan={'a': 1}): ...",
    "# def find(scan: Scan) -> None: ...",
    '"""\ndef find(scan: Scan) -> None: ...\n"""',
    "'''\ndef find(scan: Scan) -> None: ...",
    "def find(scan: Scan",
    "def find(scan\ndef other(scan",
    "undef find(a: b) -> c",
  ])("%j specifies nothing", (text) => {
    expect(operations(text, "api.pyi")).toContain("a function with types");
  });
});

describe("declarations of TypeScript", () => {
  test.each([
    ["export declare function find(scan: Scan): Found;", 1],
    ["export interface Found { size: number }\nexport type Scan = Uint8Array;", 2],
    ["declare const a: number;\nexport { a, a as b };\nexport default a;", 3],
    ["declare function find(): void;\nexport = find;", 1],
    ['declare module "detector" { export function find(): void; }', 1],
    ["export default class Detector {}\nexport abstract class Other {}", 2],
  ])("%j", (text, count) => {
    expect(operations(text, "api.d.ts")).toBe(count);
  });

  test.each([
    "",
    "declare function find(): void;",
    "export {};",
    'export * from "./find";',
    'export { find } from "./find";',
    "// export type A = 1;",
    "/* export type A = 1; */",
    "declare const a: `\nexport type A = 1;`",
    "interface A { export: type }",
  ])("%j specifies nothing", (text) => {
    expect(operations(text, "api.d.mts")).toContain("an exported declaration");
  });
});

test.each(["api.md", "api.ts", "api.py", "api", "proto"])("%s is in no such form", (path) => {
  expect(operations("service A { rpc B (C) returns (D); }", path)).toContain("no form that tools");
});

const ENDINGS = ["api.yml", "api.json", "api.proto", "api.pyi", "api.d.ts"];

test.each(ENDINGS)("whatever stands in %s is read, or the reason is told", (path) => {
  const pieces = ["export ", "type A", "{", "}", "service ", "rpc A (B) returns (C)", "def f(", ")", ": ", "->", '"', "'", "`", "/*", "#", "\n", "\\"]; // prettier-ignore
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(fc.constantFrom(...pieces)).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(text, (content) => {
      const found = operations(content, path);
      expect(found === 0 || found === "").toBe(false);
    }),
  );
});

test.each(ENDINGS)("%s is read in time that grows with its length", (path) => {
  const started = process.cpuUsage();
  for (const piece of [
    '"',
    '\\"',
    "{",
    "rpc a ",
    "export {",
    "def f(\n",
    "/*",
    "`\\",
    '"""',
    " \n",
  ]) {
    parseApiSpecification(piece.repeat(500_000 / piece.length), path);
  }
  expect(operations("x".repeat(2_200_000), path)).toContain("at most 2097152 bytes");
  expect(process.cpuUsage(started).user).toBeLessThan(5_000_000);
});

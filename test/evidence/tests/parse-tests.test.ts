import { describe, expect, test } from "@jest/globals";
import { detectTests } from "../../../src/evidence/tests/detect-tests.ts";
import { parseTests } from "../../../src/evidence/tests/parse-tests.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const EVENT = '{"Action":"run","Package":"a","Test":"T"}';

describe("the format is told by the content", () => {
  test.each<[what: string, content: string | Uint8Array, format: string | undefined]>([
    ["XML", "<testsuite/>", "junit"],
    ["XML after a mark and white space", "\uFEFF\n <?xml version='1.0'?><x/>", "junit"],
    ["XML in UTF-16", Uint8Array.of(0xff, 0xfe, 0x3c, 0x00, 0x61, 0x00), "junit"],
    ["events", `${EVENT}\n${EVENT}\n`, "go-test-json"],
    ["events after a compiler's lines", `# a\na.go:1: no\n${EVENT}\n`, "go-test-json"],
    ["an object", '{\n  "results": {}\n}', "ctrf"],
    ["an object on one line", '{"results":{"tests":[]}}', "ctrf"],
    ["a list", "[]", undefined],
    ["TAP", "TAP version 13\nok 1 - works\n", undefined],
    ["nothing", "", undefined],
  ])("%s", (_, content, format) => {
    expect(detectTests(typeof content === "string" ? bytes(content) : content)).toBe(format);
  });
});

test("a report in no known format says which are known", () => {
  expect(parseTests(bytes("TAP version 13"), "a.tap")).toEqual({
    state: "unavailable",
    cause: "invalid",
    reason: expect.stringContaining("expected test results as JUnit XML, CTRF or the events of"),
    places: [{ path: "a.tap" }],
  });
});

test("a format that is named is the one that is read", () => {
  const report = bytes('<testsuite><testcase name="a"/></testsuite>');
  expect(parseTests(report, "a")).toMatchObject({ state: "known" });
  expect(parseTests(report, "a", "junit")).toMatchObject({ state: "known" });
  expect(parseTests(report, "a", "ctrf")).toMatchObject({ cause: "invalid" });
  expect(parseTests(report, "a", "go-test-json")).toMatchObject({ cause: "invalid" });
});

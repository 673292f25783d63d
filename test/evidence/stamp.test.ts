import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { parseStamp, writeStamp } from "../../src/evidence/stamp.ts";

const PATH = ".mltrl/evidence/detector/stamp.yml";
const CONTENT = `sha256:${"0".repeat(63)}1`;

describe("a stamp", () => {
  test("reads back as it was written", () => {
    const hex = fc.array(fc.constantFrom(...Array.from("0123456789abcdef")), {
      minLength: 64,
      maxLength: 64,
    });
    const id = fc
      .array(fc.constantFrom(...Array.from("0123456789e")), { minLength: 40, maxLength: 40 })
      .map((digits) => digits.join(""));
    const name = fc.stringMatching(/^[a-z][a-z0-9/._ #:-]{0,30}[a-z]$/);
    fc.assert(
      fc.property(hex, fc.dictionary(name, id), (digits, reports) => {
        const stamp = {
          content: `sha256:${digits.join("")}`,
          reports: new Map(Object.entries(reports)),
        };
        const read = parseStamp(writeStamp(stamp), PATH);
        expect(read).toEqual({ state: "known", value: stamp });
      }),
    );
  });

  test("does not depend on the order of its reports", () => {
    const [a, b] = [["a", "1".repeat(40)] as const, ["b", "2".repeat(40)] as const];
    expect(writeStamp({ content: CONTENT, reports: new Map([a, b]) })).toBe(
      writeStamp({ content: CONTENT, reports: new Map([b, a]) }),
    );
  });
});

describe("what is no stamp says why and where", () => {
  test.each([
    ["another digest", `content: md5:12\nreports: {}\n`, "must be sha256:"],
    ["another id", `content: ${CONTENT}\nreports: { a: zz }\n`, "must be a git object id"],
    [
      "two faults, each with its line",
      "content: no\nreports: { a: zz }\n",
      "; line 2: `reports.a`: must be a git object id",
    ],
    ["something else beside", `content: ${CONTENT}\nreports: {}\nmore: 1\n`, "more"],
    ["no content", "reports: {}\n", "content"],
    ["an alias", `content: &c ${CONTENT}\nreports: { a: *c }\n`, "anchor"],
    ["no YAML", "{", "not valid YAML"],
    ["nothing", "", "the text is empty"],
  ])("%s", (_, text, message) => {
    const fact = parseStamp(text, PATH);
    expect(fact).toMatchObject({ state: "unavailable", cause: "invalid" });
    if (fact.state === "known") return;
    expect(fact.reason).toContain(message);
    expect(fact.places?.[0]?.path).toBe(PATH);
  });
});

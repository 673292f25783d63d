import { describe, expect, test } from "@jest/globals";
import { COLOUR, PLAIN } from "../../src/report/style.ts";
import { terminal } from "../../src/report/terminal.ts";
import { expectGolden } from "./golden.ts";
import { check, component, decision, finding } from "./build.ts";
import { RULES } from "./rules.ts";
import { SCENES } from "./scenes.ts";

describe("the terminal", () => {
  test.each(Object.entries(SCENES))("%s", (scene, decision) => {
    const text = terminal(decision, { rules: RULES, style: PLAIN });
    expectGolden(`terminal/${scene}.txt`, text);
    const ansi = new RegExp(`${String.fromCodePoint(27)}\\[\\d+m`, "g");
    expect(terminal(decision, { rules: RULES, style: COLOUR }).replaceAll(ansi, "")).toBe(text);
  });
});

describe("the edges of the terminal", () => {
  test("everything is listed when asked for, and nothing is counted then", () => {
    const text = terminal(SCENES["waived"] ?? decision({ checks: [] }), {
      rules: RULES,
      style: PLAIN,
      all: true,
    });
    expect(text).toContain("  ~ coverage-product  (waived)");
    expect(text).toContain("  ✓ model-versions  (mended here)");
    expect(text).toContain("  ✓ integration-tests  (does not apply)");
    expect(text).not.toContain("holds,");
  });

  test("an escape sequence from a file is not obeyed", () => {
    const hostile = "\u001B]0;title\u0007\u001B[2Jx\u202E";
    const given = decision({
      checks: [check("failure", { components: ["a"] })],
      components: [
        component("a", {
          conclusion: "failure",
          findings: [
            finding(hostile, {
              outcome: "fail",
              reason: hostile,
              evidence: Array.from({ length: 8 }, () => ({ path: hostile, seen: hostile })),
            }),
            finding("card-sections", { outcome: "not-applicable" }),
            finding("slo-document", { outcome: "not-applicable" }),
          ],
        }),
      ],
      notices: [hostile],
      unavailable: hostile,
      validUntil: "2027-02-03T00:00:00Z",
    });
    const text = terminal(given, { rules: RULES, style: PLAIN });
    expect(text.replaceAll("\n", "")).not.toMatch(/\p{Cc}|\p{Cf}/u);
    expect(text).toContain("and 2 more places");
    expect(text).toContain("2 do not apply");
    expect(text).toContain("holds until 2027-02-03T00:00:00Z");
  });
});

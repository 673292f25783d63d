import { describe, expect, test } from "@jest/globals";
import { check, component, decision, finding } from "./build.ts";
import { panel } from "./scenes.ts";
import { shown } from "./show.ts";

const HOSTILE =
  "<img src=x onerror=alert(1)> @acme/everyone #1 [x](https://evil.example) ![y](z) |\n\u001B[31m`";

describe("hostile content", () => {
  const given = decision({
    checks: [
      check("failure", {
        name: `mltrl/${HOSTILE}`,
        components: [HOSTILE, "dicom-io"],
      }),
    ],
    components: [
      component(HOSTILE, {
        conclusion: "failure",
        findings: [
          finding("coverage-product", {
            outcome: "fail",
            reason: HOSTILE,
            evidence: [
              { path: HOSTILE, line: 3, seen: HOSTILE },
              { path: "../../../evil", line: 1, seen: "x" },
              { path: "a(b)'c*.md", line: 1, seen: "x" },
            ],
            comparedWithDefault: HOSTILE,
          }),
          {
            ...panel,
            seats: [
              {
                role: HOSTILE,
                candidates: [HOSTILE],
                lapsed: [{ login: HOSTILE, because: HOSTILE }],
              },
            ],
          },
        ],
      }),
      component("dicom-io", { findings: [finding("card-sections", { reason: HOSTILE })] }),
    ],
    unaffected: [HOSTILE],
    notices: [HOSTILE],
  });

  test("is text everywhere", () => {
    const run = shown(given);
    for (const text of [
      run.title,
      run.summary,
      run.text,
      ...run.annotations.map((each) => each.message),
    ]) {
      expect(text).not.toContain("\u001B");
    }
    for (const text of [run.summary, run.text]) {
      const outsideCode = text.replaceAll(/`[^`\n]*`/g, "");
      expect(outsideCode).not.toMatch(/<img|@acme|#1\b|\]\(https:\/\/evil/);
    }
    expect(run.summary).not.toContain(
      "](https://github.com/acme/scanner/blob/4f1c2a9be07d3586a1c4e2f09b8d7c6a5e4f3b21/..",
    );
    expect(run.summary).toContain("a%28b%29%27c%2A.md#L1");
  });

  test("is text where the policy cannot be used", () => {
    const broken = decision({
      checks: [check("failure")],
      problems: [{ place: { path: HOSTILE, line: 1, column: 2 }, message: HOSTILE }],
    });
    expect(shown(broken).summary.replaceAll(/`[^`\n]*`/g, "")).not.toMatch(
      /<img|@acme|\]\(https:\/\/evil/,
    );
  });
});

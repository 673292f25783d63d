import { describe, expect, test } from "@jest/globals";
import { bytes } from "../../src/report/cut.ts";
import { jobSummary, SUMMARY_LIMIT } from "../../src/report/job-summary.ts";
import { check, component, decision, finding, HEAD } from "./build.ts";
import { expectGolden } from "./golden.ts";
import { RULES } from "./rules.ts";
import { crowd, SCENES } from "./scenes.ts";

const CONTEXT = {
  rules: RULES,
  target: { commit: HEAD, repositoryUrl: "https://github.com/acme/scanner" },
  baseRef: "main",
};

describe("the summary of a job", () => {
  test.each(Object.entries(SCENES))("%s", (scene, given) => {
    const page = jobSummary([given], CONTEXT);
    expectGolden(`job-summary/${scene}.md`, page);
    expect(page.match(/^## /gm)).toHaveLength(given.checks.length);
  });

  test("says why nobody asks for a gate where none does", () => {
    const nobody = decision({ checks: [], notices: ["No check of the policy guards `topic`."] });
    expect(jobSummary([nobody], CONTEXT)).toBe(
      "**Nothing to do: no check of mltrl-gate judges this.**\n\nNo check of the policy guards `topic`.\n",
    );
  });

  test("has all that a check run has no room for", () => {
    const long = jobSummary([crowd(400)], CONTEXT);
    expect(bytes(long)).toBeLessThan(SUMMARY_LIMIT);
    expect(long).not.toContain("Left out for length");
  });

  test.each([1, 3])(
    "keeps %d verdicts below GitHub's limit, lets the rest go first and says so",
    (times) => {
      const reason = "a".repeat(1000);
      const ids = Array.from({ length: 30 }, (_, index) => `detector-${index}`);
      const holds = Array.from({ length: 40 }, (_, index) =>
        finding(`rule-${index}`, { reason, evidence: [] }),
      );
      const red = finding("card-sections", {
        outcome: "fail",
        turn: "author",
        reason: "no section",
      });
      const huge = decision({
        checks: ids.map((id) => check("failure", { name: `mltrl/${id}`, components: [id] })),
        components: ids.map((id) =>
          component(id, { conclusion: "failure", findings: [red, ...holds] }),
        ),
      });
      const decisions = Array.from({ length: times }, () => huge);
      const text = jobSummary(decisions, CONTEXT);
      expect(bytes(text)).toBeLessThan(SUMMARY_LIMIT + 1);
      expect(text.length).toBeGreaterThan(SUMMARY_LIMIT / 2);
      expect(text).toContain("Left out for length");
      for (const id of ids)
        expect(text).toContain(`## ✗ mltrl/${id}: Blocked: 1 fix for the author`);
      expect(text).toMatch(/<sub>policy b7e23ec .*<\/sub>/);
    },
  );
});

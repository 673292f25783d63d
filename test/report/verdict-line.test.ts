import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import type { CheckDecision, ComponentDecision, Decision } from "../../src/core/model/decision.ts";
import type { Finding } from "../../src/core/model/finding.ts";
import { standingOf } from "../../src/report/standing.ts";
import { TITLE_LIMIT, verdictLine } from "../../src/report/verdict-line.ts";
import { check, component, decision, finding } from "./build.ts";
import { RULES } from "./rules.ts";
import { panel } from "./scenes.ts";

function titleOf(given: Decision): string {
  const [first] = given.checks;
  return first === undefined ? "" : verdictLine(given, first, standingOf(given, first, RULES));
}

function title(
  conclusion: CheckDecision["conclusion"],
  components: readonly ComponentDecision[],
  given: Partial<CheckDecision> = {},
): string {
  const ids = components.map(({ id }) => id);
  return titleOf(
    decision({ checks: [check(conclusion, { components: ids, ...given })], components }),
  );
}

const of = (id: string, ...findings: Finding[]): ComponentDecision => component(id, { findings });

const fixed = finding("card-sections", { outcome: "fail" });
const awaited = finding("integration-tests", { outcome: "pending", turn: "ci" });
const long = "a-component-with-a-name-that-is-far-too-long-for-any-title-line";

describe("the title", () => {
  test.each([
    [title("failure", [of("dicom-io", fixed)]), "Blocked: 1 fix for the author (dicom-io)"],
    [
      title("failure", [of("a", fixed), of("b", fixed)]),
      "Blocked: 2 fixes for the author (2 components)",
    ],
    [
      title("failure", [of(long, fixed)]),
      "Blocked: 1 fix for the author (a-component-with-a-name-tha…)",
    ],
    [
      title("failure", [of("a", fixed, { ...fixed, turn: "elsewhere" })]),
      "Blocked: 1 fix for the author, 1 elsewhere (a)",
    ],
    [
      title("failure", [of("a", { ...fixed, turn: "reviewers" })]),
      "Blocked: 1 fix for reviewers (a)",
    ],
    [title("in_progress", [of("a", awaited)]), "Waiting for CI: 1 result (a)"],
    [title("in_progress", []), "Waiting for CI"],
    [
      title("action_required", [of("a", panel), of("b", panel)]),
      "Waiting for 4 of 6 seats: 2 components",
    ],
    [
      // Two rules that ask for the same seats ask for the same people.
      title("action_required", [of("a", panel, { ...panel, rule: "full-slate-review" })]),
      title("action_required", [of("a", panel)]),
    ],
    [
      title("action_required", [of("a", finding("review-panel", { outcome: "pending" }))]),
      "Waiting for people: a",
    ],
    [
      title("action_required", [of("a", { ...panel, seats: [], turn: "elsewhere" })]),
      "Open: 1 rule judged elsewhere (a)",
    ],
    [
      title("neutral", [of("a", { ...panel, seats: [], turn: "elsewhere" })], {
        enforcement: "observe",
      }),
      "Observed: would wait for 1 rule judged elsewhere (a)",
    ],
    [
      title("neutral", [of("a", awaited)], { enforcement: "warn" }),
      "Warning: waiting for CI: 1 result (a)",
    ],
    [title("neutral", [], { enforcement: "observe" }), "Not affected"],
    [title("success", [component("a", { movement: "add", level: 4 })]), "Passed: a new at level 4"],
    [
      title("success", [component("a", { movement: "remove", level: 4 })]),
      "Passed: a removed at level 4",
    ],
    [
      title("success", [component("a", { movement: "lower", level: 4, target: 2 })]),
      "Passed: a 4 → 2",
    ],
    [title("success", [component("a"), component("b")]), "Passed: 2 components"],
    [
      title("success", [
        component("a"),
        component("b", { movement: "raise", level: 1, target: 2 }),
      ]),
      "Passed: b 1 → 2 and 1 more",
    ],
    [
      title("success", [component("a", { movement: "remove", level: 2, heirs: ["b"] })]),
      "Passed: a going on as b at level 2",
    ],
    [
      title("success", [of("a", finding("card-sections", { outcome: "waived" }))]),
      "Passed with 1 waiver: a at level 7",
    ],
    [
      titleOf(
        decision({
          checks: [check("neutral", { enforcement: "observe" })],
          problems: [{ place: { path: "x" }, message: "y" }],
        }),
      ),
      "Not judged: 1 problem in the policy",
    ],
  ])("%s", (given, expected) => {
    expect(given).toBe(expected);
  });

  test("has at most 60 characters whatever happens", () => {
    const outcome = fc.constantFrom("pass", "fail", "pending", "waived", "unknown");
    const turn = fc.constantFrom("author", "reviewers", "ci", "elsewhere");
    const some = fc.array(fc.record({ id: fc.string({ maxLength: 90 }), outcome, turn }), {
      maxLength: 8,
    });
    const conclusion = fc.constantFrom(
      "success",
      "failure",
      "neutral",
      "action_required",
      "in_progress",
    );
    const enforcement = fc.constantFrom("observe", "warn", "block");
    fc.assert(
      fc.property(some, conclusion, enforcement, (all, conclusion, enforcement) => {
        const components = all.map(({ id, ...given }) => of(id, finding("card-sections", given)));
        const line = title(conclusion, components, { enforcement });
        expect(Array.from(line).length).toBeLessThanOrEqual(TITLE_LIMIT);
        expect(line).not.toMatch(/^\s*$|\p{Cc}/u);
      }),
    );
  });
});

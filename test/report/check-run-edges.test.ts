import { describe, expect, test } from "@jest/globals";
import type { ComponentDecision } from "../../src/core/model/decision.ts";
import type { Finding } from "../../src/core/model/finding.ts";
import { checkRun, type CheckRunContext } from "../../src/report/check-run.ts";
import { check, component, decision, finding, HEAD } from "./build.ts";
import { RULES } from "./rules.ts";
import { panel } from "./scenes.ts";
import { CONTEXT, shown } from "./show.ts";

function failing(given: Partial<Finding>): Finding {
  return finding("card-sections", { outcome: "fail", ...given });
}

function summaryOf(findings: readonly Finding[], given: Partial<CheckRunContext> = {}): string {
  const only = check("failure", { components: ["a"] });
  return checkRun(
    decision({
      checks: [only],
      components: [component("a", { conclusion: "failure", findings })],
      validUntil: "2027-02-03T00:00:00Z",
    }),
    only,
    { headSha: HEAD, rules: RULES, ...given },
  ).summary;
}

describe("the edges of a check run", () => {
  test("what fails for one reason is one mend", () => {
    const summary = summaryOf([
      failing({ reason: "there is no card" }),
      failing({ reason: "there is no card", rule: "unheard-of" }),
    ]);
    expect(summary).toContain("mend the finding below");
    expect(summary).toContain("`card-sections`<br>and 1 more rule |");
  });

  test("nothing for the author: everybody's fixes are shown, each with whose turn it is", () => {
    const summary = summaryOf([
      failing({ turn: "ci", reason: "not tested" }),
      failing({ turn: "elsewhere", rule: "unheard-of" }),
      failing({ turn: "reviewers", rule: "review-panel" }),
    ]);
    expect(summary).toMatch(
      /^\*\*Author: nothing here is yours to mend\. 3 findings have to be settled in CI\.\*\*/,
    );
    expect(summary).toContain("*CI's turn.*");
    expect(summary).toContain("*To be settled outside this pull request.*");
    expect(summary).toContain("*The reviewers' turn.*");
    expect(summaryOf([failing({ turn: "elsewhere" })])).toContain("to be settled elsewhere.");
  });

  test("a branch that a shell would not take as one word is left out", () => {
    expect(summaryOf([failing({})], { baseRef: "release/1.0" })).toContain(
      "--base origin/release/1.0`",
    );
    expect(summaryOf([failing({})], { baseRef: "x;rm -rf" })).toContain("`mltrl check`");
  });

  test("a place at a commit is linked to the commit, and without an address nothing is linked", () => {
    const evidence = [{ path: HEAD, seen: "bob asked for changes" }];
    expect(summaryOf([failing({ evidence })], CONTEXT)).toContain(
      `[\`4f1c2a9\`](https://github.com/acme/scanner/commit/${HEAD}): bob asked`,
    );
    expect(summaryOf([failing({ evidence })])).toContain("`4f1c2a9`: bob asked");
    expect(summaryOf([failing({ evidence: [{ path: "a.md", line: 2, seen: "x" }] })])).toContain(
      "`a.md:2`: x",
    );
  });

  test("rules that the catalogue does not know are grouped as well", () => {
    const ids = ["a", "b", "c", "d", "e", "f"];
    const only = check("failure", { components: ids });
    const given = decision({
      checks: [only],
      components: ids.map((id) =>
        component(id, { conclusion: "failure", findings: [failing({ rule: "unheard-of" })] }),
      ),
    });
    expect(shown(given).summary).toContain(
      "### `unheard-of`: 6 components\n\nWhat is wrong: holds\n\nComponents:\n\n- `a`\n",
    );
  });

  test.each([
    [
      { turn: "elsewhere" },
      "What is left cannot be seen or settled from here; the lines below say why.",
    ],
    [{ turn: "reviewers" }, "Reviewers: nothing is left to mend here"],
    [{ turn: "author" }, "Author: what is left waits for you"],
  ] as const)("waiting for %j", (given, line) => {
    const only = check("action_required", { components: ["a", "b"] });
    const findings = [failing({ outcome: "pending", ...given })];
    const waiting = decision({
      checks: [only],
      components: [component("a", { conclusion: "action_required", findings }), component("b")],
    });
    expect(shown(waiting).summary).toContain(line);
    expect(shown(waiting).summary).toContain("- `a` `card-sections`: holds");
  });

  test("a hotfix whose incident is told in a sentence", () => {
    const endsAt = "2026-12-06T00:00:00.000Z";
    const hotfix = { path: ".mltrl/hotfixes/a/2026-11-28.yml", incident: "It burns.", endsAt };
    const given = decision({
      checks: [check("success", { components: ["a"] })],
      components: [component("a", { hotfix })],
    });
    expect(shown(given).summary).toContain("It burns. It ends at 2026-12-06, 00:00 UTC;");
  });

  test("one open seat, four components, no component and one problem are counted properly", () => {
    const seats = [{ role: "peer", candidates: ["bob"], lapsed: [] }];
    const ids = ["a", "b", "c", "d"];
    const raise = (id: string): ComponentDecision =>
      component(id, { target: 8, conclusion: "action_required", findings: [{ ...panel, seats }] });
    const waiting = (some: readonly string[]): string =>
      shown(
        decision({
          checks: [check("action_required", { components: some })],
          components: some.map(raise),
        }),
      ).summary;
    expect(waiting(["a"])).toContain("Reviewers: 1 of 1 seat for `a` 7 → 8 is open.");
    expect(waiting(["a", "b"])).toContain("for `a` 7 → 8 and `b` 7 → 8 are open.");
    expect(waiting(ids)).toContain("4 of 4 seats for 4 components are open.");
    expect(shown(decision({ checks: [check("success")] })).summary).toContain(
      "touches no component.",
    );
    const places = [
      { path: "b" },
      { path: "a", line: 2 },
      { path: "a", line: 2, column: 3 },
      { path: "a" },
    ];
    const problems = places.map((place) => ({ place, message: "x" }));
    const broken = shown(decision({ checks: [check("failure")], problems })).summary;
    expect(broken.match(/`[ab][:\d]*`/g)).toEqual(["`a`", "`a:2`", "`a:2:3`", "`b`"]);
    const one = shown(
      decision({ checks: [check("failure")], problems: problems.slice(0, 1) }),
    ).summary;
    expect(one).toContain("1 problem in it has to go");
  });

  test("waivers among several components name theirs", () => {
    const given = decision({
      checks: [check("success", { components: ["a", "b"] })],
      components: [component("a", { findings: [failing({ outcome: "waived" })] }), component("b")],
      validUntil: "2027-02-03T00:00:00Z",
    });
    expect(shown(given).summary).toContain("- `a` `card-sections`: holds");
    expect(shown(given).text).toContain("judged again at 2027-02-03T00:00:00Z");
  });

  test("what holds below the default says so", () => {
    const given = decision({
      checks: [check("success", { components: ["a"] })],
      components: [
        component("a", {
          findings: [finding("coverage-product", { comparedWithDefault: "lines 60 is below 80" })],
        }),
      ],
    });
    expect(shown(given).text).toContain("*lines 60 is below 80.*");
  });
});

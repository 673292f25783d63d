import { expect, test } from "@jest/globals";
import { diagnoseActionChecks } from "../../../src/core/doctor/action-checks.ts";
import { diagnoseProtections } from "../../../src/core/doctor/protections.ts";
import { diagnoseRequired } from "../../../src/core/doctor/required-checks.ts";
import { type Fact, known, unavailable } from "../../../src/core/model/fact.ts";
import type { CheckPolicy } from "../../../src/core/model/policy.ts";
import type { BranchProtection } from "../../../src/core/model/ruleset.ts";
import { sampleBranch } from "../../../src/core/setup/branch-pattern.ts";

const APP = 4242;

function protection(branch: string, app: number | undefined, name = "mltrl/main") {
  return { branch, checks: [{ name, ...(app !== undefined && { app }) }] };
}

/** What is said of one check that no ruleset requires. */
function said(glob: string, protections: Fact<readonly BranchProtection[]>) {
  const check = { name: "main", branches: [glob], enforcement: "block", perBranch: false } as unknown as CheckPolicy; // prettier-ignore
  const rules = new Map([[sampleBranch(glob), known([])]]);
  return diagnoseRequired([check], { rules, protections }, APP, "mend").map(
    ({ outcome, says }) => `${outcome}: ${says}`,
  );
}

test.each<[string, string, Fact<readonly BranchProtection[]>, string]>([
  ["of this App", "main", known([protection("main", APP)]), "good: mltrl/main is required by the branch protection of main, of App 4242."], // prettier-ignore
  ["of anybody", "main", known([protection("main", undefined)]), "problem: mltrl/main is required by the branch protection of main, but of nobody in particular: whoever may write can make one."], // prettier-ignore
  ["of another App on one of two branches", "release/*", known([protection("release/1", APP), protection("release/2", 7)]), "problem: mltrl/main is required by the branch protection of release/1, release/2, but of App 7, which is not this one."], // prettier-ignore
  ["of some branches of a pattern", "release/*", known([protection("release/1", APP)]), "unknown: mltrl/main is required by the branch protection of release/1; whether it is on every other branch of release/*, and on those to come, is not told."], // prettier-ignore
  ["of another branch", "main", known([protection("topic", APP)]), "problem: Nothing requires mltrl/main on main: whoever may merge can merge past it."], // prettier-ignore
  ["of another check", "main", known([protection("main", APP, "build")]), "problem: Nothing requires mltrl/main on main: whoever may merge can merge past it."], // prettier-ignore
  ["that cannot be read", "main", unavailable("not-visible", "GitHub answered 403: no"), "unknown: No ruleset requires mltrl/main on main, and branch protection cannot be read: GitHub answered 403: no."], // prettier-ignore
])(
  "where rulesets require nothing, classic protection counts: %s",
  (_, glob, protections, line) => {
    expect(said(glob, protections)).toEqual([line]);
  },
);

test("a protection that asks for a check of ours of no policy never passes", () => {
  const odd = protection("topic", APP, "mltrl/gone");
  expect(said("main", known([protection("main", APP), odd]))).toContain(
    "problem: topic requires mltrl/gone, which the policy does not define: it never passes.",
  );
});

test.each<[string, Partial<BranchProtection>, string]>([
  ["are held up", { holdsAdmins: true }, "good"],
  ["may pass by", { holdsAdmins: false }, "advice"],
  ["are not told of", {}, "unknown"],
])("administrators %s", (_, more, outcome) => {
  const found = diagnoseProtections(known([{ ...protection("main", APP), ...more }]));
  expect(found.map((each) => `${each.point} ${each.outcome}`)).toEqual([`bypass ${outcome}`]);
});

test("of protections that ask for nothing of ours nothing is said", () => {
  expect(diagnoseProtections(known([protection("main", APP, "build")]))).toEqual([]);
});

/** What is said of checks of the Action, of main by rules and of a release by its protection. */
function saidOfAction(...rules: readonly { readonly type: string; readonly ruleset: number }[]) {
  return diagnoseActionChecks({
    rules: new Map([["main", known(rules)]]),
    protections: known([protection("release/1", 15_368, "mltrl-action/release")]),
  }).map(({ outcome, says }) => `${outcome}: ${says}`);
}

test("a check of the Action is relied on where an organisation requires the workflow", () => {
  const asked = {
    type: "required_status_checks",
    ruleset: 1,
    parameters: { required_status_checks: [{ context: "mltrl-action/main" }] },
  };
  const byProtection = "advice: release/1 requires mltrl-action/release, which a workflow makes: a pull request that edits the workflow makes it as it likes."; // prettier-ignore
  expect(saidOfAction(asked)).toEqual([
    "advice: main requires mltrl-action/main, which a workflow makes: a pull request that edits the workflow makes it as it likes.",
    byProtection,
  ]);
  expect(saidOfAction(asked, { type: "workflows", ruleset: 2 })).toEqual([byProtection]);
});

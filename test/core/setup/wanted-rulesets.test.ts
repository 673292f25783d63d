import { expect, test } from "@jest/globals";
import type { CheckPolicy } from "../../../src/core/model/policy.ts";
import { wantedRulesets } from "../../../src/core/setup/wanted-rulesets.ts";

function check(name: string, branches: readonly string[], perBranch = false): CheckPolicy {
  return { name, branches, enforcement: "block", scope: "touched", perBranch };
}

test("a check wants one ruleset for all of its branches", () => {
  expect(
    wantedRulesets([check("main", ["main"]), check("release", ["release/**"])], "main"),
  ).toEqual({
    wanted: [
      { check: "mltrl/main", include: ["refs/heads/main"], branchesToCome: false },
      { check: "mltrl/release", include: ["refs/heads/release/**/*"], branchesToCome: true },
    ],
    notices: [],
  });
});

test("a check with the branch in its name wants one ruleset for each branch that is named", () => {
  const { wanted, notices } = wantedRulesets([check("gate", ["main", "release/**"], true)], "main");
  expect(wanted).toEqual([
    { check: "mltrl/gate/main", include: ["refs/heads/main"], branchesToCome: false },
  ]);
  expect(notices).toEqual([expect.stringContaining("guards release/**")]);
});

test("a pattern that GitHub has no word for is told and not required by halves", () => {
  const { wanted, notices } = wantedRulesets([check("gate", ["!(main)"])], "main");
  expect(wanted).toEqual([]);
  expect(notices).toEqual([expect.stringContaining("mltrl/gate guards !(main)")]);
});

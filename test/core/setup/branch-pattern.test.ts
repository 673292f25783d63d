import { describe, expect, test } from "@jest/globals";
import {
  isBranchName,
  rulesetPatterns,
  sampleBranch,
} from "../../../src/core/setup/branch-pattern.ts";

describe("a branch pattern of a policy", () => {
  test.each([
    ["main", ["refs/heads/main"], "main"],
    ["**", ["~ALL"], "1"],
    ["release/**", ["refs/heads/release/**/*"], "release/1"],
    ["release/*", ["refs/heads/release/*"], "release/1"],
    ["**/hotfix", ["refs/heads/**/hotfix"], "1/hotfix"],
    ["a/**/b", ["refs/heads/a/**/b"], "a/1/b"],
    ["v**", ["refs/heads/v*"], "v1"],
    ["v?.[0-9]", ["refs/heads/v?.[0-9]"], "v1.0"],
    ["{main,develop}", ["refs/heads/main", "refs/heads/develop"], "main"],
    ["!(main)", undefined, "main"],
    [String.raw`a\*`, undefined, "a1"],
  ])("%s", (glob, patterns, sample) => {
    expect(rulesetPatterns(glob)).toEqual(patterns);
    expect(sampleBranch(glob)).toBe(sample);
  });

  test.each([
    ["main", true],
    ["release/1.0", true],
    ["release/*", false],
    ["{a,b}", false],
  ])("%s names one branch: %s", (glob, one) => {
    expect(isBranchName(glob)).toBe(one);
  });
});

import { checkName } from "../decide.ts";
import type { CheckPolicy } from "../model/policy.ts";
import type { WantedRuleset } from "../model/setup.ts";
import { isBranchName, rulesetPatterns } from "./branch-pattern.ts";

/**
 * The rulesets that a policy's checks need: one for each check, and one for each branch of a check that
 * has the branch in its name. What GitHub's rulesets cannot say is told instead.
 */
export function wantedRulesets(
  checks: readonly CheckPolicy[],
  defaultBranch: string,
): { readonly wanted: readonly WantedRuleset[]; readonly notices: readonly string[] } {
  const parts = checks.map((check) =>
    check.perBranch ? forEachBranch(check, defaultBranch) : forAll(check, defaultBranch),
  );
  return {
    wanted: parts.flatMap(({ wanted }) => wanted).filter(({ include }) => include.length > 0),
    notices: parts.flatMap(({ notices }) => notices),
  };
}

function forAll(check: CheckPolicy, defaultBranch: string) {
  const name = checkName(check, "");
  const said = check.branches.map((glob) => ({ glob, patterns: rulesetPatterns(glob) }));
  return {
    wanted: [
      {
        check: name,
        include: [...new Set(said.flatMap(({ patterns = [] }) => patterns))],
        branchesToCome: check.branches.some((glob) => glob !== defaultBranch),
      },
    ],
    notices: said
      .filter(({ patterns }) => patterns === undefined)
      .map(
        ({ glob }) =>
          `${name} guards ${glob}, which no ruleset can say: GitHub's patterns know *, ?, **/ and [...]. Write it so in .mltrl/config.yml, or require the check by hand.`,
      ),
  };
}

function forEachBranch(check: CheckPolicy, defaultBranch: string) {
  const named = check.branches.filter(isBranchName);
  return {
    wanted: named.map((branch) => ({
      check: checkName(check, branch),
      include: [`refs/heads/${branch}`],
      branchesToCome: branch !== defaultBranch,
    })),
    notices: check.branches
      .filter((glob) => !isBranchName(glob))
      .map(
        (glob) =>
          `mltrl/${check.name} has another name on each branch (per-branch) and guards ${glob}: a ruleset requires one name. List the branches in .mltrl/config.yml, or do without per-branch.`,
      ),
  };
}

import { checkName } from "../decide.ts";
import type { Diagnosis } from "../model/doctor.ts";
import type { Fact } from "../model/fact.ts";
import type { CheckPolicy } from "../model/policy.ts";
import type { ActiveRule } from "../model/ruleset.ts";
import { sampleBranch } from "../setup/branch-pattern.ts";
import { requiredIn } from "../setup/required-in.ts";

/** The rules that hold now for branches, by name. */
export type RulesByBranch = ReadonlyMap<string, Fact<readonly ActiveRule[]>>;

/** Branches to ask GitHub about, one for each pattern of a check. */
export function branchesToAsk(checks: readonly CheckPolicy[]): readonly string[] {
  return [...new Set(checks.flatMap(({ branches }) => branches.map(sampleBranch)))];
}

/** Whether each check is required on the branches it guards, and of this App. */
export function diagnoseRequired(
  checks: readonly CheckPolicy[],
  rules: RulesByBranch,
  app: number,
  mend: string,
): readonly Diagnosis[] {
  const ofChecks = checks.flatMap((check) =>
    check.branches.map((glob) => diagnose(check, glob, rules.get(sampleBranch(glob)), app, mend)),
  );
  return [...ofChecks, ...undefinedChecks(checks, rules)];
}

function diagnose(
  check: CheckPolicy,
  glob: string,
  rules: Fact<readonly ActiveRule[]> | undefined,
  app: number,
  mend: string,
): Diagnosis {
  const name = checkName(check, sampleBranch(glob));
  if (rules?.state !== "known") {
    return {
      point: "required",
      outcome: "unknown",
      says: `Whether ${name} is required on ${glob} cannot be seen: ${rules?.reason ?? "it was not asked"}.`,
    };
  }
  const asked = rules.value.flatMap(requiredIn).filter((each) => each.name === name);
  const blocks = check.enforcement === "block" || check.blockFrom !== undefined;
  if (asked.length === 0) {
    return {
      point: "required",
      outcome: blocks ? "problem" : "advice",
      says: blocks
        ? `Nothing requires ${name} on ${glob}: whoever may merge can merge past it.`
        : `Nothing requires ${name} on ${glob}. It only ${check.enforcement}s so far, and will not block either once it is told to.`,
      mend,
    };
  }
  const foreign = asked.find((each) => each.app !== app);
  if (foreign === undefined) {
    return {
      point: "required",
      outcome: "good",
      says: `${name} is required on ${glob}, of App ${app}.`,
    };
  }
  return {
    point: "required",
    outcome: "problem",
    says: `${name} is required on ${glob}, but ${sourceText(foreign.app)}.`,
    mend,
  };
}

/** GitHub's own number for GitHub Actions on github.com. */
const ACTIONS = 15_368;

function sourceText(app: number | undefined): string {
  if (app === undefined) return "of nobody in particular: whoever may write can make one";
  if (app === ACTIONS) return "of GitHub Actions: every workflow can make one";
  return `of App ${app}, which is not this one`;
}

/** Checks of ours that a branch asks for and that no policy defines: they never pass. */
function undefinedChecks(
  checks: readonly CheckPolicy[],
  rules: RulesByBranch,
): readonly Diagnosis[] {
  return [...rules].flatMap(([branch, read]) => {
    if (read.state === "unavailable") return [];
    const names = new Set(checks.map((check) => checkName(check, branch)));
    const asked = read.value.flatMap(requiredIn).map(({ name }) => name);
    return [...new Set(asked)]
      .filter((name) => name.startsWith("mltrl/") && !names.has(name))
      .map((name) => ({
        point: "required" as const,
        outcome: "problem" as const,
        says: `${branch} requires ${name}, which the policy does not define: it never passes.`,
        mend: `define it under "checks" in .mltrl/config.yml, or take it out of the ruleset`,
      }));
  });
}

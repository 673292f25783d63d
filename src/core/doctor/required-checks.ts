import { checkName } from "../decide.ts";
import { ACTIONS_APP } from "../model/actions-app.ts";
import type { Diagnosis } from "../model/doctor.ts";
import type { Fact } from "../model/fact.ts";
import type { CheckPolicy } from "../model/policy.ts";
import type { ActiveRule, BranchProtection } from "../model/ruleset.ts";
import { compileGlobs } from "../source/glob.ts";
import { isBranchName, sampleBranch } from "../setup/branch-pattern.ts";
import { requiredIn } from "../setup/required-in.ts";

/** The rules that hold now for branches, by name. */
export type RulesByBranch = ReadonlyMap<string, Fact<readonly ActiveRule[]>>;

/** Branches to ask GitHub about, one for each pattern of a check. */
export function branchesToAsk(checks: readonly CheckPolicy[]): readonly string[] {
  return [...new Set(checks.flatMap(({ branches }) => branches.map(sampleBranch)))];
}

/** What GitHub asks for on branches: by rulesets, and by the classic protection of those there are. */
export interface Asked {
  readonly rules: RulesByBranch;
  readonly protections: Fact<readonly BranchProtection[]>;
}

/** Whether each check is required on the branches it guards, and of this App. */
export function diagnoseRequired(
  checks: readonly CheckPolicy[],
  asked: Asked,
  app: number,
  mend: string,
): readonly Diagnosis[] {
  const ofChecks = checks.flatMap((check) =>
    check.branches.map((glob) => diagnose(check, glob, asked, app, mend)),
  );
  return [...ofChecks, ...undefinedChecks(checks, asked)];
}

function diagnose(
  check: CheckPolicy,
  glob: string,
  { rules: all, protections }: Asked,
  app: number,
  mend: string,
): Diagnosis {
  const name = checkName(check, sampleBranch(glob));
  const rules = all.get(sampleBranch(glob));
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
    const byProtection = diagnoseProtected(name, glob, protections, app, mend);
    if (byProtection !== undefined) return byProtection;
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

/** Whether classic protection requires what no ruleset does; undefined where it does not either. */
function diagnoseProtected(
  name: string,
  glob: string,
  protections: Fact<readonly BranchProtection[]>,
  app: number,
  mend: string,
): Diagnosis | undefined {
  const point = "required";
  if (protections.state === "unavailable") {
    const says = `No ruleset requires ${name} on ${glob}, and branch protection cannot be read: ${protections.reason}.`;
    return { point, outcome: "unknown", says, mend };
  }
  const covers = compileGlobs([glob]);
  const found = protections.value
    .filter(({ branch }) => covers(branch))
    .flatMap(({ branch, checks }) => checks.map((check) => ({ branch, ...check })))
    .filter((check) => check.name === name);
  if (found.length === 0) return undefined;
  const branches = [...new Set(found.map(({ branch }) => branch))].join(", ");
  const by = `${name} is required by the branch protection of ${branches}`;
  const foreign = found.find((check) => check.app !== app);
  if (foreign !== undefined) {
    return { point, outcome: "problem", says: `${by}, but ${sourceText(foreign.app)}.`, mend };
  }
  return isBranchName(glob)
    ? { point, outcome: "good", says: `${by}, of App ${app}.` }
    : {
        point,
        outcome: "unknown",
        says: `${by}; whether it is on every other branch of ${glob}, and on those to come, is not told.`,
        mend,
      };
}

function sourceText(app: number | undefined): string {
  if (app === undefined) return "of nobody in particular: whoever may write can make one";
  if (app === ACTIONS_APP)
    return "of GitHub Actions: every workflow can make one, also one that a pull request brings";
  return `of App ${app}, which is not this one`;
}

/** Checks of ours that a branch asks for and that no policy defines: they never pass. */
function undefinedChecks(
  checks: readonly CheckPolicy[],
  { rules, protections }: Asked,
): readonly Diagnosis[] {
  const byRules = [...rules].map(([branch, read]) => ({
    branch,
    asked: read.state === "known" ? read.value.flatMap(requiredIn) : [],
  }));
  const byProtection = protections.state === "known" ? protections.value : [];
  return [
    ...byRules,
    ...byProtection.map(({ branch, checks: asked }) => ({ branch, asked })),
  ].flatMap(({ branch, asked }) => {
    const names = new Set(checks.map((check) => checkName(check, branch)));
    return [...new Set(asked.map(({ name }) => name))]
      .filter((name) => name.startsWith("mltrl/") && !names.has(name))
      .map((name) => ({
        point: "required" as const,
        outcome: "problem" as const,
        says: `${branch} requires ${name}, which the policy does not define: it never passes.`,
        mend: `define it under "checks" in .mltrl/config.yml, or take it out of the ruleset or branch protection`,
      }));
  });
}

import type { BranchRule, Ruleset, RulesetText } from "../model/ruleset.ts";
import type { Difference, SetupPlan, SetupStep, WantedRuleset } from "../model/setup.ts";
import { REQUIRED_CHECKS, requiredIn, writtenChecks } from "./required-in.ts";

/**
 * What has to be written so that each check is required of its branches as a run of this App. A ruleset
 * that bears a check's name is ours: its branches, its enforcement and the source of the check are set, and
 * whatever else it says is kept. Rulesets of other names are left alone, and counted where they do it already.
 */
export function planSetup(
  wanted: readonly WantedRuleset[],
  existing: readonly Ruleset[],
  app: number,
  defaultBranch: string,
): SetupPlan {
  const named = new Set(wanted.map(({ check }) => check));
  const left = existing.filter(({ name }) => name.startsWith("mltrl/") && !named.has(name));
  return {
    steps: wanted.map((each) => stepFor(each, existing, app, defaultBranch)),
    notices: left.map(
      ({ name }) =>
        `The ruleset ${name} bears the name of a check that the policy does not define. What it requires fails for ever; delete it by hand if it is no longer wanted.`,
    ),
  };
}

function stepFor(
  wanted: WantedRuleset,
  existing: readonly Ruleset[],
  app: number,
  defaultBranch: string,
): SetupStep {
  const { check } = wanted;
  const done = existing.find((each) => requires(each, wanted, app, defaultBranch));
  if (done !== undefined) return { action: "keep", check, ruleset: done.name };
  const ours = existing.find(({ name, level }) => name === check && level === "Repository");
  const text: RulesetText = {
    name: check,
    enforcement: "active",
    include: wanted.include,
    rules: pinned(ours?.rules ?? [], wanted, app),
    ...(ours?.bypass !== undefined && { bypass: ours.bypass }),
  };
  const differences = differencesOf(ours, text, check, app);
  return ours === undefined
    ? { action: "create", check, differences, text }
    : { action: "update", check, id: ours.id, differences, text };
}

/** Whether a ruleset holds a check to all of its branches already. */
function requires(
  { target, enforcement, include, exclude, rules }: Ruleset,
  wanted: WantedRuleset,
  app: number,
  defaultBranch: string,
): boolean {
  const all = new Set(
    include.map((each) => (each === "~DEFAULT_BRANCH" ? `refs/heads/${defaultBranch}` : each)),
  );
  const asked = rules.flatMap(requiredIn).filter(({ name }) => name === wanted.check);
  return (
    target === "branch" &&
    enforcement === "active" &&
    exclude.length === 0 &&
    wanted.include.every((each) => all.has(each) || all.has("~ALL")) &&
    asked.length > 0 &&
    asked.every((each) => each.app === app)
  );
}

/** The rules with the check among them, asked of the App once. */
function pinned(
  rules: readonly BranchRule[],
  { check, branchesToCome }: WantedRuleset,
  app: number,
): readonly BranchRule[] {
  const entry = { context: check, integration_id: app };
  const at = rules.findIndex(({ type }) => type === REQUIRED_CHECKS);
  if (at === -1) {
    const parameters = {
      strict_required_status_checks_policy: false,
      // A branch is made before a pull request to it can have been judged.
      do_not_enforce_on_create: branchesToCome,
      required_status_checks: [entry],
    };
    return [...rules, { type: REQUIRED_CHECKS, parameters }];
  }
  return rules.map((rule, index) => {
    if (rule.type !== REQUIRED_CHECKS) return rule;
    const others = writtenChecks(rule.parameters).filter(({ context }) => context !== check);
    return {
      ...rule,
      parameters: {
        ...rule.parameters,
        required_status_checks: index === at ? [...others, entry] : others,
      },
    };
  });
}

function differencesOf(
  before: Ruleset | undefined,
  after: RulesetText,
  check: string,
  app: number,
): readonly Difference[] {
  const asked = before?.rules.flatMap(requiredIn).filter(({ name }) => name === check) ?? [];
  const said: Difference[] = [
    { what: "branches", ...seen(branchesOf(before)), after: after.include.join(", ") },
    { what: "enforcement", ...seen(before?.enforcement), after: after.enforcement },
    {
      what: "required check",
      ...seen(asked.map(({ app: by }) => `${check} by ${by ?? "anybody"}`).join(", ") || undefined),
      after: `${check} by ${app}`,
    },
  ];
  return said.filter(({ before, after }) => before !== after);
}

function branchesOf(ruleset: Ruleset | undefined): string | undefined {
  if (ruleset === undefined) return undefined;
  const { include, exclude } = ruleset;
  return [...include, ...exclude.map((each) => `not ${each}`)].join(", ");
}

function seen(before: string | undefined): { readonly before?: string } {
  return before === undefined ? {} : { before };
}

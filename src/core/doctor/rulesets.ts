import type { Diagnosis } from "../model/doctor.ts";
import type { Fact } from "../model/fact.ts";
import type { BypassActor, Ruleset } from "../model/ruleset.ts";
import { requiredIn } from "../setup/required-in.ts";

/** Whether the rulesets that require checks of ours hold, and whom they let pass. */
export function diagnoseRulesets(
  read: Fact<readonly Ruleset[]>,
  defaultBranch: string,
): readonly Diagnosis[] {
  if (read.state === "unavailable") {
    const says = `The rulesets cannot be read: ${read.reason}.`;
    return [{ point: "rulesets", outcome: "unknown", says }];
  }
  const ours = read.value.filter(({ rules }) => namesIn(rules).length > 0);
  return ours.flatMap((ruleset) =>
    ruleset.enforcement === "active"
      ? [...remade(ruleset, defaultBranch), ...bypassed(ruleset)]
      : [asleep(ruleset)],
  );
}

function namesIn(rules: Ruleset["rules"]): readonly string[] {
  const names = rules.flatMap(requiredIn).map(({ name }) => name);
  return [...new Set(names)].filter((name) => name.startsWith("mltrl/"));
}

function asleep({ name, enforcement, rules }: Ruleset): Diagnosis {
  return {
    point: "rulesets",
    outcome: "problem",
    says: `The ruleset ${name} requires ${namesIn(rules).join(", ")} and is ${enforcement === "evaluate" ? "only evaluated" : enforcement}: it stops nothing.`,
    mend: "set its enforcement to active",
  };
}

/** A branch that may be deleted can be made again from any commit, if checks are not asked of new branches. */
function remade({ name, include, rules }: Ruleset, defaultBranch: string): readonly Diagnosis[] {
  const lenient = rules.some(({ parameters }) => parameters?.["do_not_enforce_on_create"] === true);
  const ofDefault = include.every((each) =>
    ["~DEFAULT_BRANCH", `refs/heads/${defaultBranch}`].includes(each),
  );
  const kept = rules.some(({ type }) => type === "deletion" || type === "creation");
  if (!lenient || ofDefault || kept) return [];
  return [
    {
      point: "rulesets",
      outcome: "advice",
      says: `Branches of the ruleset ${name} can be deleted and made again with anything in them.`,
      mend: `add "Restrict deletions" to it, or to a ruleset of those branches`,
    },
  ];
}

function bypassed({ name, bypass }: Ruleset): readonly Diagnosis[] {
  if (bypass === undefined) {
    return [
      {
        point: "bypass",
        outcome: "unknown",
        says: `Who may pass by the ruleset ${name} is shown to nobody but administrators.`,
        mend: "call the doctor with the token of one",
      },
    ];
  }
  if (bypass.length === 0) {
    return [{ point: "bypass", outcome: "good", says: `Nobody may pass by the ruleset ${name}.` }];
  }
  return bypass.map((actor) => ({
    point: "bypass",
    outcome: actor.mode === "exempt" ? "problem" : "advice",
    says:
      actor.mode === "exempt"
        ? `${actorText(actor)} is exempt from the ruleset ${name}: that leaves no trace anywhere.`
        : `${actorText(actor)} may pass by the ruleset ${name}${actor.mode === "pull_request" ? ", by pull request alone" : ""}.`,
    mend:
      actor.mode === "exempt"
        ? "let it bypass instead, which GitHub keeps a log of, or take it off the list"
        : "take it off the list if nobody can say why it is there",
  }));
}

const ROLES: Readonly<Record<number, string>> = { 2: "maintain", 4: "write", 5: "admin" };

function actorText({ type, id }: BypassActor): string {
  switch (type) {
    case "OrganizationAdmin":
      return "Every owner of the organisation";
    case "RepositoryRole":
      return `Everybody with the role ${(id !== undefined && ROLES[id]) || id}`;
    case "DeployKey":
      return "Every deploy key";
    case "Integration":
      return `App ${id}`;
    default:
      return `${type} ${id}`;
  }
}

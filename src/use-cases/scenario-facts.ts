import type { Facts } from "../core/model/facts.ts";
import type { Policy } from "../core/model/policy.ts";
import type { Parsed } from "../core/model/problem.ts";
import type { ReferenceChecklist } from "../core/model/rule.ts";
import type { Scenario } from "../core/model/scenario.ts";
import { readScenarioFacts } from "../evidence/scenario-facts.ts";

/** The facts of a scenario, with what follows from its levels and from the policy's roles. */
export function scenarioFacts(
  { component, facts, to, changed, placeOfFact }: Scenario,
  policy: Policy,
  checklists: readonly ReferenceChecklist[],
  now: string,
): Parsed<Facts> {
  const approvals = facts["approvals"];
  const described = {
    changedPaths: changed,
    roles: Object.fromEntries(policy.roles),
    ...facts,
    card: withLevel(facts["card"], to),
    ...(isMapping(approvals) && { approvals: withRoles(approvals, to, policy) }),
  };
  return readScenarioFacts(component, described, now, placeOfFact, checklists);
}

function withLevel(card: unknown, level: number): unknown {
  if (card === undefined) return { level };
  return isMapping(card) && !("unavailable" in card) ? { level, ...card } : card;
}

/** Whoever approves has the roles that the policy gives to them, unless the case says otherwise. */
function withRoles(approvals: Record<string, unknown>, level: number, policy: Policy): unknown {
  if ("unavailable" in approvals) return approvals;
  const rolesOf = (login: unknown): string[] =>
    [...policy.roles].flatMap(([role, people]) =>
      people.some((each) => each === login) ? [role] : [],
    );
  const given = approvals["given"];
  return {
    level,
    panels: policy.panels,
    explicitFrom: policy.explicitFrom,
    members: Object.fromEntries(
      [...policy.roles].map(([role, people]) => [
        role,
        people.filter((each) => !each.includes("/")),
      ]),
    ),
    ...approvals,
    ...(Array.isArray(given) && {
      given: given.map((each: unknown) =>
        isMapping(each) ? { roles: rolesOf(each["login"]), ...each } : each,
      ),
    }),
  };
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

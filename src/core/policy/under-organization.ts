import type { OrganizationPolicy } from "../model/organization.ts";
import type { CheckPolicy, Policy } from "../model/policy.ts";
import type { Problem } from "../model/problem.ts";
import type { Catalogue } from "../model/rule.ts";
import { daysOf, type Waiver } from "../model/waiver.ts";
import type { LocatedYaml } from "../source/yaml.ts";
import { boundedRules } from "./bounded-rules.ts";
import { laterLadder } from "./catalogue-at.ts";
import { isAmong, type Organization } from "./organization-layer.ts";
import { settingProblems } from "./organization-problems.ts";
import { tighten } from "./tighten.ts";
import { environmentIn } from "./tighten-environments.ts";
import { isWaivable, waiverRoleOf } from "./waiver-rights.ts";

/** Stands in an organisation's checks for the default branch of each repository. */
const DEFAULT_BRANCH = "~DEFAULT_BRANCH";

/** A repository's policy as the layers above leave it. */
export interface Bounded {
  /** What is past a floor has no effect in it. */
  readonly policy: Policy;
  /** What is past a floor, each with its line and the layer that set the floor. */
  readonly problems: readonly Problem[];
}

/**
 * A repository's policy below that of its organisation: what the repository does not say, the organisation
 * does, and what it says may ask for more and not for less.
 *
 * @param source the repository's own file; undefined where it has none, and so says nothing
 */
export function underOrganization(
  written: Policy,
  source: LocatedYaml | undefined,
  organization: Organization,
  catalogue: Catalogue,
  defaultBranch: string,
): Bounded {
  const ladder = laterLadder(written.ladder, organization.policy.ladder, catalogue);
  const own = { ...written, ladder };
  const floors = floorsOf(organization.policy, own, defaultBranch);
  const rules = boundedRules(own, organization, catalogue);
  const problems = [
    ...rules.problems,
    ...(source === undefined
      ? []
      : settingProblems(written, source, organization, floors, catalogue)),
  ];
  const bounded = tighten({ ...own, ...rules.policy }, floors, catalogue);
  const waivers = boundedWaivers(bounded, catalogue);
  return {
    policy: {
      ...bounded,
      roles: boundedRoles(own, organization.policy),
      trustedWorkflows: narrowed(own.trustedWorkflows, organization.policy.trustedWorkflows),
      trustedSigners: narrowed(own.trustedSigners, organization.policy.trustedSigners),
      waivers: waivers.granted,
    },
    problems: [...problems, ...waivers.problems],
  };
}

/** What binds, as a policy that asks for nothing else. */
function floorsOf(organization: OrganizationPolicy, own: Policy, defaultBranch: string): Policy {
  const { checks, profile, uncovered, evidenceTimeout, panels } = organization;
  const { existingGrace, explicitFrom, requestReviews, waiverMaximumDays } = organization;
  return {
    ...own,
    profile: profile ?? own.profile,
    checks: checks.map((check): CheckPolicy => ({
      ...check,
      branches: check.branches.map((each) => (each === DEFAULT_BRANCH ? defaultBranch : each)),
    })),
    components: [],
    rules: new Map(),
    uncovered: uncovered ?? "ignore",
    evidenceTimeout: evidenceTimeout ?? Infinity,
    panels: panels ?? "small-team",
    existingGrace: existingGrace ?? Infinity,
    explicitFrom: explicitFrom ?? Infinity,
    requestReviews: requestReviews ?? false,
    // What is deployed where only the repository knows.
    environments: new Map(
      [...organization.environments].map(([name, { minimumLevel }]) => {
        const components = environmentIn(own.environments, name)?.components;
        return [name, { minimumLevel, ...(components && { components }) }];
      }),
    ),
    waiverMaximumDays: waiverMaximumDays ?? Infinity,
  };
}

/** Waivers that the organisation allows, and why it does not allow the others. */
function boundedWaivers(
  policy: Policy,
  catalogue: Catalogue,
): { readonly granted: Policy["waivers"]; readonly problems: Problem[] } {
  const faults = policy.waivers.map((waiver) => ({
    waiver,
    fault: faultOf(waiver, policy, catalogue),
  }));
  return {
    granted: faults.flatMap(({ waiver, fault }) => (fault === undefined ? [waiver] : [])),
    problems: faults.flatMap(({ waiver: { place }, fault }) =>
      fault === undefined ? [] : [{ place, message: `${fault} by the organisation's policy` }],
    ),
  };
}

function faultOf(waiver: Waiver, policy: Policy, catalogue: Catalogue): string | undefined {
  const { rule, components, approver } = waiver;
  if (!components.every((each) => isWaivable(rule, each, policy, catalogue))) {
    return `${rule} is not to be waived`;
  }
  const role = waiverRoleOf(rule, policy);
  if (approver !== role) return `waivers of ${rule} are granted by ${role}, not ${approver},`;
  return daysOf(waiver) > policy.waiverMaximumDays
    ? `the waiver lasts ${daysOf(waiver)} days, and at most ${policy.waiverMaximumDays} are allowed`
    : undefined;
}

/** The organisation's list, narrowed to what the repository names of it; the repository's where there is none above. */
function narrowed(own: readonly string[], above: readonly string[] | undefined): readonly string[] {
  if (above === undefined) return own;
  return own.length === 0 ? above : own.filter((each) => above.includes(each));
}

/** The organisation's roles, narrowed to whom the repository names of them, and the repository's others. */
function boundedRoles(own: Policy, { roles }: OrganizationPolicy): Policy["roles"] {
  const narrowed = [...roles].map(([role, people]): [string, readonly string[]] => {
    const kept = (own.roles.get(role) ?? []).filter((person) => isAmong(people, person));
    return [role, kept.length > 0 ? kept : people];
  });
  return new Map([...own.roles, ...narrowed]);
}

import type { Change } from "../core/model/change.ts";
import type { CheckPolicy, Policy } from "../core/model/policy.ts";
import { POLICY_OWNERS } from "../core/model/policy-edit.ts";
import type { Organization } from "../core/policy/organization-layer.ts";
import type { LocatedYaml } from "../core/source/yaml.ts";
import type { PolicyInForce } from "./in-force.ts";
import type { PolicyLayer } from "./policy-layer.ts";

/** A pull request that mends a policy which cannot be read: nothing else could ever judge it. */
export function mended(
  byDefault: PolicyLayer,
  byHead: Extract<PolicyLayer, { readonly state: "read" }>,
  organization: Organization | undefined,
  { baseRef, defaultBranch, head }: Change,
  source: LocatedYaml | undefined,
): PolicyInForce {
  const standing =
    baseRef !== defaultBranch && byDefault.state === "read" ? byDefault.policy : undefined;
  const { components } = byHead.own;
  return {
    state: "ready",
    policy: standing ?? mendingPolicy(byHead.policy, organization),
    baseComponents: components,
    headComponents: components,
    notices: [
      standing === undefined
        ? `The policy of ${baseRef} cannot be read, and this pull request mends it. It is judged by its own, in which every check blocks.`
        : `The policy of ${baseRef} cannot be read, and this pull request mends it. It is judged by that of ${defaultBranch} alone.`,
    ],
    edit: {
      before: undefined,
      after: byHead.policy,
      source,
      merged: { branch: baseRef, layer: byHead, head },
    },
  };
}

/**
 * The policy that judges a pull request which mends one that cannot be read: its own, with every check in
 * block mode. Whom it names as owners of the policy does not count, because nobody has agreed to it yet.
 */
export function mendingPolicy(own: Policy, organization: Organization | undefined): Policy {
  const owners = organization?.policy.roles.get(POLICY_OWNERS);
  const roles = new Map([...own.roles].filter(([role]) => role !== POLICY_OWNERS));
  if (owners !== undefined) roles.set(POLICY_OWNERS, owners);
  return { ...own, roles, waivers: [], checks: own.checks.map(blocking) };
}

function blocking(check: CheckPolicy): CheckPolicy {
  return { ...check, enforcement: "block" };
}

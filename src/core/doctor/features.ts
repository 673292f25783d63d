import type { Feature } from "../model/app-manifest.ts";
import type { Policy } from "../model/policy.ts";
import { HIGHEST } from "../model/trust.ts";
import type { RulesByBranch } from "./required-checks.ts";

/** What a repository has of that which needs a permission of its own. */
export function featuresOf(policy: Policy, rules: RulesByBranch): ReadonlySet<Feature> {
  const active = [...rules.values()].flatMap((read) => (read.state === "known" ? read.value : []));
  return new Set<Feature>([
    ...(active.some(({ type }) => type === "merge_queue") ? (["merge queue"] as const) : []),
    ...(policy.environments.size > 0 ? (["environments"] as const) : []),
    ...(policy.evidence.some(({ workflow }) => workflow !== undefined)
      ? (["reports of workflows"] as const)
      : []),
    ...(asksForSigned(policy) ? (["signed reports"] as const) : []),
  ]);
}

function asksForSigned({ rules, components }: Policy): boolean {
  return [rules, ...components.map((each) => each.rules)]
    .flatMap((overrides) => [...overrides.values()])
    .some(({ params }) => params["trust"] === HIGHEST);
}

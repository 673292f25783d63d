import type { Change } from "../core/model/change.ts";
import type { CheckPolicy } from "../core/model/policy.ts";
import type { PolicyInForce } from "./in-force.ts";
import type { PolicyLayer } from "./policy-layer.ts";

/** A pull request that brings the first policy: it is judged by its own, as an observer. */
export function introduced(byHead: PolicyLayer, change: Change): PolicyInForce {
  if (byHead.state === "absent") return { state: "none" };
  if (byHead.state === "broken") {
    return { state: "broken", problems: byHead.problems, checks: undefined };
  }
  const { own } = byHead;
  const checks = own.checks.map(({ name, branches, scope, perBranch }): CheckPolicy => ({
    name,
    branches,
    scope,
    perBranch,
    enforcement: "observe",
  }));
  return {
    state: "ready",
    // Nobody has granted yet what only the head brings.
    policy: { ...own, checks, waivers: [] },
    headComponents: own.components,
    baseComponents: [],
    notices: [
      `${change.defaultBranch} has no policy yet. This pull request brings one and is judged by it, as an observer: nothing is blocked.`,
    ],
  };
}

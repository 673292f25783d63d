import { covered } from "./covered.ts";
import type { CheckDecision } from "./model/decision.ts";
import type { Finding } from "./model/finding.ts";
import { hotfixStandIn } from "./model/hotfix.ts";
import type { ComponentPlan } from "./model/obligation.ts";
import { graduationOf } from "./model/step.ts";

/** A finding on a version that runs. */
type DeployedFinding = CheckDecision["findings"][number];

/** Where a check meets what runs. */
export interface Guarded {
  /** Whether the check guards what is released. */
  readonly forReleases: boolean;
  /** Whether the pull request goes to the default branch, where what is recorded of it can be mended. */
  readonly toDefault: boolean;
}

/**
 * What findings on the versions of a component that run come to in a check. They hold back releases and
 * graduations. On the default branch, where they are mended, they only advise; a hotfix goes ahead of them,
 * since it may be the answer to what they found.
 */
export function deployedFindings(
  { id, step, hotfix }: Pick<ComponentPlan, "id" | "step" | "hotfix">,
  found: readonly DeployedFinding[],
  { forReleases, toDefault }: Guarded,
): DeployedFinding[] {
  const own = found.filter(({ component }) => component === id);
  const graduates = graduationOf(step) !== undefined;
  if (!graduates && (toDefault || !forReleases)) {
    return own
      .filter((finding) => isOpen(finding) || finding.outcome === "waived")
      .map((finding) => ({ ...finding, severity: "advisory" }));
  }
  return own.map((finding) => {
    if (!isOpen(finding)) return finding;
    if (hotfix !== undefined) return covered(finding, hotfixStandIn(hotfix));
    return toDefault ? finding : { ...finding, turn: "elsewhere" };
  });
}

function isOpen({ outcome }: Pick<Finding, "outcome">): boolean {
  return outcome === "fail" || outcome === "unknown" || outcome === "pending";
}

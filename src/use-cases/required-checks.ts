import { checkName } from "../core/decide.ts";
import type { Change } from "../core/model/change.ts";
import type { CheckPolicy } from "../core/model/policy.ts";
import { compileGlobs } from "../core/source/glob.ts";
import type { PolicyInForce } from "./in-force.ts";

/** The checks that a change to a branch gets. */
export interface Checks {
  /** Defined by the policy for this branch. */
  readonly known: readonly CheckPolicy[];
  /** Names that the branch's rules require of us and that the policy does not define. */
  readonly undefined: readonly string[];
  readonly notices: readonly string[];
}

/** What GitHub shows them as. */
export function namesOf(checks: Checks, baseRef: string): string[] {
  return [...checks.known.map((check) => checkName(check, baseRef)), ...checks.undefined];
}

/** The checks that a branch's rules demand of us. */
export function demandedChecks({ requiredChecks }: Change): string[] {
  const required = requiredChecks.state === "known" ? requiredChecks.value : [];
  return required.map(({ name }) => name).filter((name) => /^mltrl\/[^/]/.test(name));
}

/** Finds out which checks a change gets: those of the policy for its base branch, and those its branch demands. */
export function checksOf(inForce: PolicyInForce, change: Change): Checks {
  const defined =
    inForce.state === "ready"
      ? inForce.policy.checks
      : inForce.state === "broken"
        ? (inForce.checks ?? [])
        : [];
  const known = defined.filter(({ branches }) => compileGlobs(branches)(change.baseRef));
  const names = new Set(known.map((check) => checkName(check, change.baseRef)));
  const missing = [...new Set(demandedChecks(change))].filter((name) => !names.has(name));
  if (inForce.state === "broken" && inForce.checks === undefined && missing.length === 0) {
    // Which checks a broken policy defines cannot be told; the usual one carries its problems.
    return { known: [], undefined: ["mltrl/main"], notices: [] };
  }
  return {
    known,
    undefined: missing,
    notices:
      inForce.state === "broken"
        ? []
        : missing.map(
            (name) =>
              `The rules of ${change.baseRef} require the check ${name}, which the policy does not define for this branch. Define it under "checks" in .mltrl/config.yml on ${change.defaultBranch}, or take it out of the rules.`,
          ),
  };
}

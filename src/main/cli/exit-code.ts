import type { CheckDecision, Decision } from "../../core/model/decision.ts";
import type { Finding } from "../../core/model/finding.ts";
import type { ExitCode } from "./command.ts";

/**
 * Whether a verdict stops a push. What waits for something that a work tree cannot see (`elsewhere`) stops
 * it only on demand: nobody could do anything about it here.
 */
export function exitCodeOf(decision: Decision, strict: boolean): ExitCode {
  return decision.checks.some((check) => blocks(check, decision, strict)) ? 1 : 0;
}

function blocks(check: CheckDecision, decision: Decision, strict: boolean): boolean {
  if (check.conclusion === "success" || check.conclusion === "neutral") return false;
  if (check.conclusion === "failure" || strict) return true;
  const findings: readonly Finding[] = decision.components
    .filter(({ id }) => check.components.includes(id))
    .flatMap((component) => component.findings);
  return findings.some(
    ({ outcome, severity, turn }) =>
      outcome === "pending" && severity === "blocking" && turn !== "elsewhere",
  );
}

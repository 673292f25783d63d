import type { Conclusion } from "./model/conclusion.ts";
import type { Finding } from "./model/finding.ts";

/**
 * What findings come to, strictest first: a fault or evidence that is not there, then waiting for CI,
 * then waiting for people.
 */
export function conclusionOf(findings: readonly Finding[]): Conclusion {
  const blocking = findings.filter(
    ({ severity, grace }) => severity === "blocking" && grace === undefined,
  );
  if (blocking.some(({ outcome }) => outcome === "fail" || outcome === "unknown")) return "failure";
  const waiting = blocking.filter(({ outcome }) => outcome === "pending");
  if (waiting.some(({ turn }) => turn === "ci")) return "in_progress";
  return waiting.length > 0 ? "action_required" : "success";
}

const BY_STRICTNESS = ["success", "neutral", "action_required", "in_progress", "failure"] as const;

/** The conclusion that keeps a branch closed the longest. */
export function strictestConclusion(conclusions: readonly Conclusion[]): Conclusion {
  return conclusions.reduce<Conclusion>(
    (one, other) => (BY_STRICTNESS.indexOf(other) > BY_STRICTNESS.indexOf(one) ? other : one),
    "success",
  );
}

import { conclusionOf } from "./conclusion.ts";
import type { ComponentDecision } from "./model/decision.ts";
import type { Finding } from "./model/finding.ts";

/** Stands in a verdict for the policy itself. */
const POLICY = "policy";

/** What is found of the policy itself, as a component of its own; none where nothing is. */
export function policyDecision(findings: readonly Finding[]): ComponentDecision[] {
  if (findings.length === 0) return [];
  return [
    {
      id: POLICY,
      aside: true,
      movement: "records",
      level: 0,
      conclusion: conclusionOf(findings),
      findings,
    },
  ];
}

/**
 * The organisation's policy applies to a repository that declares no component. Nothing of it would ever be
 * judged, which is not the same as passing.
 *
 * @param path where the organisation's policy stands
 */
export function nothingDeclared(path: string): Finding {
  return {
    rule: "components-declared",
    gate: "every",
    outcome: "fail",
    severity: "blocking",
    since: "existing",
    turn: "author",
    reason: `the organisation's policy (${path}) applies to this repository, and .mltrl/config.yml on the default branch declares no component; \`mltrl init\` writes the file, in a pull request of its own or in this one`,
    evidence: [{ path: ".mltrl/config.yml", seen: "no component" }],
  };
}

import type { Conclusion } from "../../src/core/model/conclusion.ts";
import type { CheckDecision, ComponentDecision, Decision } from "../../src/core/model/decision.ts";
import type { Finding } from "../../src/core/model/finding.ts";
import { RULES } from "./rules.ts";

export const HEAD = "4f1c2a9be07d3586a1c4e2f09b8d7c6a5e4f3b21";
const POLICY = "b7e23ec29af22b0b4e41da31e868d57226121c84";

export function finding(ruleId: string, given: Partial<Finding> = {}): Finding {
  return {
    rule: ruleId,
    gate: RULES.get(ruleId)?.gate ?? "every",
    outcome: "pass",
    severity: "blocking",
    since: "new",
    reason: "holds",
    evidence: [],
    ...given,
  };
}

export function component(id: string, given: Partial<ComponentDecision> = {}): ComponentDecision {
  return { id, movement: "content", level: 7, conclusion: "success", findings: [], ...given };
}

export function check(conclusion: Conclusion, given: Partial<CheckDecision> = {}): CheckDecision {
  return {
    name: "mltrl/main",
    enforcement: "block",
    conclusion,
    components: [],
    findings: [],
    ...given,
  };
}

export function decision(given: Partial<Decision> & Pick<Decision, "checks">): Decision {
  return {
    components: [],
    unaffected: [],
    problems: [],
    notices: [],
    provenance: {
      policy: POLICY,
      ladder: "1.0",
      version: "0.1.0",
      base: "0d9e8c7b6a5f4e3d2c1b0a9f8e7d6c5b4a3f2e1d",
      head: HEAD,
    },
    ...given,
  };
}

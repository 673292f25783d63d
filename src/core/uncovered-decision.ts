import { conclusionOf } from "./conclusion.ts";
import type { ComponentDecision } from "./model/decision.ts";
import type { Finding } from "./model/finding.ts";

/** Changed model files without a component, and whether they close the gate. */
export interface UncoveredModels {
  readonly files: readonly string[];
  readonly closes: boolean;
}

/** Stands in a verdict for changed model files that belong to no component. */
const NO_COMPONENT = "no-component";

/** Changed model files that no component owns, as a component of their own; none where there are none. */
export function withoutComponent({ files, closes }: UncoveredModels): ComponentDecision[] {
  if (files.length === 0) return [];
  const findings = files.map((path): Finding => ({
    rule: "uncovered-model",
    gate: "every",
    outcome: "fail",
    severity: closes ? "blocking" : "advisory",
    since: "new",
    turn: "author",
    reason: `${path} looks like a model and belongs to no component; add it to the paths of one in .mltrl/config.yml`,
    evidence: [{ path, seen: "no component" }],
  }));
  return [
    {
      id: NO_COMPONENT,
      aside: true,
      movement: "content",
      level: 0,
      conclusion: conclusionOf(findings),
      findings,
    },
  ];
}

import { KINDS } from "../core/kinds/index.ts";
import type { Obligation } from "../core/model/obligation.ts";

/** The evidence that obligations ask a sort of report of. */
export function evidenceNames(
  obligations: readonly Obligation[],
  fact: "tests" | "structured" | "deploymentTests",
): readonly string[] {
  return obligations
    .filter(({ rule }) => KINDS.get(rule.kind)?.needs.includes(fact))
    .flatMap(({ params: { evidence } }): unknown[] =>
      Array.isArray(evidence) ? evidence : [evidence],
    )
    .filter((name) => typeof name === "string");
}

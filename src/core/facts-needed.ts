import { KINDS } from "./kinds/index.ts";
import type { FactName } from "./model/facts.ts";
import type { Obligation } from "./model/obligation.ts";

/** The facts that judging asks for: those that the rules name, and those that the engine itself weighs. */
export function factsNeeded(obligations: readonly Pick<Obligation, "rule">[]): Set<FactName> {
  const kinds = obligations.flatMap(({ rule }) => KINDS.get(rule.kind) ?? []);
  const onReports = kinds.some(({ reports }) => reports !== undefined);
  return new Set<FactName>([
    "card",
    "now",
    "ciDeadline",
    ...(onReports ? ["origins" as const] : []),
    ...kinds.flatMap(({ needs }) => needs),
  ]);
}

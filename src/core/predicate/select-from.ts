import { unavailable } from "../model/fact.ts";
import type { StructuredReport } from "../model/structured-report.ts";
import { type JsonNode, pointerOf } from "../selector/node.ts";
import { compileSelector } from "../selector/selector.ts";
import { shown } from "./compare-value.ts";
import type { Verdict } from "./verdict.ts";

/** The nodes that a selector finds in a report, or why they cannot be told. */
export type Selected =
  | { readonly state: "selected"; readonly nodes: readonly JsonNode[] }
  | Extract<Verdict, { state: "failed" | "unknown" }>;

/** Follows a selector through a report. What was chosen by comparing NaN is not to be believed. */
export function selectFrom(report: StructuredReport, select: string): Selected {
  const compiled = compileSelector(select);
  if (!compiled.ok) {
    return { state: "unknown", fact: unavailable("invalid", `${select}: ${compiled.fault}`) };
  }
  const selection = compiled.select(report.value);
  if (!selection.ok) {
    const reason = `${select} cannot be followed through ${report.path}: ${selection.reason}`;
    return { state: "unknown", fact: unavailable("invalid", reason, report.placeOf([])) };
  }
  const strange = selection.notFinite;
  if (strange === undefined) return { state: "selected", nodes: selection.nodes };
  const seen = shown(strange.value);
  return {
    state: "failed",
    says: `a filter of ${select} compares ${seen}, which is no number that can be compared`,
    evidence: [{ ...report.placeOf(pointerOf(strange)), seen }],
  };
}

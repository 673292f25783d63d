import {
  type JsonValue,
  PRESET_NAMES,
  type StructuredFormat,
  type StructuredReport,
} from "../../core/model/structured-report.ts";
import { judgePreset, presetOf } from "../../core/presets/judge-preset.ts";
import { structuredParser } from "../../evidence/structured.ts";
import { inspectOwnEvidence } from "./inspect-own-evidence.ts";
import { type InspectedFile, type Understood, understood } from "./understood.ts";

/** JSON, YAML or JSON lines: a tool's report as its authors mean it, or the values of its root. */
export function inspectStructured(
  { text, path }: InspectedFile,
  format: StructuredFormat,
): Understood {
  const report = structuredParser(format)(text, path);
  const own = report.state === "known" ? inspectOwnEvidence(report.value) : undefined;
  if (own !== undefined) return own;
  return understood("structured", format, report, (value) => {
    const preset = presetOf(value, PRESET_NAMES);
    return preset === undefined ? valuesShown(value) : presetShown(value, preset);
  });
}

function presetShown(report: StructuredReport, preset: (typeof PRESET_NAMES)[number]) {
  const verdicts = judgePreset(report, preset, { now: 0, limits: NO_LIMITS });
  const outcomes = verdicts.flatMap((verdict) => {
    if (verdict.state === "skipped") return [];
    return verdict.state === "unknown"
      ? [{ outcome: "unknown", says: verdict.fact.reason, line: verdict.fact.places?.[0]?.line }]
      : [{ outcome: verdict.state, says: verdict.says, line: verdict.evidence[0]?.line }];
  });
  return {
    format: preset,
    summary: {
      verdicts: outcomes.length,
      failed: outcomes.filter(({ outcome }) => outcome === "failed").length,
      unknown: outcomes.filter(({ outcome }) => outcome === "unknown").length,
    },
    items: outcomes.map(({ outcome, says, line }) => ({ outcome, says, line: line ?? null })),
    problems: outcomes
      .filter(({ outcome }) => outcome === "unknown")
      .map(({ says, line }) => ({ message: says, ...(line !== undefined && { line }) })),
  };
}

/** A preset asks for nothing that a policy could set. */
const NO_LIMITS: Readonly<Record<string, number>> = {};

function valuesShown(report: StructuredReport) {
  const { value } = report;
  const entries: [string | number, JsonValue][] = Array.isArray(value)
    ? value.map((each: JsonValue, index): [number, JsonValue] => [index, each])
    : typeof value === "object" && value !== null
      ? Object.entries(value as Record<string, JsonValue>)
      : [];
  return {
    summary: { root: typeName(value), entries: entries.length },
    items: entries.slice(0, MOST_ENTRIES).map(([key, each]) => ({
      key,
      type: typeName(each),
      ...(isScalar(each) && { value: typeof each === "number" ? numberShown(each) : each }),
      line: report.placeOf([key]).line ?? null,
    })),
  };
}

/** Entries of a root that are shown; a log may have many more. */
const MOST_ENTRIES = 1000;

function isScalar(value: JsonValue): value is string | number | boolean | null {
  return typeof value !== "object" || value === null;
}

/** JSON has no word for them, and they must not turn into null. */
function numberShown(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

function typeName(value: JsonValue): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

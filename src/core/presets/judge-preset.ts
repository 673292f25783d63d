import { unavailable } from "../model/fact.ts";
import type { PresetName, StructuredReport } from "../model/structured-report.ts";
import { shown, type Terms } from "../predicate/compare-value.ts";
import { judgeCheck } from "../predicate/judge-check.ts";
import { selectFrom } from "../predicate/select-from.ts";
import { MAX_PLACES, type Verdict } from "../predicate/verdict.ts";
import { type JsonNode, pointerOf } from "../selector/node.ts";
import { PRESETS } from "./index.ts";
import type { Shape } from "./preset.ts";

/** The first of these tools whose report this is, told by its content. */
export function presetOf(
  report: StructuredReport,
  names: readonly PresetName[],
): PresetName | undefined {
  return names.find((name) => shapeOf(report, name) !== undefined);
}

/** Judges a tool's report as its authors mean it. */
export function judgePreset(
  report: StructuredReport,
  name: PresetName,
  terms: Terms,
): readonly Verdict[] {
  const shape = shapeOf(report, name);
  if (shape === undefined) {
    const known = PRESETS[name].shapes.map((each) => each.name).join(", ");
    return [
      invalid(report, `${report.path} is no report of ${name} that is known here (${known})`),
    ];
  }
  const fault = contradiction(report, shape);
  if (fault !== undefined) return [fault];
  return [
    ...shape.checks.map((check) => judgeCheck(report, check, terms)),
    ...troubles(report, shape),
  ];
}

function shapeOf(report: StructuredReport, name: PresetName): Shape | undefined {
  return PRESETS[name].shapes.find(({ is }) =>
    is.some((select) => {
      const found = selectFrom(report, select);
      // A NaN that a filter meets says nothing of the shape; where a report is too large its checks say so.
      return found.state === "selected" ? found.nodes.length > 0 : found.state === "unknown";
    }),
  );
}

/** What is printed is never believed: it is counted again, and a difference makes the report invalid. */
function contradiction(report: StructuredReport, shape: Shape): Verdict | undefined {
  const claims: readonly Claim[] = [
    ...(shape.counts ?? []).map(({ printed, of }) => ({
      printed,
      of,
      told: (nodes: readonly JsonNode[]) => nodes.length,
    })),
    ...(shape.flags ?? []).map(({ printed, unless }) => ({
      printed,
      of: unless,
      told: (nodes: readonly JsonNode[]) => nodes.length === 0,
    })),
  ];
  for (const { printed, of, told } of claims) {
    const [says, parts] = [selectFrom(report, printed), selectFrom(report, of)];
    if (says.state !== "selected") return says;
    if (parts.state !== "selected") return parts;
    const expected = told(parts.nodes);
    const wrong = says.nodes.find(({ value }) => value !== expected);
    if (wrong !== undefined) {
      const words = `${printed} is ${shown(wrong.value)}, but by ${of} it is ${expected}`;
      return contradicted(report, wrong, words);
    }
  }
  for (const select of shape.contradictions ?? []) {
    const found = selectFrom(report, select);
    if (found.state !== "selected") return found;
    const [wrong] = found.nodes;
    if (wrong !== undefined) return contradicted(report, wrong, `there is ${select}`);
  }
  return undefined;
}

/** Something that a report prints, and the parts that tell whether it is so. */
interface Claim {
  readonly printed: string;
  readonly of: string;
  readonly told: (nodes: readonly JsonNode[]) => number | boolean;
}

function troubles(report: StructuredReport, shape: Shape): Verdict[] {
  const found = shape.troubles?.(report.value) ?? [];
  const places = found
    .slice(0, MAX_PLACES)
    .map(({ pointer, seen }) => ({ ...report.placeOf(pointer), seen }));
  const [first] = found;
  if (first === undefined) return [];
  const silent = found.find((each) => each.silent === true);
  const loud = found.filter((each) => each.silent !== true);
  return loud.length > 0
    ? [
        {
          state: "failed",
          says: `${report.path} has ${loud.length} errors, such as ${loud[0]?.seen}`,
          evidence: places,
        },
      ]
    : [invalid(report, `${report.path}: ${silent?.seen}`)];
}

function contradicted(report: StructuredReport, node: JsonNode, words: string): Verdict {
  return {
    state: "unknown",
    fact: unavailable(
      "invalid",
      `${report.path} contradicts itself: ${words}`,
      report.placeOf(pointerOf(node)),
    ),
  };
}

function invalid(report: StructuredReport, reason: string): Verdict {
  return { state: "unknown", fact: unavailable("invalid", reason, report.placeOf([])) };
}

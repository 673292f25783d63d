import { type Fact, unavailable } from "../model/fact.ts";
import type { Evidence } from "../model/finding.ts";
import type { StructuredReport } from "../model/structured-report.ts";
import { type JsonNode, normalizedPath, pointerOf } from "../selector/node.ts";
import type { Baseline } from "./check-schema.ts";
import { shown } from "./compare-value.ts";
import { selectFrom } from "./select-from.ts";
import { type Limits, thresholdOf } from "./thresholds.ts";
import { MAX_PLACES, type Verdict } from "./verdict.ts";

/**
 * Compares numbers with those that base has at the same places. What base has counts whatever content
 * it speaks of: it is what was accepted last. Where base has none there is nothing to be worse than;
 * that is said, and the next pull request is compared with this one.
 */
export function judgeBaseline(
  report: StructuredReport,
  base: Fact<StructuredReport> | undefined,
  baseline: Baseline,
  limits: Limits,
): Verdict {
  const ours = numbersAt(report, baseline.select);
  if (ours.state !== "numbers") return ours;
  const evidence = [...ours.values.values()]
    .slice(0, MAX_PLACES)
    .map(({ node, value }) => seenAt(report, node, value));
  if (base?.state === "unavailable" && base.cause !== "missing" && base.cause !== "invalid") {
    return { state: "unknown", fact: base };
  }
  const theirs = base?.state === "known" ? numbersAt(base.value, baseline.select) : undefined;
  if (theirs?.state !== "numbers") {
    return { state: "held", says: "base has nothing to compare with yet", evidence };
  }
  const changed = base?.state === "known" ? changedPart(report, base.value, baseline) : undefined;
  if (changed !== undefined) return changed;
  const lost = [...theirs.values.keys()].find((path) => !ours.values.has(path));
  if (lost !== undefined) {
    const reason = `base has ${lost}, which ${report.path} has no longer: it cannot be compared`;
    return { state: "unknown", fact: unavailable("invalid", reason, report.placeOf([])) };
  }
  const worse = [...theirs.values].flatMap(([path, { value: before }]) => {
    const now = ours.values.get(path);
    const words = now && whyWorse(before, now.value, baseline, limits);
    return now && words !== undefined ? [{ ...now, says: `${path} ${words}` }] : [];
  });
  const [first] = worse;
  return first === undefined
    ? { state: "held", says: `${baseline.select} is no worse than on base`, evidence }
    : {
        state: "failed",
        says: first.says + (worse.length > 1 ? `; and ${worse.length - 1} more` : ""),
        evidence: worse.slice(0, MAX_PLACES).map(({ node, value }) => seenAt(report, node, value)),
      };
}

/** A value that must be as on base and is not: what is better or worse cannot be told then. */
function changedPart(
  report: StructuredReport,
  base: StructuredReport,
  { same = [] }: Baseline,
): Verdict | undefined {
  for (const select of same) {
    const [now, before] = [selectFrom(report, select), selectFrom(base, select)];
    if (now.state !== "selected") return now;
    if (before.state !== "selected") return before;
    if (JSON.stringify(valuesOf(now.nodes)) === JSON.stringify(valuesOf(before.nodes))) continue;
    const reason = `${select} is ${shownAll(now.nodes)}, and on base ${shownAll(before.nodes)}: the two cannot be compared`;
    return { state: "unknown", fact: unavailable("invalid", reason, report.placeOf([])) };
  }
  return undefined;
}

function valuesOf(nodes: readonly JsonNode[]): JsonNode["value"][] {
  return nodes.map(({ value }) => value);
}

function shownAll(nodes: readonly JsonNode[]): string {
  return nodes.length === 0 ? "not there" : valuesOf(nodes).slice(0, 3).map(shown).join(", ");
}

type Numbers =
  | {
      readonly state: "numbers";
      /** By normalized path. */
      readonly values: ReadonlyMap<string, { readonly node: JsonNode; readonly value: number }>;
    }
  | Extract<Verdict, { state: "failed" | "unknown" }>;

function numbersAt(report: StructuredReport, select: string): Numbers {
  const found = selectFrom(report, select);
  if (found.state !== "selected") return found;
  if (found.nodes.length === 0) {
    const reason = `${select} selects 0 values of ${report.path}; at least 1 is asked for`;
    return { state: "unknown", fact: unavailable("invalid", reason, report.placeOf([])) };
  }
  const values = new Map<string, { readonly node: JsonNode; readonly value: number }>();
  for (const node of found.nodes) {
    const { value } = node;
    if (typeof value !== "number" || !Number.isFinite(value)) {
      const evidence = [seenAt(report, node, value)];
      return {
        state: "failed",
        says: `${select} is ${shown(value)}; a number to compare with base is asked for`,
        evidence,
      };
    }
    values.set(normalizedPath(pointerOf(node)), { node, value });
  }
  return { state: "numbers", values };
}

/** 1 - 0.99 is a little more than 0.01: what binary fractions lose is no change. */
const ROUNDING = 1e-9;

/** Percent of the number on base; of 0 any change is more than any percent. */
function whyWorse(
  before: number,
  now: number,
  baseline: Baseline,
  limits: Limits,
): string | undefined {
  const { "maximum-drop": drop, "maximum-rise": rise } = baseline;
  for (const [asked, change, word] of [
    [drop, before - now, "drops"],
    [rise, now - before, "rises"],
  ] as const) {
    const limit = asked === undefined ? undefined : thresholdOf(asked, limits);
    const slack = ROUNDING * Math.abs(before);
    if (limit !== undefined && change * 100 > limit * Math.abs(before) + slack) {
      const percent =
        before === 0 ? "" : `, by ${((change * 100) / Math.abs(before)).toPrecision(3)} %`;
      return `${word} from ${before} on base to ${now}${percent}; at most ${limit} % is asked for`;
    }
  }
  return undefined;
}

function seenAt(report: StructuredReport, node: JsonNode, value: JsonNode["value"]): Evidence {
  return { ...report.placeOf(pointerOf(node)), seen: shown(value) };
}

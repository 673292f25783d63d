import { unavailable } from "../model/fact.ts";
import type { Evidence } from "../model/finding.ts";
import type { StructuredReport } from "../model/structured-report.ts";
import { type JsonNode, pointerOf } from "../selector/node.ts";
import { type Check, type Quantifier, QUANTIFIERS } from "./check-schema.ts";
import { type Compared, compareValue, shown, type Terms, turnsAt } from "./compare-value.ts";
import { describeComparator } from "./describe-comparator.ts";
import { seenNode } from "./seen-node.ts";
import { selectFrom } from "./select-from.ts";
import { thresholdOf } from "./thresholds.ts";
import { MAX_PLACES, type Verdict } from "./verdict.ts";

/** Asks one question of a report. */
export function judgeCheck(report: StructuredReport, check: Check, terms: Terms): Verdict {
  if (check.if !== undefined) {
    const asked = selectFrom(report, check.if);
    if (asked.state !== "selected") return asked;
    if (asked.nodes.length === 0) return { state: "skipped" };
  }
  const selected = selectFrom(report, check.select);
  if (selected.state !== "selected") return selected;
  const { nodes } = selected;
  const minimum = thresholdOf(check["minimum-matches"], terms.limits) ?? 1;
  if (nodes.length < minimum) {
    return {
      state: "unknown",
      fact: unavailable(
        "invalid",
        `${check.select} selects ${nodes.length} values of ${report.path}; at least ${minimum} are asked for`,
        report.placeOf([]),
      ),
    };
  }
  const maximum =
    check["maximum-matches"] === undefined
      ? undefined
      : thresholdOf(check["maximum-matches"], terms.limits);
  if (maximum !== undefined && nodes.length > maximum) {
    return {
      state: "failed",
      says: tooManyText(report, check, nodes.length, maximum),
      evidence: places(report, nodes),
    };
  }
  const quantifier = QUANTIFIERS.find((name) => check[name] !== undefined) ?? "every";
  const comparator = check[quantifier] ?? {};
  const compared = nodes.map((node) => ({
    node,
    result: compareValue(node.value, comparator, check.as, terms),
  }));
  const turns = nodes
    .map(({ value }) => turnsAt(value, comparator, terms))
    .filter((turn) => turn !== undefined)
    .toSorted((a, b) => a - b)[0];
  const bad = badOnes(compared, quantifier);
  const words = describeComparator(comparator, terms.limits);
  const common = { ...(turns !== undefined && { turns }) };
  return bad === undefined
    ? {
        state: "held",
        says: check.claim ?? heldText(check.select, nodes, quantifier, words),
        evidence: places(report, nodes),
        ...common,
      }
    : {
        state: "failed",
        says: failedText(report, check.select, nodes.length, bad, quantifier, words),
        evidence: places(
          report,
          bad.map(({ node }) => node),
        ),
        ...common,
      };
}

interface ComparedNode {
  readonly node: JsonNode;
  readonly result: Compared;
}

/** The values that make a check fail; undefined where it holds. */
function badOnes(
  compared: readonly ComparedNode[],
  quantifier: Quantifier,
): readonly ComparedNode[] | undefined {
  const where = (wanted: (result: Compared) => boolean): readonly ComparedNode[] =>
    compared.filter(({ result }) => wanted(result));
  if (quantifier === "some") {
    const strange = where((result) => result.state === "broken" && result.notFinite === true);
    if (strange.length > 0) return strange;
    return compared.length === 0 || compared.some(({ result }) => result.state === "holds")
      ? undefined
      : compared;
  }
  const fine = quantifier === "every" ? "holds" : "differs";
  const bad = where(({ state }) => state !== fine);
  return bad.length > 0 ? bad : undefined;
}

function places(report: StructuredReport, nodes: readonly JsonNode[]): Evidence[] {
  return nodes
    .slice(0, MAX_PLACES)
    .map((node) => ({ ...report.placeOf(pointerOf(node)), seen: named(report, node) }));
}

function named(report: StructuredReport, node: JsonNode): string {
  return seenNode(report, node.value, pointerOf(node));
}

/** A selector that looks for what must not be there is read by few; its claim says what it is about. */
function tooManyText(
  { path }: StructuredReport,
  { claim, select }: Check,
  found: number,
  maximum: number,
): string {
  return claim === undefined
    ? `${select} selects ${found} values; at most ${maximum} are asked for`
    : `asked for in ${path} is that ${claim}; ${found === 1 ? "1 does not" : `${found} do not`}`;
}

function heldText(
  select: string,
  nodes: readonly JsonNode[],
  quantifier: Quantifier,
  words: string,
): string {
  const [first, second] = nodes;
  if (first === undefined) return `${select} selects nothing`;
  if (words === "") return `${select} selects ${nodes.length} values`;
  if (quantifier === "none") return `none of ${nodes.length} values of ${select} is ${words}`;
  return second === undefined
    ? `${select} is ${shown(first.value)}; asked for is ${words}`
    : `${quantifier === "every" ? "all" : "some"} of ${nodes.length} values of ${select} are ${words}`;
}

function failedText(
  report: StructuredReport,
  select: string,
  total: number,
  bad: readonly ComparedNode[],
  quantifier: Quantifier,
  words: string,
): string {
  const [first] = bad;
  const broken = bad.find(({ result }) => result.state === "broken")?.result;
  const asked = quantifier === "none" ? `no value may be ${words}` : `asked for is ${words}`;
  if (broken?.state === "broken") return `of ${select}, ${broken.why}; ${asked}`;
  const seen = first === undefined ? "nothing" : named(report, first.node);
  if (total === 1) return `${select} is ${seen}; ${asked}`;
  return quantifier === "some"
    ? `none of ${total} values of ${select} is ${words}, such as ${seen}`
    : `${bad.length} of ${total} values of ${select} are wrong, such as ${seen}; ${asked}`;
}

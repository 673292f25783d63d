import type { CheckDecision, Decision } from "../core/model/decision.ts";
import type { Evidence } from "../core/model/finding.ts";
import { inPolicyRepository } from "../core/model/organization.ts";
import type { Rule } from "../core/model/rule.ts";
import { plain } from "./escape.ts";
import { isInside } from "./link.ts";
import { inOrder } from "./policy-problems.ts";
import { remedyOf } from "./remedy.ts";
import { type ComponentFinding, compare, isUnmet, type Standing } from "./standing.ts";

/** A remark, at a file and a line where it is about one. */
export interface Remark {
  readonly path?: string;
  readonly line?: number;
  readonly level: "notice" | "warning" | "failure";
  readonly title: string;
  readonly message: string;
}

/** A remark on a line of a file. */
export type LineRemark = Remark & { readonly path: string; readonly line: number };

/** GitHub takes 50 a request: four requests say enough. */
export const MOST_ANNOTATIONS = 200;

/** GitHub's limit for a title. */
const TITLE_LIMIT = 255;

/** What can be said at a line, worst first, and how much of it there was no room for. */
export function annotationsOf(
  decision: Decision,
  check: CheckDecision,
  standing: Standing,
  rules: ReadonlyMap<string, Rule>,
): { readonly annotations: readonly LineRemark[]; readonly left: number } {
  const all = remarksOf(decision, check, standing, rules)
    .flat()
    .filter(isOnLine)
    .toSorted(
      (a, b) =>
        REMARK_LEVELS.indexOf(a.level) - REMARK_LEVELS.indexOf(b.level) ||
        compare(a.path, b.path) ||
        a.line - b.line ||
        compare(a.title, b.title) ||
        compare(a.message, b.message),
    );
  const annotations = all.slice(0, MOST_ANNOTATIONS);
  return { annotations, left: all.length - annotations.length };
}

/** The worst first. */
export const REMARK_LEVELS: readonly Remark["level"][] = ["failure", "warning", "notice"];

/**
 * What there is to remark on: of each problem and of each finding, the shortest way to green first, one
 * remark a line, or one alone where no line is known. Of a check that only observes, nothing.
 */
export function remarksOf(
  decision: Decision,
  check: CheckDecision,
  { fixes, inGrace, advice }: Standing,
  rules: ReadonlyMap<string, Rule>,
): readonly (readonly Remark[])[] {
  const soft = check.conclusion === "neutral";
  if (soft && check.enforcement === "observe") return [];
  const findings = [...fixes, ...inGrace, ...advice.filter(isUnmet)];
  return [
    ...problemRemarks(decision),
    ...findings.map((finding) => findingRemarks(finding, rules)),
  ].map((remarks) =>
    remarks.map((remark) =>
      soft && remark.level === "failure" ? { ...remark, level: "warning" as const } : remark,
    ),
  );
}

function isOnLine(remark: Remark): remark is LineRemark {
  return remark.path !== undefined && remark.line !== undefined;
}

function problemRemarks({ problems }: Decision): Remark[][] {
  return inOrder(problems).map(({ place: { path, line }, message }) => [
    {
      ...(inPolicyRepository(path) === undefined && { path, ...(line !== undefined && { line }) }),
      level: "failure",
      title: "The policy cannot be used",
      message: plain(message, 2000),
    },
  ]);
}

function findingRemarks(finding: ComponentFinding, rules: ReadonlyMap<string, Rule>): Remark[] {
  const { component, rule, severity, reason, grace, evidence } = finding;
  const remedy = remedyOf(finding, component, rules).map((step) => `- ${plain(step)}`);
  const message = (said: string): string =>
    [said, ...(remedy.length > 0 ? ["How to mend it:", ...remedy] : [])].join("\n");
  const remark = {
    level: severity === "blocking" && grace === undefined ? "failure" : "warning",
    title: plain(`${component}: ${rule}`, TITLE_LIMIT),
  } as const;
  // A line of another commit, or of what a run delivered, is not the line of this number here.
  const here = evidence.filter(
    ({ path, commit, run }) =>
      commit === undefined && run === undefined && inPolicyRepository(path) === undefined,
  );
  const lines = here.filter(hasLine);
  const first = here.find(({ path }) => isInside(path));
  if (lines.length === 0) {
    return [{ ...remark, ...(first && { path: first.path }), message: message(plain(reason)) }];
  }
  return lines.map(({ path, line, seen }) => ({
    ...remark,
    path,
    line,
    message: message(`${plain(reason)} (here: ${plain(seen, 200)})`),
  }));
}

function hasLine(evidence: Evidence): evidence is Evidence & { readonly line: number } {
  return evidence.line !== undefined;
}

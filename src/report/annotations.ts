import type { CheckDecision, Decision } from "../core/model/decision.ts";
import { inPolicyRepository } from "../core/model/organization.ts";
import type { Rule } from "../core/model/rule.ts";
import { plain } from "./escape.ts";
import { remedyOf } from "./remedy.ts";
import { compare, isUnmet, type Standing } from "./standing.ts";

/** A remark on a line of a file. */
export interface LineRemark {
  readonly path: string;
  readonly line: number;
  readonly level: "notice" | "warning" | "failure";
  readonly title: string;
  readonly message: string;
}

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
  const soft = check.conclusion === "neutral";
  if (soft && check.enforcement === "observe") return { annotations: [], left: 0 };
  const all = [...problemRemarks(decision), ...findingRemarks(standing, rules)]
    .map((remark) =>
      soft && remark.level === "failure" ? { ...remark, level: "warning" as const } : remark,
    )
    .toSorted(
      (a, b) =>
        LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) ||
        compare(a.path, b.path) ||
        a.line - b.line ||
        compare(a.title, b.title) ||
        compare(a.message, b.message),
    );
  const annotations = all.slice(0, MOST_ANNOTATIONS);
  return { annotations, left: all.length - annotations.length };
}

const LEVELS: readonly LineRemark["level"][] = ["failure", "warning", "notice"];

function problemRemarks({ problems }: Decision): LineRemark[] {
  return problems.flatMap(({ place: { path, line }, message }) =>
    line === undefined || inPolicyRepository(path) !== undefined
      ? []
      : [
          {
            path,
            line,
            level: "failure",
            title: "The policy cannot be used",
            message: plain(message, 2000),
          },
        ],
  );
}

function findingRemarks(
  { fixes, inGrace, advice }: Standing,
  rules: ReadonlyMap<string, Rule>,
): LineRemark[] {
  return [...fixes, ...inGrace, ...advice.filter(isUnmet)].flatMap((finding) => {
    const { component, rule, severity, reason, grace } = finding;
    const remedy = remedyOf(finding, component, rules).map((step) => `- ${plain(step)}`);
    // A line of another commit, or of what a run delivered, is not the line of this number here.
    return finding.evidence.flatMap(({ path, line, seen, commit, run }): LineRemark[] =>
      line === undefined || commit !== undefined || run !== undefined
        ? []
        : [
            {
              path,
              line,
              level: severity === "blocking" && grace === undefined ? "failure" : "warning",
              title: plain(`${component}: ${rule}`, TITLE_LIMIT),
              message: [
                `${plain(reason)} (here: ${plain(seen, 200)})`,
                ...(remedy.length > 0 ? ["How to mend it:", ...remedy] : []),
              ].join("\n"),
            },
          ],
    );
  });
}

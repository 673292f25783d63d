import type { Rule } from "../../src/core/model/rule.ts";

/** What a rule wants brought, in the order in which the pages of the levels show it. */
export const RULE_GROUPS = [
  "documents",
  "evidence",
  "data",
  "people",
  "records",
  "decisions",
] as const;
export type RuleGroup = (typeof RULE_GROUPS)[number];

/** Where a predicate asks a document and not a report. */
const DOCUMENT = "document:";

const GROUP_OF_KIND: ReadonlyMap<string, RuleGroup> = new Map(
  (
    [
      [
        "documents",
        [
          "api-specification",
          "card-exists",
          "card-placeholders",
          "card-prior-link",
          "card-row",
          "card-section-stated",
          "card-sections",
          "card-table",
          "card-touched",
          "card-consistency",
          "checklist",
          "document",
          "ethics-revisited",
          "requirement-neutral",
          "requirement-risk",
          "requirement-singular",
          "requirement-tags",
          "requirement-vv",
          "requirements-present",
          "risk-ceiling",
        ],
      ],
      [
        "evidence",
        [
          "codebase-organised",
          "code-version",
          "coverage",
          "coverage-not-gated",
          "data-slices",
          "deployment-test",
          "evaluation-metrics",
          "external-check",
          "generalisation",
          "ml-test-score",
          "predicate",
          "predicate-when-tagged",
          "requirement-traced",
          "scheduled-workflow",
          "test-results",
        ],
      ],
      [
        "data",
        [
          "artifact-version",
          "artifacts-pinned",
          "data-readiness",
          "dataset-declared",
          "datasheet",
          "evaluation-datasets",
          "model-age",
          "versions-on-card",
        ],
      ],
      [
        "people",
        [
          "card-people",
          "knowledge-shared",
          "review-independence",
          "review-panel",
          "role-present",
          "working-group",
        ],
      ],
      [
        "records",
        [
          "card-debrief",
          "declared-things-kept",
          "records-kept",
          "deployed-change",
          "earned-switchback",
          "hotfix",
          "ladder-step",
          "lineage",
          "periodic-review",
          "review-content",
          "review-record",
          "switchback-record",
          "system-level",
        ],
      ],
      ["decisions", ["key-decision"]],
    ] as const
  ).flatMap(([group, kinds]) => kinds.map((kind): [string, RuleGroup] => [kind, group])),
);

/** The group of a rule; undefined where nobody has said yet where its kind belongs. */
export function ruleGroup({ kind, params }: Pick<Rule, "kind" | "params">): RuleGroup | undefined {
  const { evidence } = params;
  return kind === "predicate" && typeof evidence === "string" && evidence.startsWith(DOCUMENT)
    ? "documents"
    : GROUP_OF_KIND.get(kind);
}

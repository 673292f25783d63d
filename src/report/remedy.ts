import type { Finding } from "../core/model/finding.ts";
import type { Rule } from "../core/model/rule.ts";

/** Findings that no rule of the catalogue stands behind. */
const WITHOUT_A_RULE: ReadonlyMap<string, readonly string[]> = new Map([
  [
    "minimum-level",
    [
      "Raise {component} to the level asked for first: `/mltrl promote {component}` in a pull request to the default branch",
      "Or leave {component} out of this branch until it is there",
    ],
  ],
  [
    "deployed-version",
    ["Mend the entry under `deployed` on `.mltrl/cards/{component}.md`, or the tag that it names"],
  ],
  [
    "hotfix-review",
    [
      "Let the panel of {component} review what the hotfix changed, and record it as `.mltrl/reviews/{component}/<date>-<N>-to-<M>.yml`",
      "Or name the day and the panel under `reviewed` in the hotfix's record",
    ],
  ],
]);

/** How to mend a finding, one step an entry, with the component's name filled in. */
export function remedyOf(
  finding: Pick<Finding, "rule"> & Partial<Pick<Finding, "outcome" | "evidence">>,
  component: string,
  rules: ReadonlyMap<string, Pick<Rule, "remedy">>,
): readonly string[] {
  const unreadable = unreadableRecord(finding);
  if (unreadable !== undefined) {
    return [
      `Mend ${unreadable} as said above; \`mltrl validate\` names every problem of the files under .mltrl`,
    ];
  }
  const steps = rules.get(finding.rule)?.remedy ?? WITHOUT_A_RULE.get(finding.rule) ?? [];
  return steps.map((step) => step.replaceAll("{component}", () => component));
}

/** A file of ours that cannot be read: before it can be, what the rule asks for is not the point. */
function unreadableRecord({
  outcome,
  evidence = [],
}: Partial<Pick<Finding, "outcome" | "evidence">>): string | undefined {
  if (outcome !== "unknown") return undefined;
  return evidence.find(
    ({ path, line, seen }) => seen === "invalid" && line !== undefined && UNREADABLE.test(path),
  )?.path;
}

const UNREADABLE = /^\.mltrl\/(?:cards|requirements|reviews|decisions|switchbacks|hotfixes)\//;

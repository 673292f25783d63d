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
  finding: Pick<Finding, "rule">,
  component: string,
  rules: ReadonlyMap<string, Pick<Rule, "remedy">>,
): readonly string[] {
  const steps = rules.get(finding.rule)?.remedy ?? WITHOUT_A_RULE.get(finding.rule) ?? [];
  return steps.map((step) => step.replaceAll("{component}", () => component));
}

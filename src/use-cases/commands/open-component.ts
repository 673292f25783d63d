import type { ComponentDecision } from "../../core/model/decision.ts";
import type { Finding } from "../../core/model/finding.ts";
import type { Verdict } from "../judge.ts";

/** The component whose rule is open in a pull request; in words why there is none, or not just one. */
export function openComponent(
  rule: string,
  wanted: string | undefined,
  { decision }: Pick<Verdict, "decision">,
): ComponentDecision | string {
  const judged = decision?.components ?? [];
  const asked = judged.filter(
    ({ id, findings }) =>
      (wanted === undefined || id === wanted) && findings.some((each) => each.rule === rule),
  );
  const where = wanted === undefined ? "here" : `of ${wanted} here`;
  if (asked.length === 0) return `${rule} is not asked ${where}`;
  const open = asked.filter(({ findings }) => findings.some((each) => isOpen(each, rule)));
  const [only] = open;
  if (only === undefined) return `${rule} needs no exception ${where}: it holds, or is waived`;
  return open.length === 1
    ? only
    : `${rule} does not hold for ${open.map(({ id }) => id).join(", ")}: name one of them`;
}

function isOpen(finding: Finding, rule: string): boolean {
  return finding.rule === rule && ["fail", "unknown", "pending"].includes(finding.outcome);
}

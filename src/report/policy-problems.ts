import type { Decision } from "../core/model/decision.ts";
import type { Problem } from "../core/model/problem.ts";
import { paragraph, type Section } from "./cut.ts";
import { code, prose } from "./escape.ts";
import { type LinkTarget, placeLink } from "./link.ts";
import { shortCommits } from "./small-print.ts";
import { compare } from "./standing.ts";

/** Every problem of a policy that cannot be used, and what happens next. */
export function problemSections({ problems, provenance }: Decision, target: LinkTarget): Section[] {
  return [
    {
      name: "Problems of the policy",
      open: "| Where | What is wrong |\n| :-- | :-- |",
      items: inOrder(problems).map(
        ({ place, message }) => `| ${placeLink(place, target)} | ${prose(message)} |`,
      ),
      close: "",
    },
    paragraph(
      "What happens next",
      `Nothing is judged until these are mended: a broken policy closes the gate, and an older one never stands in for it. Mend them where they stand, then push or re-run this check. To see them before pushing: \`mltrl validate\`. The policy in force is ${code(shortCommits(provenance.policy))}.`,
    ),
  ];
}

/** By place. */
export function inOrder(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted(
    (a, b) =>
      compare(a.place.path, b.place.path) ||
      (a.place.line ?? 0) - (b.place.line ?? 0) ||
      (a.place.column ?? 0) - (b.place.column ?? 0) ||
      compare(a.message, b.message),
  );
}

import type { CheckDecision, Decision } from "../core/model/decision.ts";
import type { Rule } from "../core/model/rule.ts";
import { blockedSections } from "./blocked.ts";
import { essential, paragraph, type Section } from "./cut.ts";
import { prose } from "./escape.ts";
import {
  awaitedSection,
  backgroundSections,
  graceSection,
  othersSection,
} from "./folded-sections.ts";
import { instruction, modeRemark } from "./instruction.ts";
import type { LinkTarget } from "./link.ts";
import { policyEditSections, tightenedSection } from "./policy-edit.ts";
import { problemSections } from "./policy-problems.ts";
import { seatSections } from "./seat-table.ts";
import { seatsAsked } from "./seats.ts";
import { type Standing, turnOf } from "./standing.ts";
import { tryFirst } from "./try-first.ts";
import { waivedSections } from "./waived.ts";

/** What the text of a check needs to know besides the verdict. */
export interface CheckContext {
  readonly rules: ReadonlyMap<string, Rule>;
  /** Whose files are linked to. */
  readonly target: LinkTarget;
  /** The branch that the change goes to; `main` where it is not known. */
  readonly baseRef?: string;
}

/** What to do now, what blocks and whose seats are open, the shortest way to green first. */
export function leadingSections(
  decision: Decision,
  check: CheckDecision,
  standing: Standing,
  { rules, baseRef, target }: CheckContext,
): Section[] {
  const first = essential(instruction(decision, check, standing));
  const mode = paragraph("", modeRemark(check));
  if (decision.problems.length > 0) return [first, mode, ...problemSections(decision, target)];
  if (decision.unavailable !== undefined)
    return [first, ...unavailableSections(decision.unavailable)];
  const { fixes } = standing;
  return [
    first,
    mode,
    ...blockedSections(leading(standing), { rules, target, named: standing.components.length > 1 }),
    ...policyEditSections(decision, check, target),
    ...(fixes.length === 0 ? [...seatsOf(standing), ...awaitedSection(standing, target)] : []),
    ...waivedSections(standing, target),
    ...graceSection(standing, target),
    ...tryFirst(standing, rules, baseRef),
  ];
}

function unavailableSections(reason: string): Section[] {
  return [
    paragraph("", `What happened: ${prose(reason)}`),
    paragraph(
      "",
      "This says nothing about the pull request. The gate stays closed until it is judged.",
    ),
  ];
}

/** The author's fixes, or everybody's where the author has none. */
function leading({ fixes }: Standing): Standing["fixes"] {
  const authors = fixes.filter((finding) => turnOf(finding) === "author");
  return authors.length > 0 ? authors : fixes;
}

function seatsOf({ components, waiting }: Standing): Section[] {
  return components.flatMap((component) => {
    const seats = seatsAsked(waiting.filter((finding) => finding.component === component.id));
    return seats.length === 0 ? [] : seatSections(component, seats);
  });
}

/** All the rest: what others are to do, what holds, and what does not apply. */
export function restSections(
  decision: Decision,
  standing: Standing,
  { target }: CheckContext,
): Section[] {
  return [
    ...othersSections(standing, target),
    ...tightenedSection(decision, target),
    ...backgroundSections(decision, standing, target),
  ];
}

/** While something is to be mended, what waits is no news. */
function othersSections(standing: Standing, target: LinkTarget): Section[] {
  const { fixes, waiting } = standing;
  if (fixes.length === 0) return [];
  const shown = new Set(leading(standing));
  const others = [...fixes.filter((finding) => !shown.has(finding)), ...waiting];
  return othersSection(others, standing, target);
}

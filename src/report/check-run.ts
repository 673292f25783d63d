import type { ButtonName } from "../core/model/button.ts";
import type { Conclusion } from "../core/model/conclusion.ts";
import type { CheckDecision, Decision } from "../core/model/decision.ts";
import type { Rule } from "../core/model/rule.ts";
import { annotationsOf, type LineRemark } from "./annotations.ts";
import { buttonsFor } from "./buttons.ts";
import { blockedSections } from "./blocked.ts";
import { count } from "./count.ts";
import { joinWithin, paragraph, type Section } from "./cut.ts";
import { plain, prose } from "./escape.ts";
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
import { smallPrint } from "./small-print.ts";
import { type Standing, standingOf, turnOf } from "./standing.ts";
import { tryFirst } from "./try-first.ts";
import { verdictLine } from "./verdict-line.ts";
import { waivedSections } from "./waived.ts";

/** A check run as GitHub is to show it; the port's report without its digest. */
export interface CheckRunText {
  readonly name: string;
  readonly headSha: string;
  readonly conclusion: Conclusion;
  readonly title: string;
  readonly summary: string;
  readonly text: string;
  readonly annotations: readonly LineRemark[];
  readonly buttons: readonly ButtonName[];
}

export interface CheckRunContext {
  readonly headSha: string;
  readonly rules: ReadonlyMap<string, Rule>;
  /** `https://github.com/acme/scanner`, to link lines at the head. */
  readonly repositoryUrl?: string;
  /** The branch that the pull request goes to; `main` where it is not known. */
  readonly baseRef?: string;
}

/** The check run of one check: instruction and what blocks in the summary, all the rest in the text. */
export function checkRun(
  decision: Decision,
  check: CheckDecision,
  context: CheckRunContext,
): CheckRunText {
  const { headSha, rules, repositoryUrl } = context;
  const target: LinkTarget = { commit: headSha, repositoryUrl };
  const standing = standingOf(decision, check, rules);
  const { annotations, left } = annotationsOf(decision, check, standing, rules);
  return {
    name: plain(check.name),
    headSha,
    conclusion: check.conclusion,
    title: verdictLine(decision, check, standing),
    summary: joinWithin(summarySections(decision, check, standing, context, target)),
    text: joinWithin([
      ...othersSections(standing, target),
      ...tightenedSection(decision, target),
      ...backgroundSections(decision, standing, target),
      ...(left > 0 ? [essential(`*${count(left, "more remark")} on lines not shown.*`)] : []),
      smallPrint(decision, standing),
    ]),
    annotations,
    buttons: buttonsFor(decision, standing),
  };
}

function summarySections(
  decision: Decision,
  check: CheckDecision,
  standing: Standing,
  { rules, baseRef }: CheckRunContext,
  target: LinkTarget,
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

function essential(text: string): Section {
  return { ...paragraph("", text), essential: true };
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

/** While something is to be mended, what waits is no news. */
function othersSections(standing: Standing, target: LinkTarget): Section[] {
  const { fixes, waiting } = standing;
  if (fixes.length === 0) return [];
  const shown = new Set(leading(standing));
  const others = [...fixes.filter((finding) => !shown.has(finding)), ...waiting];
  return othersSection(others, standing, target);
}

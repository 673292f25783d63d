import type { CheckDecision, Decision } from "../core/model/decision.ts";
import { type CheckContext, leadingSections, restSections } from "./check-sections.ts";
import { essential, joinWithin, paragraph, type Section } from "./cut.ts";
import { markdown, prose } from "./escape.ts";
import { MARKS } from "./marks.ts";
import { smallPrint } from "./small-print.ts";
import { type Standing, standingOf } from "./standing.ts";
import { verdictLine } from "./verdict-line.ts";

/** GitHub takes 1 MiB of a step, and of a longer summary it shows nothing at all. */
export const SUMMARY_LIMIT = 1_000_000;

/** A check with what it has to say. */
interface Told {
  readonly check: CheckDecision;
  readonly standing: Standing;
}

/**
 * The verdict as a page of Markdown, for the summary of a job: what each check comes to, whose turn it is
 * and what blocks, the shortest way to green first; then, folded, all the rest. Where that is too long,
 * the rest goes first, and the page says so.
 *
 * @param decisions those of one job, such as of each pull request in a merge group; they share the room
 */
export function jobSummary(decisions: readonly Decision[], context: CheckContext): string {
  const room = Math.floor(SUMMARY_LIMIT / decisions.length) - "\n\n".length;
  return decisions
    .map((decision) => `${joinWithin(sectionsOf(decision, context), room)}\n`)
    .join("\n");
}

function sectionsOf(decision: Decision, context: CheckContext): Section[] {
  const told = decision.checks.map((check) => ({
    check,
    standing: standingOf(decision, check, context.rules),
  }));
  const [first] = told;
  if (first === undefined) return nothingJudged(decision);
  return [
    ...told.flatMap((each) => leading(decision, each, context)),
    ...told.flatMap((each) => rest(decision, each, context)),
    smallPrint(decision, first.standing),
  ];
}

function leading(decision: Decision, { check, standing }: Told, context: CheckContext): Section[] {
  const { mark } = MARKS[check.conclusion];
  const line = verdictLine(decision, check, standing);
  return [
    essential(`## ${mark} ${markdown(check.name)}: ${markdown(line)}`),
    ...leadingSections(decision, check, standing, context),
  ];
}

/** Under the name of the check where there are several. */
function rest(decision: Decision, { check, standing }: Told, context: CheckContext): Section[] {
  const sections = restSections(decision, standing, context);
  const heading = paragraph("", `### More on ${markdown(check.name)}`);
  return decision.checks.length > 1 && sections.length > 0 ? [heading, ...sections] : sections;
}

function nothingJudged({ notices }: Decision): Section[] {
  return [
    essential("**Nothing to do: no check of mltrl-gate judges this.**"),
    ...notices.map((notice) => paragraph("", prose(notice))),
  ];
}

import type { ButtonName } from "../core/model/button.ts";
import type { Conclusion } from "../core/model/conclusion.ts";
import type { CheckDecision, Decision } from "../core/model/decision.ts";
import type { Rule } from "../core/model/rule.ts";
import { annotationsOf, type LineRemark } from "./annotations.ts";
import { buttonsFor } from "./buttons.ts";
import { leadingSections, restSections } from "./check-sections.ts";
import { count } from "./count.ts";
import { essential, joinWithin } from "./cut.ts";
import { plain } from "./escape.ts";
import { smallPrint } from "./small-print.ts";
import { standingOf } from "./standing.ts";
import { verdictLine } from "./verdict-line.ts";

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
  const { headSha, rules, repositoryUrl, ...rest } = context;
  const texts = { ...rest, rules, target: { commit: headSha, repositoryUrl } };
  const standing = standingOf(decision, check, rules);
  const { annotations, left } = annotationsOf(decision, check, standing, rules);
  return {
    name: plain(check.name),
    headSha,
    conclusion: check.conclusion,
    title: verdictLine(decision, check, standing),
    summary: joinWithin(leadingSections(decision, check, standing, texts)),
    text: joinWithin([
      ...restSections(decision, standing, texts),
      ...(left > 0 ? [essential(`*${count(left, "more remark")} on lines not shown.*`)] : []),
      smallPrint(decision, standing),
    ]),
    annotations,
    buttons: buttonsFor(decision, standing),
  };
}

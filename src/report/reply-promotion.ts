import type { ComponentDecision } from "../core/model/decision.ts";
import type { Finding, Seat } from "../core/model/finding.ts";
import type { Rule } from "../core/model/rule.ts";
import { count } from "./count.ts";
import { paragraph, type Section } from "./cut.ts";
import { code, markdown, prose } from "./escape.ts";
import { type LinkTarget, placeLink } from "./link.ts";
import { remedyOf } from "./remedy.ts";
import { answer, type Answer } from "./answer.ts";
import { gateText } from "./rule-facts.ts";
import { openSeats } from "./seats.ts";
import { seatSections, type Stepping } from "./seat-table.ts";
import { compare, isUnmet, turnOf } from "./standing.ts";
import { stepText } from "./step-name.ts";

/** Why a level is not raised: the tree of gates, rules, what was seen, and how to mend it. */
export function refusedPromotionReply(
  component: ComponentDecision,
  rules: ReadonlyMap<string, Rule>,
  target: LinkTarget,
): Answer {
  const failing = component.findings.filter(refuses);
  const name = `${code(component.id)} ${stepText(component)}`;
  const hold = failing.length === 1 ? "rule does not hold" : "rules do not hold";
  const byGate = [...Map.groupBy(failing, ({ gate }) => gate)].toSorted(([a], [b]) =>
    compare(String(a), String(b)),
  );
  return answer(`Not promoted: ${failing.length} ${hold} yet for ${name}.`, [
    ...byGate.map(([gate, findings]) => ({
      name: gateLabel(gate),
      open: `- **${gateLabel(gate)}**`,
      items: findings
        .toSorted((a, b) => compare(a.rule, b.rule))
        .map((finding) => branch(finding, component.id, rules, target)),
      close: "",
    })),
    paragraph(
      "",
      `Once these hold: ${code(`/mltrl promote ${component.id}`)}. A rule in full: \`/mltrl explain <rule>\`.`,
    ),
  ]);
}

function gateLabel(gate: Finding["gate"]): string {
  return gate === "every" ? "Asked for at every level" : `Asked for by ${gateText(gate)}`;
}

/** The panel is asked after the promotion and so cannot be in its way. */
function refuses(finding: Finding): boolean {
  const waitsForCi = finding.outcome === "pending" && turnOf(finding) === "ci";
  return finding.severity === "blocking" && (isUnmet(finding) || waitsForCi);
}

function branch(
  finding: Finding,
  component: string,
  rules: ReadonlyMap<string, Rule>,
  target: LinkTarget,
): string {
  const waits = finding.outcome === "pending";
  const remedy = waits ? [] : remedyOf(finding, component, rules);
  return [
    `  - ${code(finding.rule)}: ${prose(finding.reason)}${waits ? " *CI's turn.*" : ""}`,
    ...finding.evidence
      .slice(0, 4)
      .map((each) => `    - seen at ${placeLink(each, target)}: ${markdown(each.seen, 200)}`),
    ...remedy.map((step) => `    - to mend it: ${prose(step)}`),
  ].join("\n");
}

/** A level that was raised on a branch, for the panel to judge. */
export interface Promotion {
  readonly component: Stepping;
  readonly commit: string;
  readonly files: readonly string[];
  readonly seats: readonly Seat[];
  /** Set where a pull request was opened for it. */
  readonly pullRequest?: number;
}

/** What was committed, and who reviews next. */
export function promotedReply(
  { component, commit, files, seats, pullRequest }: Promotion,
  target: LinkTarget,
): Answer {
  const name = `${code(component.id)} ${stepText(component)}`;
  const open = openSeats(seats).length;
  const next =
    open === 0
      ? "Every seat of its panel is held."
      : `Its panel is next: ${open} of ${count(seats.length, "seat")} ${open === 1 ? "is" : "are"} open.`;
  return answer(`Asked for ${name}. ${next}`, [
    committed(commit, files, pullRequest, target),
    ...(seats.length === 0 ? [] : seatSections(component, seats)),
  ]);
}

function committed(
  commit: string,
  files: readonly string[],
  pullRequest: number | undefined,
  target: LinkTarget,
): Section {
  const where = pullRequest === undefined ? "this pull request" : `#${pullRequest}, opened for it`;
  return {
    name: "What was committed",
    open: `Committed ${placeLink({ path: commit }, target)} to ${where}:\n`,
    items: files.map((path) => `- ${placeLink({ path }, { ...target, commit })}`),
    close: "",
  };
}

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

/** A step that is not made. */
export interface Refusal {
  /** `Not promoted`. */
  readonly not: string;
  readonly component: ComponentDecision;
  /** The command, to be given again. */
  readonly again: string;
}

/** Why a step is not made: the tree of gates, rules, what was seen, and how to mend it. */
export function refusedReply(
  { not, component, again }: Refusal,
  rules: ReadonlyMap<string, Rule>,
  target: LinkTarget,
): Answer {
  const failing = component.findings.filter(refuses);
  const name = `${code(component.id)} ${stepText(component)}`;
  const hold = failing.length === 1 ? "rule does not hold" : "rules do not hold";
  const byGate = [...Map.groupBy(failing, ({ gate }) => gate)].toSorted(([a], [b]) =>
    compare(String(a), String(b)),
  );
  return answer(`${not}: ${failing.length} ${hold} yet for ${name}.`, [
    ...byGate.map(([gate, findings]) => ({
      name: gateLabel(gate),
      open: `- **${gateLabel(gate)}**`,
      items: findings
        .toSorted((a, b) => compare(a.rule, b.rule))
        .map((finding) => branch(finding, component.id, rules, target)),
      close: "",
    })),
    paragraph("", `Once these hold: ${code(again)}. A rule in full: \`/mltrl explain <rule>\`.`),
  ]);
}

/** Why a level is not raised. */
export function refusedPromotionReply(
  component: ComponentDecision,
  rules: ReadonlyMap<string, Rule>,
  target: LinkTarget,
): Answer {
  const again = `/mltrl promote ${component.id}`;
  return refusedReply({ not: "Not promoted", component, again }, rules, target);
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

/** A level that was changed on a branch. */
export interface CommittedStep {
  readonly component: Stepping;
  readonly commit: string;
  readonly files: readonly string[];
  /** Set where a pull request was opened for it. */
  readonly pullRequest?: number;
}

/** A level that was raised, for the panel to judge. */
export interface Promotion extends CommittedStep {
  readonly seats: readonly Seat[];
}

/** What was committed, and who reviews next. */
export function promotedReply({ seats, ...step }: Promotion, target: LinkTarget): Answer {
  const { component } = step;
  const name = `${code(component.id)} ${stepText(component)}`;
  const open = openSeats(seats).length;
  const next =
    open === 0
      ? "Every seat of its panel is held."
      : `Its panel is next: ${open} of ${count(seats.length, "seat")} ${open === 1 ? "is" : "are"} open.`;
  return answer(`Asked for ${name}. ${next}`, [
    committed(step, target),
    ...(seats.length === 0 ? [] : seatSections(component, seats)),
  ]);
}

/** What was committed when a component went back; nobody has to approve that. */
export function switchedBackReply(step: CommittedStep, target: LinkTarget): Answer {
  const name = `${code(step.component.id)} ${stepText(step.component)}`;
  return answer(`Switched back: ${name}. No panel is asked.`, [committed(step, target)]);
}

function committed({ commit, files, pullRequest }: CommittedStep, target: LinkTarget): Section {
  const where = pullRequest === undefined ? "this pull request" : `#${pullRequest}, opened for it`;
  return {
    name: "What was committed",
    open: `Committed ${placeLink({ path: commit }, target)} to ${where}:\n`,
    items: files.map((path) => `- ${placeLink({ path }, { ...target, commit })}`),
    close: "",
  };
}

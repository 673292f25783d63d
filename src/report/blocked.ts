import type { Evidence } from "../core/model/finding.ts";
import type { Rule } from "../core/model/rule.ts";
import {
  type AlreadySaid,
  ANY_COMPONENT,
  byRule,
  restText,
  rowsOf,
  type RuleFindings,
} from "./by-rule.ts";
import { count } from "./count.ts";
import type { Section } from "./cut.ts";
import { code, markdown, prose } from "./escape.ts";
import { type LinkTarget, placeLink } from "./link.ts";
import { remedyOf, remedyOfMany } from "./remedy.ts";
import { sentence } from "./sentence.ts";
import { type ComponentFinding, turnOf } from "./standing.ts";
import { trustText } from "./trust-text.ts";

/** Places shown of one finding. */
const MOST_PLACES = 4;

/** Before how far the policy is from the default. */
const POLICY = "This policy: ";

/** What a table needs to know besides its findings. */
export interface TableContext {
  readonly rules: ReadonlyMap<string, Rule>;
  readonly target: LinkTarget;
  /** Whether the check is about more than one component, so that each has to be named. */
  readonly named: boolean;
}

/** The tables of what blocks: one for each component, or one for each rule where there are many. */
export function blockedSections(
  fixes: readonly ComponentFinding[],
  context: TableContext,
): Section[] {
  const groups = byRule(fixes);
  if (groups !== undefined) {
    return groups.map((group) => ruleSection(group, rowsOf(groups), context));
  }
  const byComponent = Map.groupBy(fixes, ({ component }) => component);
  return [...byComponent].map(([component, findings]) =>
    componentSection(component, findings, context),
  );
}

function componentSection(
  component: string,
  findings: readonly ComponentFinding[],
  { rules, target, named }: TableContext,
): Section {
  const heading = named ? `### ${code(component)}\n\n` : "";
  return {
    name: code(component),
    open: `${heading}| Rule | What is wrong | How to mend it |\n| :-- | :-- | :-- |`,
    items: findings.map((finding) => {
      const remedy = steps(remedyOf(finding, component, rules));
      return `| ${ruleCell(finding)} | ${wrong(finding, target)} | ${remedy} |`;
    }),
    close: "",
  };
}

function ruleCell(finding: ComponentFinding): string {
  return [code(finding.rule), ...moreRules(finding)].join("<br>");
}

function moreRules({ also = [] }: ComponentFinding): string[] {
  return also.length === 0 ? [] : [`and ${count(also.length, "more rule")}`];
}

function ruleSection(group: RuleFindings, most: number, { rules, target }: TableContext): Section {
  const { rule, findings, components, reason, compared } = group;
  const remedy = steps(remedyOfMany(findings, ANY_COMPONENT, rules));
  const claim = rules.get(rule)?.claim ?? "";
  const said = { reason: reason !== undefined, compared: compared !== undefined };
  const cells = findings.slice(0, most).map((finding) => ({
    name: [code(finding.component), ...moreRules(finding)].join("<br>"),
    text: wrong(finding, target, said),
  }));
  const plainNames = cells.every(({ text }) => text === "");
  return {
    name: code(rule),
    open: [
      `### ${code(rule)}: ${count(components, "component")}`,
      ...(claim === "" ? [] : [`What must hold: ${prose(sentence(claim))}`]),
      ...(reason === undefined ? [] : [`What is wrong: ${prose(reason)}`]),
      ...(remedy === "" ? [] : [`How to mend it:<br>${remedy}`]),
      ...(compared === undefined ? [] : [`*${POLICY}${prose(compared)}.*`]),
      plainNames
        ? "Components:\n"
        : `| Component | ${said.reason ? "Where" : "What is wrong"} |\n| :-- | :-- |`,
    ].join("\n\n"),
    items: cells.map(({ name, text }) => (plainNames ? `- ${name}` : `| ${name} | ${text} |`)),
    close: restText(findings.length - most)
      .map((text) => `\n*${text}*`)
      .join(""),
  };
}

/** What a finding is about, in one table cell: the reason, where it was seen, and what else to know. */
export function wrong(
  finding: ComponentFinding,
  target: LinkTarget,
  { reason = false, compared = false }: AlreadySaid = {},
): string {
  return [
    ...(reason ? [] : [prose(finding.reason)]),
    ...places(finding.evidence, target),
    ...remarks(finding, compared).map((remark) => `*${remark}*`),
  ].join("<br>");
}

function places(evidence: readonly Evidence[], target: LinkTarget): string[] {
  const shown = evidence
    .slice(0, MOST_PLACES)
    .map((each) => `${placeLink(each, target)}: ${markdown(each.seen, 200)}`);
  const rest = evidence.length - shown.length;
  return rest > 0 ? [...shown, `and ${count(rest, "more place")}`] : shown;
}

function remarks(finding: ComponentFinding, comparisonSaid: boolean): string[] {
  const turn = turnOf(finding);
  return [
    finding.grace !== undefined
      ? prose(finding.grace)
      : finding.since === "existing"
        ? "Stood on the base branch already."
        : "",
    finding.standIn?.endsSoon === true ? "Ends soon: mend it before then, or this blocks." : "",
    finding.comparedWithDefault === undefined || comparisonSaid
      ? ""
      : `${POLICY}${prose(finding.comparedWithDefault)}.`,
    trustText(finding),
    turn === "ci" ? "CI's turn." : "",
    turn === "reviewers" ? "The reviewers' turn." : "",
    turn === "elsewhere" ? "To be settled outside this pull request." : "",
  ].filter((remark) => remark !== "");
}

/** Steps in one cell or item, numbered where there are several. */
export function steps(remedy: readonly string[]): string {
  const cells = remedy.map((step) => prose(step));
  return cells.length < 2
    ? cells.join("")
    : cells.map((step, index) => `${index + 1}. ${step}`).join("<br>");
}

import type { Evidence } from "../core/model/finding.ts";
import type { Rule } from "../core/model/rule.ts";
import { count } from "./count.ts";
import type { Section } from "./cut.ts";
import { code, markdown, prose } from "./escape.ts";
import { type LinkTarget, placeLink } from "./link.ts";
import { remedyOf } from "./remedy.ts";
import { compare, type ComponentFinding, turnOf } from "./standing.ts";

/** Above this, readers look for rules rather than for components. */
const MOST_COMPONENTS = 5;

/** Places shown of one finding. */
const MOST_PLACES = 4;

/** What stands in a remedy for the name of each of many components. */
const ANY_COMPONENT = "COMPONENT";

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
  const byComponent = Map.groupBy(fixes, ({ component }) => component);
  if (byComponent.size > MOST_COMPONENTS) {
    const byRule = Map.groupBy(fixes, ({ rule }) => rule);
    return [...byRule].map(([rule, findings]) => ruleSection(rule, findings, context));
  }
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

function ruleCell({ rule, also = [] }: ComponentFinding): string {
  return also.length === 0 ? code(rule) : `${code(rule)}<br>and ${count(also.length, "more rule")}`;
}

function ruleSection(
  rule: string,
  findings: readonly ComponentFinding[],
  { rules, target }: TableContext,
): Section {
  const components = count(new Set(findings.map(({ component }) => component)).size, "component");
  const remedy = steps(remedyOf({ rule }, ANY_COMPONENT, rules));
  const claim = rules.get(rule)?.claim ?? "";
  const [compared = "", ...others] = new Set(findings.map((each) => each.comparedWithDefault));
  // Said once above the table where it is the same for all.
  const shared = others.length === 0 ? compared : "";
  return {
    name: code(rule),
    open: [
      `### ${code(rule)}: ${components}`,
      ...(claim === "" ? [] : [`What must hold: ${prose(claim)}.`]),
      ...(remedy === "" ? [] : [`How to mend it:<br>${remedy}`]),
      ...(shared === "" ? [] : [`*${POLICY}${prose(shared)}.*`]),
      "| Component | What is wrong |\n| :-- | :-- |",
    ].join("\n\n"),
    items: findings
      .toSorted((a, b) => compare(a.component, b.component))
      .map(
        (finding) =>
          `| ${code(finding.component)} | ${wrong(finding, target, { compared: shared === "" })} |`,
      ),
    close: "",
  };
}

/** What a finding is about, in one table cell: the reason, where it was seen, and what else to know. */
export function wrong(
  finding: ComponentFinding,
  target: LinkTarget,
  { compared = true } = {},
): string {
  return [
    prose(finding.reason),
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

function remarks(finding: ComponentFinding, compared: boolean): string[] {
  const turn = turnOf(finding);
  return [
    finding.since === "existing" ? "Stood on the base branch already." : "",
    finding.comparedWithDefault === undefined || !compared
      ? ""
      : `${POLICY}${prose(finding.comparedWithDefault)}.`,
    turn === "ci" ? "CI's turn." : "",
    turn === "reviewers" ? "The reviewers' turn." : "",
    turn === "elsewhere" ? "To be settled outside this pull request." : "",
  ].filter((remark) => remark !== "");
}

/** Steps in one table cell, numbered where there are several. */
function steps(remedy: readonly string[]): string {
  const cells = remedy.map((step) => prose(step));
  return cells.length < 2
    ? cells.join("")
    : cells.map((step, index) => `${index + 1}. ${step}`).join("<br>");
}

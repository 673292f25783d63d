import { isHeldBack } from "../core/model/finding.ts";
import { steps, wrong } from "./blocked.ts";
import { byRule, restText, rowsOf, type RuleFindings } from "./by-rule.ts";
import { count } from "./count.ts";
import { code, prose } from "./escape.ts";
import type { LinkTarget } from "./link.ts";
import { wayToTrust } from "./remedy.ts";
import { seatLine } from "./seat-table.ts";
import { sentence } from "./sentence.ts";
import type { ComponentFinding } from "./standing.ts";

/** Names that stand side by side. */
const MOST_NAMES = 50;

/** How findings are listed. */
export interface Listed {
  readonly target: LinkTarget;
  /** Whether the check is about more than one component, so that each has to be named. */
  readonly named: boolean;
}

/** Findings as items of a Markdown list; rule by rule where they are of many components. */
export function findingItems(findings: readonly ComponentFinding[], listed: Listed): string[] {
  const groups = byRule(findings);
  return groups === undefined
    ? findings.map((finding) => findingItem(finding, listed))
    : groups.flatMap((group) => ruleItems(group, rowsOf(groups), listed));
}

function findingItem(finding: ComponentFinding, { target, named }: Listed): string {
  const { component, rule } = finding;
  const name = named ? `${code(component)} ${code(rule)}` : code(rule);
  return `- ${name}: ${wrong(finding, target)}${wayOn(finding)}${seatItems(finding, "  ")}`;
}

function ruleItems(
  { rule, findings, components, reason, compared }: RuleFindings,
  most: number,
  { target }: Listed,
): string[] {
  const said = { reason: reason !== undefined, compared: compared !== undefined };
  const head = [
    `- ${code(rule)}, ${count(components, "component")}${reason === undefined ? "" : `: ${prose(reason)}`}`,
    ...(compared === undefined ? [] : [`*${prose(sentence(compared))}*`]),
  ].join(" ");
  const items = findings.map((finding) => ({
    name: code(finding.component),
    text: wrong(finding, target, said) + wayOn(finding) + seatItems(finding, "    "),
  }));
  const [text = "", ...others] = new Set(items.map((item) => item.text));
  if (others.length === 0) {
    const names = [
      ...items.slice(0, MOST_NAMES).map(({ name }) => name),
      ...restText(items.length - MOST_NAMES),
    ];
    return [[head, text, names.join(", ")].filter((part) => part !== "").join("<br>")];
  }
  return [
    head,
    ...items.slice(0, most).map((item) => `  - ${item.name}: ${item.text}`),
    ...restText(items.length - most).map((rest) => `  - ${rest}`),
  ];
}

/** What can be done where only the origin of a report is in the way. */
function wayOn(finding: ComponentFinding): string {
  return isHeldBack(finding) ? `<br>${steps(wayToTrust(finding, finding.component))}` : "";
}

function seatItems({ seats = [] }: ComponentFinding, indent: string): string {
  return seats.map((seat) => `\n${indent}- ${seatLine(seat)}`).join("");
}

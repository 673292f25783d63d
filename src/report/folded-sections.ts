import type { Decision } from "../core/model/decision.ts";
import { MOST_COMPONENTS } from "./by-rule.ts";
import { count } from "./count.ts";
import { folded, type Section } from "./cut.ts";
import { code, html, prose } from "./escape.ts";
import { findingItems } from "./finding-list.ts";
import type { LinkTarget } from "./link.ts";
import { riskSections } from "./risk-section.ts";
import { compare, type ComponentFinding, type Standing } from "./standing.ts";
import { trustText } from "./trust-text.ts";

/** Findings that somebody else than the author has to settle. */
export function othersSection(
  findings: readonly ComponentFinding[],
  standing: Standing,
  target: LinkTarget,
): Section[] {
  return listSection("Not the author's turn", findings, standing, target);
}

/** What a check waits for besides the seats of panels. */
export function awaitedSection({ waiting, components }: Standing, target: LinkTarget): Section[] {
  const awaited = waiting.filter(({ seats }) => seats === undefined);
  if (awaited.length === 0) return [];
  return [
    {
      name: "Waiting for",
      open: "Waiting for:\n",
      items: findingItems(awaited, { target, named: components.length > 1 }),
      close: "",
    },
  ];
}

/** All that is no news to the reader: advice, what holds, what is not affected, notices. */
export function backgroundSections(
  decision: Decision,
  standing: Standing,
  target: LinkTarget,
): Section[] {
  const { advice, holds, notApplicable, off } = standing;
  return [
    ...riskSections(standing.components),
    ...coupledSection(standing),
    ...listSection("Advice, which blocks nothing", advice, standing, target),
    ...holdsSection("What holds", holds, standing),
    ...holdsSection("What does not apply", notApplicable, standing),
    ...holdsSection("Switched off by the policy", off, standing),
    ...plainSection(
      "Not affected by this pull request",
      decision.unaffected.toSorted().map((id) => code(id)),
    ),
    ...plainSection(
      "Notes",
      decision.notices.map((notice) => prose(notice)),
    ),
  ];
}

/** Components that others name as coupled: a switchback of one of them is news to the other. */
function coupledSection({ components }: Standing): Section[] {
  return plainSection(
    "Coupled components",
    components.flatMap(({ id, coupled = [] }) =>
      coupled.map(
        ({ name, level }) =>
          `${code(id)}: ${level === undefined ? prose(name) : `${code(name)} at level ${level}`}`,
      ),
    ),
  );
}

/** What stood before and does not block yet: seen by all, since it will. */
export function graceSection({ inGrace, components }: Standing, target: LinkTarget): Section[] {
  if (inGrace.length === 0) return [];
  return [
    {
      name: "Not blocking yet",
      open: "**Not blocking yet:**\n",
      items: findingItems(inGrace, { target, named: components.length > 1 }),
      close: "",
    },
  ];
}

function listSection(
  title: string,
  findings: readonly ComponentFinding[],
  { components }: Standing,
  target: LinkTarget,
): Section[] {
  const items = findingItems(findings, { target, named: components.length > 1 });
  return foldedList(title, items, findings.length);
}

function holdsSection(
  title: string,
  findings: readonly ComponentFinding[],
  { components }: Standing,
): Section[] {
  if (components.length <= MOST_COMPONENTS) {
    const named = components.length > 1;
    return plainSection(
      title,
      findings.map((finding) => `${nameOf(finding, named)}: ${heldText(finding)}`),
    );
  }
  const byComponent = Map.groupBy(findings, ({ component }) => component);
  const rules = Map.groupBy(findings, ({ rule }) => rule);
  const [groups, noun] =
    rules.size < byComponent.size ? [rules, "component" as const] : [byComponent, "rule" as const];
  return plainSection(
    title,
    [...groups]
      .toSorted(([one], [other]) => compare(one, other))
      .map(([name, each]) => `${code(name)}: ${count(each.length, noun)}${mendedText(each)}`),
    findings.length,
  );
}

function heldText(finding: ComponentFinding): string {
  const mended = finding.since === "mended" ? " **Mended here.**" : "";
  const compared = finding.comparedWithDefault;
  const trust = trustText(finding);
  return [
    `${prose(finding.reason)}${mended}`,
    ...(compared === undefined ? [] : [`*${prose(compared)}.*`]),
    ...(trust === "" ? [] : [`*${trust}*`]),
  ].join(" ");
}

function nameOf({ rule, component }: ComponentFinding, named: boolean): string {
  return named ? `${code(component)} ${code(rule)}` : code(rule);
}

function mendedText(findings: readonly ComponentFinding[]): string {
  const mended = findings.filter(({ since }) => since === "mended").length;
  return mended === 0 ? "" : `, ${mended} mended here`;
}

function plainSection(title: string, lines: readonly string[], number = lines.length): Section[] {
  return foldedList(
    title,
    lines.map((line) => `- ${line}`),
    number,
  );
}

function foldedList(title: string, items: readonly string[], number: number): Section[] {
  return items.length === 0 ? [] : [folded(title, `${html(title)} (${number})`, items)];
}

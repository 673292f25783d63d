import type { Decision } from "../core/model/decision.ts";
import { count } from "./count.ts";
import { folded, type Section } from "./cut.ts";
import { code, html, prose } from "./escape.ts";
import type { LinkTarget } from "./link.ts";
import { seatLine } from "./seat-table.ts";
import { wrong } from "./blocked.ts";
import { compare, type ComponentFinding, type Standing } from "./standing.ts";

/** With more components, what holds is counted and not listed. */
const MOST_LISTED = 5;

/** Findings that somebody else than the author has to settle. */
export function othersSection(
  findings: readonly ComponentFinding[],
  standing: Standing,
  target: LinkTarget,
): Section[] {
  const named = standing.components.length > 1;
  return plainSection(
    "Not the author's turn",
    findings.map((finding) => {
      const seats = (finding.seats ?? []).map((seat) => `\n  - ${seatLine(seat)}`);
      return `${nameOf(finding, named)}: ${wrong(finding, target)}${seats.join("")}`;
    }),
  );
}

/** What a check waits for besides the seats of panels. */
export function awaitedSection({ waiting, components }: Standing, target: LinkTarget): Section[] {
  const awaited = waiting.filter(({ seats }) => seats === undefined);
  if (awaited.length === 0) return [];
  return [
    {
      name: "Waiting for",
      open: "Waiting for:\n",
      items: awaited.map(
        (finding) => `- ${nameOf(finding, components.length > 1)}: ${wrong(finding, target)}`,
      ),
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
  const { advice, holds, notApplicable } = standing;
  return [
    ...listSection("Advice, which blocks nothing", advice, standing, target),
    ...holdsSection("What holds", holds, standing),
    ...holdsSection("What does not apply", notApplicable, standing),
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

function listSection(
  title: string,
  findings: readonly ComponentFinding[],
  { components }: Standing,
  target: LinkTarget,
): Section[] {
  const named = components.length > 1;
  return plainSection(
    title,
    findings.map((finding) => `${nameOf(finding, named)}: ${wrong(finding, target)}`),
  );
}

function holdsSection(
  title: string,
  findings: readonly ComponentFinding[],
  { components }: Standing,
): Section[] {
  if (components.length <= MOST_LISTED) {
    const named = components.length > 1;
    return plainSection(
      title,
      findings.map((finding) => `${nameOf(finding, named)}: ${heldText(finding)}`),
    );
  }
  const byComponent = [...Map.groupBy(findings, ({ component }) => component)].toSorted(
    ([one], [other]) => compare(one, other),
  );
  return plainSection(
    title,
    byComponent.map(([component, each]) => `${code(component)}: ${count(each.length, "rule")}`),
    findings.length,
  );
}

function heldText(finding: ComponentFinding): string {
  const mended = finding.since === "mended" ? " **Mended here.**" : "";
  const compared = finding.comparedWithDefault;
  return `${prose(finding.reason)}${mended}${compared === undefined ? "" : ` *${prose(compared)}.*`}`;
}

function nameOf({ rule, component }: ComponentFinding, named: boolean): string {
  return named ? `${code(component)} ${code(rule)}` : code(rule);
}

function plainSection(title: string, lines: readonly string[], number = lines.length): Section[] {
  if (lines.length === 0) return [];
  return [
    folded(
      title,
      `${html(title)} (${number})`,
      lines.map((line) => `- ${line}`),
    ),
  ];
}

import type { DeployedComponent, DeployedReport, DeployedVersion } from "../core/model/deployed.ts";
import type { Rule } from "../core/model/rule.ts";
import { blockedSections, wrong } from "./blocked.ts";
import { count } from "./count.ts";
import { folded, joinWithin, paragraph, type Section } from "./cut.ts";
import {
  deployedPlace,
  deployedTitle,
  isOpen,
  standingOfVersion,
  switchbackCall,
  switchbackReason,
} from "./deployed-standing.ts";
import { code, html, markdown, prose } from "./escape.ts";
import { SUMMARY_LIMIT } from "./job-summary.ts";
import type { LinkTarget } from "./link.ts";

/** Below GitHub's 65,536 characters for an issue, in bytes; a marker stands in front. */
const BODY_LIMIT = 60_000;

export interface DeployedContext {
  readonly rules: ReadonlyMap<string, Rule>;
  /** Whose files are linked to. */
  readonly target: LinkTarget;
}

/** What of one component runs and how it stands, for an issue or a job's summary. */
export function deployedMarkdown(
  component: DeployedComponent,
  report: Pick<DeployedReport, "branch" | "ladder" | "version" | "validUntil">,
  context: DeployedContext,
): string {
  return joinWithin(
    [
      { ...paragraph("", `**${prose(instruction(component, report.branch))}**`), essential: true },
      ...component.versions.flatMap((version) => versionSections(component, version, context)),
      ...goingBack(component, context),
      ...component.versions.flatMap((version) => heldSections(component, version, context)),
      { ...paragraph("What this rests on", smallPrint(report)), essential: true },
    ],
    BODY_LIMIT,
  );
}

/** The same of everything that runs, under one heading each. */
export function deployedReportMarkdown(report: DeployedReport, context: DeployedContext): string {
  const parts = [
    ...report.components.map((component) =>
      paragraph(
        code(component.id),
        `## ${prose(deployedTitle(component))}\n\n${deployedMarkdown(component, report, context)}`,
      ),
    ),
    ...[...report.unreadable].map(([id, reason]) =>
      paragraph(code(id), `## ${code(id)}: what runs is not known\n\n${prose(reason)}`),
    ),
    ...report.notices.map((notice) => paragraph("a note", prose(notice))),
  ];
  const shown = parts.length > 0 ? parts : [paragraph("", "No card lists anything as deployed.")];
  return `${joinWithin(shown, SUMMARY_LIMIT)}\n`;
}

function instruction({ versions }: DeployedComponent, branch: string): string {
  const open = versions.flatMap(({ findings }) => findings.filter(isOpen)).length;
  return open === 0
    ? "Nothing to do: every blocking check on what runs holds."
    : `Owners: mend the ${open === 1 ? "finding" : `${open} findings`} below by a pull request to ${branch}. Until then releases and graduations wait.`;
}

function versionSections(
  component: DeployedComponent,
  version: DeployedVersion,
  { rules, target }: DeployedContext,
): Section[] {
  const { fixes } = standingOfVersion(component, version, rules);
  const heading = `### ${headingOf(version)}`;
  const sections = blockedSections(fixes, { rules, target, named: false });
  if (sections.length === 0) return [paragraph("", `${heading}\n\nNothing to mend.`)];
  return sections.map((section) => ({
    ...section,
    name: code(version.deployment.version),
    open: `${heading}\n\n${section.open}`,
  }));
}

function headingOf(version: DeployedVersion): string {
  const { deployment } = version;
  return `${code(deployment.version)} at ${code(deployment.tag)}, ${markdown(deployedPlace(version))}`;
}

function goingBack(component: DeployedComponent, { rules }: DeployedContext): Section[] {
  const reason = switchbackReason(component, rules);
  if (reason === undefined) return [];
  const text = [
    `**Where that does not help**, ${code(component.id)} goes back to be trained again: lower \`level\` on its card to 7 and bring the record of it along.`,
    `\`\`\`sh\n${switchbackCall(component.id, reason)}\n\`\`\``,
  ];
  return [paragraph("the way back", text.join("\n\n"))];
}

function heldSections(
  component: DeployedComponent,
  version: DeployedVersion,
  { rules, target }: DeployedContext,
): Section[] {
  const { advice, holds, notApplicable, off } = standingOfVersion(component, version, rules);
  const { version: name } = version.deployment;
  const lists = [
    ["Advice on", advice, (each: (typeof advice)[number]) => wrong(each, target)],
    ["What holds of", [...holds, ...notApplicable], (each: (typeof holds)[number]) => prose(each.reason)], // prettier-ignore
    ["Switched off by the policy for", off, (each: (typeof off)[number]) => prose(each.reason)], // prettier-ignore
  ] as const;
  return lists.flatMap(([title, findings, text]) => {
    const items = findings.map((each) => `- ${code(each.rule)}: ${text(each)}`);
    const summary = `${html(`${title} ${name}`)} (${items.length})`;
    return items.length === 0 ? [] : [folded(`${title} ${code(name)}`, summary, items)];
  });
}

function smallPrint({
  branch,
  ladder,
  version,
  validUntil,
}: Pick<DeployedReport, "branch" | "ladder" | "version" | "validUntil">): string {
  const parts = [
    `records of ${branch}`,
    `ladder ${ladder}`,
    `mltrl-gate ${version}`,
    ...(validUntil === undefined ? [] : [`holds until ${validUntil}`]),
  ];
  return `<sub>${parts.map((part) => markdown(part)).join(" · ")}</sub>`;
}

/** How many components are in trouble, as a heading. */
export function deployedSummary({ components, unreadable }: DeployedReport): string {
  const bad = components.filter(({ conclusion }) => conclusion !== "success").length;
  const broken = unreadable.size;
  if (components.length + broken === 0) return "Nothing is deployed";
  return bad + broken === 0
    ? `${count(components.length, "deployed component")}, all in order`
    : `${bad + broken} of ${count(components.length + broken, "deployed component")} not in order`;
}

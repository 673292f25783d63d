import type { DeployedComponent, DeployedReport, DeployedVersion } from "../core/model/deployed.ts";
import { count } from "./count.ts";
import { deployedSummary } from "./deployed-markdown.ts";
import {
  deployedPlace,
  deployedTitle,
  openOf,
  standingOfVersion,
  switchbackCall,
  switchbackReason,
} from "./deployed-standing.ts";
import { plain } from "./escape.ts";
import { shortCommits } from "./small-print.ts";
import type { TerminalContext } from "./terminal.ts";
import { switchedOffText } from "./switched-off.ts";
import { findingLines } from "./terminal-finding.ts";
import { wrap } from "./wrap.ts";

/** How everything that runs stands, for people in a terminal. */
export function deployedTerminal(report: DeployedReport, context: TerminalContext): string {
  const { style } = context;
  const blocks = [
    [style.bold(deployedSummary(report))],
    ...report.components.map((component) => componentLines(component, context)),
    ...[...report.unreadable].map(([id, reason]) => [
      `${style.bad("✗")} ${style.bold(plain(id))}`,
      ...wrap(plain(reason), "  "),
    ]),
    [...report.notices.flatMap((notice) => wrap(plain(notice), "note: ")), footer(report, context)],
  ];
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function componentLines(component: DeployedComponent, context: TerminalContext): string[] {
  const { style, rules } = context;
  const good = component.conclusion === "success";
  const mark = good ? style.good("✓") : style.bad("✗");
  const reason = switchbackReason(component, rules);
  return [
    `${mark} ${style.bold(deployedTitle(component))}`,
    ...component.versions.flatMap((version) => versionLines(component, version, context)),
    ...(reason === undefined
      ? []
      : [
          "  Where that does not help, lower `level` on its card to 7 and bring the record of it:",
          `    ${switchbackCall(component.id, reason)}`,
        ]),
  ];
}

function versionLines(
  component: DeployedComponent,
  version: DeployedVersion,
  { rules, style, all = false }: TerminalContext,
): string[] {
  const standing = standingOfVersion(component, version, rules);
  const { holds, notApplicable, off } = standing;
  const { deployment } = version;
  const shown = [...openOf(standing), ...(all ? [...holds, ...notApplicable, ...off] : [])];
  const rest = all ? "" : `  ${count(holds.length, "check holds", "checks hold")}`;
  return [
    `  ${style.bold(plain(deployment.version))}  ${plain(`${deployment.tag}, ${deployedPlace(version)}`)}${style.dim(rest)}`,
    ...shown.flatMap((finding) => findingLines(finding, rules, style).map((line) => `  ${line}`)),
    ...(all ? [] : switchedOffText(off)).flatMap((text) => wrap(text, "    ")).map(style.dim),
  ];
}

function footer(
  { branch, commit, ladder, version, validUntil }: DeployedReport,
  { style }: TerminalContext,
): string {
  const parts = [
    `${branch} ${shortCommits(commit)}`,
    `ladder ${ladder}`,
    `mltrl-gate ${version}`,
    ...(validUntil === undefined ? [] : [`holds until ${validUntil}`]),
  ];
  return style.dim(plain(parts.join(" · ")));
}

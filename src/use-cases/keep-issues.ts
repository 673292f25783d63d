import type { DeployedComponent, DeployedReport } from "../core/model/deployed.ts";
import { type Fact, known } from "../core/model/fact.ts";
import { DAY } from "../core/model/moment.ts";
import { digestOf } from "../core/source/digest.ts";
import type { Issue, Issues } from "../ports/issues.ts";
import {
  deployedIssue,
  type DeployedIssue,
  readMarker,
  undeployedIssue,
} from "../report/deployed-issue.ts";
import type { DeployedContext } from "../report/deployed-markdown.ts";

/** A closed issue is taken up again for so many days; later a new one is opened, which people see. */
const REOPENED_FOR = 30;

/**
 * Keeps one issue for each component of which something runs and not every check holds. It is edited in
 * place, closed without a comment once everything holds, and opened again when that changes. Where it says
 * what it should already nothing is written.
 *
 * @param found the issues that there are
 * @returns whether any is open afterwards
 */
export async function keepIssues(
  report: DeployedReport,
  found: readonly Issue[],
  now: string,
  issues: Issues,
  context: DeployedContext,
): Promise<Fact<boolean>> {
  const ours = Map.groupBy(found, ({ body }) => readMarker(body)?.component ?? "");
  let left = false;
  for (const component of report.components) {
    const issue = chosen(ours.get(component.id) ?? []);
    const kept = await keep(
      component,
      issue,
      deployedIssue(component, report, context, shortDigest),
      now,
      issues,
    );
    if (kept.state === "unavailable") return kept;
    left ||= kept.value;
  }
  const spokenOf = new Set([...report.components.map(({ id }) => id), ...report.unreadable.keys()]);
  for (const [component, their] of ours) {
    const issue = chosen(their);
    if (component === "" || issue?.open !== true) continue;
    if (report.unreadable.has(component)) left = true;
    if (spokenOf.has(component)) continue;
    const { title, body } = undeployedIssue(component, report.branch, shortDigest);
    const closed = await issues.close(issue.number, { title, body });
    if (closed.state === "unavailable") return closed;
  }
  return known(left);
}

/** The open one; of closed ones the one that was closed last. */
function chosen(issues: readonly Issue[]): Issue | undefined {
  return (
    issues.find(({ open }) => open) ??
    issues.toSorted((a, b) => ((a.closedAt ?? "") < (b.closedAt ?? "") ? 1 : -1))[0]
  );
}

/** Whether the component's issue is open afterwards. */
async function keep(
  component: DeployedComponent,
  issue: Issue | undefined,
  wanted: DeployedIssue,
  now: string,
  issues: Issues,
): Promise<Fact<boolean>> {
  const { title, body } = wanted;
  const said = issue && readMarker(issue.body);
  if (component.conclusion !== "failure") {
    if (issue?.open !== true) return known(false);
    const closed = await issues.close(issue.number, { title, body });
    return closed.state === "known" ? known(false) : closed;
  }
  if (issue === undefined || isForgotten(issue, now)) {
    const opened = await issues.open({ title, body }, component.owners.filter(isLogin));
    return opened.state === "known" ? known(true) : opened;
  }
  // Somebody closed it knowing what it says: it is not opened again over their head.
  if (!issue.open && said?.findings === wanted.findings) return known(false);
  if (issue.open && said?.text === wanted.text) return known(true);
  const edited = await issues.edit(issue.number, { title, body });
  return edited.state === "known" ? known(true) : edited;
}

function isForgotten({ open, closedAt }: Issue, now: string): boolean {
  return (
    !open && closedAt !== undefined && Date.parse(now) - Date.parse(closedAt) > REOPENED_FOR * DAY
  );
}

/** Owners may be named in words; GitHub assigns accounts. */
function isLogin(owner: string): boolean {
  return /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,37}[A-Za-z0-9])?$/.test(owner);
}

/** Enough to tell two texts of one issue apart. */
function shortDigest(text: string): string {
  const [, digits = ""] = digestOf([["text", text]]).split(":");
  return digits.slice(0, 16);
}

import type { DeployedComponent, DeployedReport } from "../core/model/deployed.ts";
import { type DeployedContext, deployedMarkdown } from "./deployed-markdown.ts";
import { deployedTitle, isOpen } from "./deployed-standing.ts";
import { code, plain } from "./escape.ts";

/** What an issue on a component says, and the digests by which it is told whether that is news. */
export interface DeployedIssue {
  readonly title: string;
  /** Markdown; the marker is its first line. */
  readonly body: string;
  /** Digest of title and body, without the commit that they link to. */
  readonly text: string;
  /** Digest of which checks are open, whatever they say. */
  readonly findings: string;
}

/** By what the issues on components that run are known. */
const MARKER = "<!-- mltrl-gate deployed ";

/** What every body of an issue on a component begins with; without one, of any component. */
export function issueMarker(component?: string): string {
  return component === undefined ? MARKER : `${MARKER}${component} `;
}

/** What the marker of an issue says of it; undefined where there is none. */
export function readMarker(
  body: string,
): (Pick<DeployedIssue, "text" | "findings"> & { readonly component: string }) | undefined {
  const [, component, findings, text] =
    /<!-- mltrl-gate deployed ([a-z0-9-]{1,64}) findings=([0-9a-f]{16}) text=([0-9a-f]{16}) -->/.exec(
      body,
    ) ?? [];
  return component === undefined || findings === undefined || text === undefined
    ? undefined
    : { component, findings, text };
}

/** Makes 16 hexadecimal digits of a text, the same of the same. */
export type ShortDigest = (text: string) => string;

/** The issue on a component of which something runs. */
export function deployedIssue(
  component: DeployedComponent,
  report: DeployedReport,
  context: DeployedContext,
  digest: ShortDigest,
): DeployedIssue {
  const title = deployedTitle(component);
  const write = (commit: string): string =>
    deployedMarkdown(component, report, { ...context, target: { ...context.target, commit } });
  const open = component.versions.flatMap(({ deployment, findings }) =>
    findings.filter(isOpen).map(({ rule, outcome }) => `${deployment.version} ${rule} ${outcome}`),
  );
  return marked(component.id, title, open, write(context.target.commit), write(""), digest);
}

/** The last word of an issue on a component of which nothing runs any more. */
export function undeployedIssue(
  component: string,
  branch: string,
  digest: ShortDigest,
): DeployedIssue {
  const title = `${component}: nothing of it runs any more`;
  const text = `**Nothing to do: on ${code(branch)} no card lists ${code(component)} as deployed.**`;
  return marked(component, title, [], text, text, digest);
}

function marked(
  component: string,
  title: string,
  open: readonly string[],
  body: string,
  lasting: string,
  digest: ShortDigest,
): DeployedIssue {
  const findings = digest(open.toSorted().join("\n"));
  const text = digest(`${title}\n${lasting}`);
  const marker = `${issueMarker(component)}findings=${findings} text=${text} -->`;
  return { title: plain(title), body: `${marker}\n${body}`, text, findings };
}

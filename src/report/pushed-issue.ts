import type { CheckDecision } from "../core/model/decision.ts";
import type { UnjudgedCommit } from "../core/model/landing.ts";
import { code, plain } from "./escape.ts";

/** By what the issue on a branch is known. */
export function pushedMarker(branch: string): string {
  return `<!-- mltrl-gate pushed ${encodeURIComponent(branch)} -->`;
}

/** Commits of earlier pushes that stay listed. */
const MOST_LISTED = 50;

/** What the issue on commits says that came to a branch past the gate; those it named before stay in it. */
export function pushedIssue(
  branch: string,
  unjudged: readonly UnjudgedCommit[],
  checks: readonly CheckDecision[],
  repository: string,
  app: number,
  before: string | undefined,
): { readonly title: string; readonly body: string } {
  const lines = unjudged.map(
    ({ id, pullRequest }) =>
      `- ${id}${pullRequest === undefined ? ", by no pull request" : `, by #${pullRequest}, which had not passed`}`,
  );
  const earlier = (before?.match(/^- [0-9a-f]{40}.*$/gm) ?? []).filter(
    (line) => !lines.includes(line),
  );
  const listed = [...lines, ...earlier];
  const verdicts = checks.map(({ name, conclusion }) => `${code(name)}: ${conclusion}`).join(", ");
  return {
    title: plain(`${branch} took in commits past the gate`),
    body: [
      pushedMarker(branch),
      `**Somebody should look at these commits on ${code(branch)}: no pull request that had passed brought them.**`,
      listed.slice(0, MOST_LISTED).join("\n"),
      `Judged afterwards, the latest push comes to: ${verdicts}. A check that does not pass stands on its last commit and says what to mend, by a pull request. What people review could not be looked at, since nobody was asked.`,
      `Close this when it has been looked at. To see what lets pushes through: ${code(`mltrl doctor ${repository} --app ${app}`)}.`,
    ].join("\n\n"),
  };
}

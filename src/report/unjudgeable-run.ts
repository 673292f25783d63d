import type { CheckRunText } from "./check-run.ts";
import { plain, prose } from "./escape.ts";

/** A run of a commit that nothing can be judged on. */
export interface UnjudgeableRun {
  readonly name: string;
  readonly headSha: string;
  /** Why, as the end of a sentence. */
  readonly because: string;
  readonly version: string;
}

/** The check run that says so: a run that was asked for again is not left without an end. */
export function unjudgeableRun({ name, headSha, because, version }: UnjudgeableRun): CheckRunText {
  return {
    name: plain(name),
    headSha,
    conclusion: "failure",
    title: "Not judged: it is the head of no open pull request",
    summary: [
      `**This commit cannot be judged again: ${prose(because)}.**`,
      "What counts for a merge is the check on the head of an open pull request; this commit is none. To have it judged, open a pull request from it, or push it to the branch of one.",
    ].join("\n\n"),
    text: `<sub>mltrl-gate ${prose(version)}</sub>`,
    annotations: [],
    buttons: [],
  };
}

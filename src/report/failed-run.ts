import type { CheckRunText } from "./check-run.ts";
import { NEW_ISSUE } from "../core/model/new-issue.ts";
import { plain, prose } from "./escape.ts";

/** A run that came to no verdict through no fault of the pull request. */
export interface FailedRun {
  readonly name: string;
  readonly headSha: string;
  /** `upstream` is GitHub's or the network's, `internal` a defect of ours. */
  readonly cause: "upstream" | "internal";
  readonly detail: string;
  /** Whether it is tried again by itself. */
  readonly again: boolean;
  readonly version: string;
}

/** The check run that says so: a gate that cannot decide stays closed. */
export function failedRun({
  name,
  headSha,
  cause,
  detail,
  again,
  version,
}: FailedRun): CheckRunText {
  const whose =
    cause === "upstream" ? "GitHub did not answer as it should" : "mltrl-gate made a mistake";
  const next = again ? "It is tried again by itself." : "Re-run this check to try again.";
  return {
    name: plain(name),
    headSha,
    conclusion: "failure",
    title: `Not judged: ${cause === "upstream" ? "GitHub did not answer" : "an error of mltrl-gate"}`,
    summary: [
      `**Nothing to mend here: ${whose}. ${next}**`,
      `What happened: ${prose(detail)}`,
      "This says nothing about the pull request. The gate stays closed until it has been judged.",
      ...(cause === "internal"
        ? [`If it comes back, please [report it](${NEW_ISSUE}) with the lines above.`]
        : []),
    ].join("\n\n"),
    text: `<sub>mltrl-gate ${prose(version)}</sub>`,
    annotations: [],
    buttons: ["check"],
  };
}

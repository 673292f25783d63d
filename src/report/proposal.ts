import { code, plain, prose } from "./escape.ts";

/** A pull request of ours, opened because somebody asked for it on an issue. */
export interface Proposal {
  /** What it does, in words: `asks for level 3 of nodule-detector`. */
  readonly does: string;
  readonly actor: string;
  readonly issue: number;
}

/** GitHub cuts titles that are longer. */
const MAX_TITLE = 250;

/** A title as GitHub takes it. */
export function proposalTitle(title: string): string {
  return plain(title, MAX_TITLE);
}

/** What its description says, in Markdown. */
export function proposalBody({ does, actor, issue }: Proposal): string {
  return [
    `This pull request ${prose(does)}. ${code(actor)} asked for it in #${issue} and counts as its author.`,
    "The check says what is missing and whose turn it is. `/mltrl help` lists what can be asked for here.",
  ].join("\n\n");
}

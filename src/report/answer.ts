import { joinWithin, paragraph, type Section } from "./cut.ts";

/** What became of a command: a headline and what there is to say about it, both Markdown. */
export interface Answer {
  readonly headline: string;
  readonly sections: readonly Section[];
}

/** Puts an answer together; many need no more than a headline. */
export function answer(headline: string, sections: readonly Section[] = []): Answer {
  return { headline, sections };
}

/** Below GitHub's 65,536 characters for a comment, in bytes. */
const COMMENT_LIMIT = 60_000;

/**
 * The invisible first line of a reply, by which it is found and edited in place.
 *
 * @param key what the reply is about
 */
export function replyMarker(key: string): string {
  return `<!-- mltrl-gate reply ${key.replaceAll(/[^A-Za-z0-9:._/]/g, "")} -->`;
}

/** The answers to the commands of a comment, as one comment. */
export function replyText(key: string, answers: readonly Answer[]): string {
  const sections = answers.flatMap(({ headline, sections }, index) => [
    {
      ...paragraph("", `${index === 0 ? replyMarker(key) : "---"}\n**${headline}**`),
      essential: true,
    },
    ...sections,
  ]);
  return joinWithin(sections, COMMENT_LIMIT);
}

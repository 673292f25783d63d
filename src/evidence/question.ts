/** A question and what is written behind it. */
export interface SplitQuestion {
  readonly question: string;
  readonly rest: string;
}

/**
 * Parts a paragraph at the last question mark of the first line that has one: "What was learned?
 * Mitigated? Yes." asks two things and answers them. Undefined where nothing is asked.
 */
export function splitQuestion(text: string): SplitQuestion | undefined {
  const mark = text.indexOf("?");
  if (mark === -1) return undefined;
  const end = text.indexOf("\n", mark);
  const line = end === -1 ? text : text.slice(0, end);
  const last = line.lastIndexOf("?");
  const closing = /^["'”’)*_]*/.exec(text.slice(last + 1))?.[0].length ?? 0;
  return {
    question: text.slice(0, last + 1).trim(),
    rest: text.slice(last + 1 + closing).trim(),
  };
}

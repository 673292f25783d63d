/** A fence, and what stands behind it: an info string where it opens, nothing where it closes. */
const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})(.*)$/;

/**
 * What HTML says is no talk: a comment, and code or a quote in tags that begin a line, alone or behind other
 * tags. One that is not closed goes on to the end.
 */
const UNSPOKEN =
  /<!--[\s\S]*?(?:-->|(?![\s\S]))|^ {0,3}(?:<[^\n]*?)?<(pre|code|blockquote|textarea)\b[\s\S]*?(?:<\/\1\s*>|(?![\s\S]))/gim;

/** The lines of a comment or a review that are its author's own words: outside quotes, code and HTML comments. */
export function spokenLines(body: string): string[] {
  // Blanks stand for it, so that what follows it on its line does not begin that line.
  const visible = body.replaceAll(UNSPOKEN, (hidden) => hidden.replaceAll(/[^\n]/g, "\u{a0}"));
  const spoken: string[] = [];
  let fence: string | undefined;
  let quoted = false;
  for (const line of visible.split(/\r?\n/)) {
    const [, mark, behind = ""] = FENCE.exec(line) ?? [];
    if (fence !== undefined) {
      const closes =
        mark !== undefined &&
        behind.trim() === "" &&
        mark[0] === fence[0] &&
        mark.length >= fence.length;
      if (closes) fence = undefined;
    } else if (mark !== undefined) fence = mark;
    else if (/^ {0,3}>/.test(line)) quoted = true;
    else if (line.trim() === "") quoted = false;
    else if (!quoted) spoken.push(line);
  }
  return spoken;
}

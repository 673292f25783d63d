/** A fence, and what stands behind it: an info string where it opens, nothing where it closes. */
const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})(.*)$/;

/** The lines of a comment or a review that are its author's own words: outside quotes, code and HTML comments. */
export function spokenLines(body: string): string[] {
  // Blanks stand for a comment, so that what follows it on its line does not begin that line.
  const visible = body.replaceAll(/<!--[\s\S]*?(-->|$)/g, (comment) =>
    comment.replaceAll(/[^\n]/g, "\u{a0}"),
  );
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

/** Longer names and messages are cut: nobody reads them, and a hostile report is full of them. */
const MAX_TEXT = 1024;

/** Text without its outer white space, cut to a length that a report can show. */
export function cutText(text: string): string {
  return text
    .slice(0, 2 * MAX_TEXT)
    .trim()
    .slice(0, MAX_TEXT);
}

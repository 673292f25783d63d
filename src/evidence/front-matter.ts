/** A Markdown text taken apart. */
export interface FrontMatterSplit {
  /** The YAML between the two lines of dashes, and the line of the file that it starts on. */
  readonly frontMatter?: { readonly text: string; readonly firstLine: number };
  /** The whole text with the front matter blanked out, so that lines and offsets stay. */
  readonly body: string;
  /** There is a first line of dashes and a key below it, but no second line of dashes. */
  readonly unclosed: boolean;
}

const OPENING = /^\uFEFF?---[ \t]*(?:\r\n|\r|\n)/;
const CLOSING = /^(?:---|\.\.\.)[ \t]*$/m;
/** Whatever else begins with dashes is a line across the page. */
const FIRST_KEY =
  /^(?:[ \t]*(?:#[^\r\n]*)?(?:\r?\n|\r(?!\n)))*["']?[A-Za-z][\w-]*["']?[ \t]*:(?:\s|$)/;

/** Finds the YAML front matter of a Markdown text. */
export function splitFrontMatter(text: string): FrontMatterSplit {
  const opening = OPENING.exec(text)?.[0];
  if (opening === undefined) return { body: text, unclosed: false };
  const rest = text.slice(opening.length);
  const closing = CLOSING.exec(rest);
  const yaml = rest.slice(0, closing?.index);
  if (!FIRST_KEY.test(yaml)) return { body: text, unclosed: false };
  if (closing === null) return { body: text, unclosed: true };
  const end = opening.length + closing.index + closing[0].length;
  return {
    frontMatter: { text: yaml, firstLine: 2 },
    body: text.slice(0, end).replaceAll(/[^\r\n]/g, " ") + text.slice(end),
    unclosed: false,
  };
}

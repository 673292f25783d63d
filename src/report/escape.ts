/** Characters that one value from a repository may take up. */
const MAX_VALUE = 300;

/** Characters that one sentence may take up; it may hold several values. */
const MAX_SENTENCE = 1000;

const ESCAPE = String.fromCodePoint(0x1b);
const BELL = String.fromCodePoint(0x07);
const CSI = String.fromCodePoint(0x9b);

/** Terminal sequences: control sequences, operating system commands, and whatever else ESC begins. */
const TERMINAL_SEQUENCE = new RegExp(
  `(?:${ESCAPE}\\[|${CSI})[0-?]*[ -/]*[@-~]` +
    `|${ESCAPE}[\\]PX^_][^${BELL}${ESCAPE}]*(?:${BELL}|${ESCAPE}\\\\)?` +
    `|${ESCAPE}[ -/]*[0-~]?`,
  "g",
);

/** Joins nothing to nothing, so that GitHub sees no mention, reference or address. */
const BREAK = "&#8203;";

/**
 * A value as one line of text that shows what it says: without terminal sequences, control characters
 * and characters that change the direction of what follows.
 */
export function plain(text: string, max = MAX_VALUE): string {
  const line = text
    .toWellFormed()
    .replaceAll(TERMINAL_SEQUENCE, "")
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, " ")
    .replaceAll(/\p{Cf}/gu, "")
    .replaceAll(/\s+/g, " ")
    .trim();
  return shortened(line, max);
}

/** At most so many characters, the last an ellipsis where something is missing. */
export function shortened(text: string, max: number): string {
  if (text.length <= max) return text;
  const characters = Array.from(text);
  return characters.length <= max ? text : `${characters.slice(0, max - 1).join("")}…`;
}

/** A value inside a Markdown line or table cell: it formats, links, mentions and refers to nothing. */
export function markdown(text: string, max = MAX_VALUE): string {
  return escaped(plain(text, max));
}

/** A sentence inside a Markdown line or table cell: `code` stays code, all else is as in `markdown`. */
export function prose(text: string, max = MAX_SENTENCE): string {
  return plain(text, max)
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? code(part.slice(1, -1), max) : escaped(part)))
    .join("");
}

function escaped(line: string): string {
  return inert(
    line
      .replaceAll("&", "&amp;")
      .replaceAll(/[\\`*_[\]~]/g, String.raw`\$&`)
      .replace(/^[-+=:]/, String.raw`\$&`)
      .replace(/^(\d{1,9})([.)])/, String.raw`$1\$2`),
  );
}

/** A value where GitHub reads HTML and no Markdown, as in a `summary` element. */
export function html(text: string, max = MAX_VALUE): string {
  return inert(plain(text, max).replaceAll("&", "&amp;").replaceAll('"', "&quot;"));
}

/** A value as code. GitHub looks for no mentions in code, but splits table cells there. */
export function code(text: string, max = MAX_VALUE): string {
  const line = plain(text, max);
  if (line === "") return "";
  return /[`|\\]/.test(line) ? `<code>${markdown(line, max)}</code>` : `\`${line}\``;
}

function inert(text: string): string {
  return text
    .replaceAll("#", `#${BREAK}`) // first, since what follows brings number signs of its own
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("|", "&#124;")
    .replaceAll("$", "<span>$</span>")
    .replaceAll("@", `@${BREAK}`)
    .replaceAll(/(?<=GH-)(?=\d)/gi, BREAK)
    .replaceAll(/(?<=:)(?=\/\/)/g, BREAK)
    .replaceAll(/(?<=www\.|mailto:|xmpp:)/gi, BREAK);
}

/** Below GitHub's hard limit of 65,535 bytes for a field. */
export const FIELD_LIMIT = 65_000;

/** Kept free for the line that says what was left out. */
const REMARK_LIMIT = 600;

/** A part of a text that is shown whole, or with fewer items, or not at all; never broken. */
export interface Section {
  /** What the line about missing parts calls it; Markdown. */
  readonly name: string;
  readonly open: string;
  /** Rows of a table or lines of a list. */
  readonly items: readonly string[];
  readonly close: string;
  /** Shown whatever else has to go. */
  readonly essential?: boolean;
}

/** A section of one piece. */
export function paragraph(name: string, text: string): Section {
  return { name, open: text, items: [], close: "" };
}

/** A section of one piece that is shown whatever else has to go. */
export function essential(text: string, name = ""): Section {
  return { ...paragraph(name, text), essential: true };
}

/** A section that is shown folded. */
export function folded(name: string, summary: string, items: readonly string[]): Section {
  return {
    name,
    open: `<details>\n<summary>${summary}</summary>\n`,
    items,
    close: "\n</details>",
  };
}

/** Joins sections so that the text has at most `limit` bytes, and says what there was no room for. */
export function joinWithin(sections: readonly Section[], limit = FIELD_LIMIT): string {
  const whole = sections.map(textOf).filter((text) => text !== "");
  if (joinedBytes(whole) <= limit) return whole.join("\n\n");
  let room = limit - REMARK_LIMIT - joinedBytes(sections.filter(isEssential).map(textOf));
  const parts: string[] = [];
  const missing: string[] = [];
  for (const section of sections) {
    if (isEssential(section)) {
      parts.push(textOf(section));
      continue;
    }
    const shown = itemsThatFit(section, room - SEPARATOR.length);
    if (shown === undefined) {
      missing.push(section.name);
      continue;
    }
    const text = textOf({ ...section, items: section.items.slice(0, shown) });
    room -= bytes(text) + SEPARATOR.length;
    parts.push(text);
    const left = section.items.length - shown;
    if (left > 0) missing.push(`${left} of ${section.items.length} lines of “${section.name}”`);
  }
  return [...parts, remark(missing)].join(SEPARATOR);
}

const SEPARATOR = "\n\n";

function isEssential({ essential }: Section): boolean {
  return essential === true;
}

function textOf({ open, items, close }: Section): string {
  return [open, ...items, close].filter((line) => line !== "").join("\n");
}

/** How many items there is room for; undefined where there is none for the section at all. */
function itemsThatFit(section: Section, room: number): number | undefined {
  let used = bytes(textOf({ ...section, items: [] })) + 1;
  if (section.items.length === 0) return used - 1 <= room ? 0 : undefined;
  let shown = 0;
  for (const item of section.items) {
    used += bytes(item) + 1;
    if (used > room) break;
    shown += 1;
  }
  return shown > 0 ? shown : undefined;
}

function remark(missing: readonly string[]): string {
  const rest = missing.length - MAX_NAMED;
  const named = missing.slice(0, MAX_NAMED).join("; ") + (rest > 0 ? `; and ${rest} more` : "");
  const text = `*Left out for length: ${named}. ${WHERE_ALL_IS}*`;
  return bytes(text) <= REMARK_LIMIT - SEPARATOR.length
    ? text
    : `*Left out for length: ${missing.length} parts. ${WHERE_ALL_IS}*`;
}

const MAX_NAMED = 5;
const WHERE_ALL_IS = "`mltrl check` shows everything.";

function joinedBytes(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + bytes(text) + SEPARATOR.length, 0);
}

const encoder = new TextEncoder();

/** The length of a text in UTF-8, which is what GitHub counts. */
export function bytes(text: string): number {
  return encoder.encode(text).length;
}

import { isLevel, type Level } from "../core/model/level.ts";

/** More than a level and a link need. */
const MAX_CELL = 1_000;

/** A level in a text, and how many characters stand before its digit. */
export interface StatedLevel {
  readonly level: Level;
  readonly offset: number;
}

/** The level that a heading states: `Level 8`, `MLTRL 4`, `(TRL-3)`. */
export function levelInTitle(title: string): Level | undefined {
  const digit = /(?<![A-Za-z])(?:level|m?l?trl)[\s:_-]{0,3}(\d)(?![\w%]|\.\d)/i.exec(title)?.[1];
  return asLevel(digit);
}

/** The level that a file's name ends in: `mltrl_card_level_3.md`, `card_BO_level4.md`. */
export function levelInFileName(path: string): Level | undefined {
  const name = path.split("/").at(-1) ?? "";
  return asLevel(/(?:^|[^A-Za-z])level[_ -]?(\d)(?:\.[A-Za-z]+)?$/i.exec(name)?.[1]);
}

/**
 * The one level that a table's cell states, from its Markdown. Links and what is in brackets speak
 * of other levels, so that they count only where nothing else does.
 */
export function levelInCell(source: string): StatedLevel | undefined {
  if (source.length > MAX_CELL) return undefined;
  const hidden = blanked(source, /<!--[\s\S]*?(?:-->|$)|\[\^[^\]]*\]/g);
  const unlinked = blanked(hidden, /!?\[[^[\]]*\]\([^()]*\)|https?:\S+/g);
  const outside = blanked(unlinked, /\([^()]*\)/g);
  if (/\d/.test(outside)) return onlyLevel(outside);
  if (/\d/.test(unlinked)) return onlyLevel(unlinked);
  const whole = /^[\s([*]*(?:(?:level|m?l?trl)[\s:-]*)?(\d)[\s)\]*]*(?:\([^()]*\)\s*)*\)?$/i.exec(
    hidden,
  );
  return whole?.[1] === undefined ? undefined : stated(whole[1], hidden.indexOf(whole[1]));
}

/** Whole numbers in the text, without the `of 9` of a scale: there must be one, and it must be a level. */
function onlyLevel(text: string): StatedLevel | undefined {
  const numbers = [
    ...text.matchAll(/(?<![A-Za-z0-9.]|(?:^|\s)-)L?(\d+(?:\.\d+)*)(?![A-Za-z0-9])/gi),
  ].filter(({ index }) => !/(?:\/|\bof)\s*$/i.test(text.slice(0, index)));
  const [only, second] = numbers;
  if (only?.[1] === undefined || second !== undefined) return undefined;
  return stated(only[1], only.index + only[0].length - only[1].length);
}

function stated(digit: string, offset: number): StatedLevel | undefined {
  const level = asLevel(digit);
  return level === undefined ? undefined : { level, offset };
}

function asLevel(digit: string | undefined): Level | undefined {
  const level = digit !== undefined && /^\d$/.test(digit) ? Number(digit) : undefined;
  return isLevel(level) ? level : undefined;
}

function blanked(text: string, pattern: RegExp): string {
  return text.replaceAll(pattern, (match) => " ".repeat(match.length));
}

import type { Level } from "../core/model/level.ts";
import { parseCard } from "./card.ts";

/** Where a card is read without a file, its name is not to state a level. */
const PATH = "card.md";

/**
 * Writes another level into a card, in front matter or in the summary table, and leaves every other
 * byte as it is. Undefined where the card cannot be read or the level is not written as one digit.
 */
export function setLevel(text: string, level: Level): string | undefined {
  const before = parseCard(text, PATH);
  if (before.state === "unavailable") return undefined;
  const { levelPlace, level: old } = before.value;
  const offset = offsetOf(text, levelPlace.line ?? 0, levelPlace.column ?? 0);
  if (offset === undefined || text.slice(offset, offset + 1) !== String(old)) return undefined;
  const edited = text.slice(0, offset) + String(level) + text.slice(offset + 1);
  const after = parseCard(edited, PATH);
  const written = after.state === "known" && after.value.level === level;
  return written ? edited : undefined;
}

function offsetOf(text: string, line: number, column: number): number | undefined {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((end) => end.index + end[0].length)];
  const start = starts[line - 1];
  return start === undefined ? undefined : start + column - 1;
}

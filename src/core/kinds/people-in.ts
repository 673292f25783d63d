import { readCell } from "../model/cell-text.ts";

/** The people whom a cell of a card names, each once: `@alice, Bob (acme) and carol` are three. */
export function peopleIn(text: string): readonly string[] {
  const names = text
    .split(/[,;&\n]|\band\b/)
    .map((name) => name.replaceAll(/\([^()]*\)/g, "").replaceAll(/[*_`~@]/g, ""))
    .map((name) => name.trim())
    .filter((name) => readCell(name).says === "something");
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];
}

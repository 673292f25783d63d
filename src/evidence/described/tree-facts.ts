import type { Declaration } from "../../core/model/declaration.ts";
import type { TreeEntry } from "../../core/model/tree.ts";

/** Files by path, each with its size. */
export function someEntries(sizes: Record<string, number>): TreeEntry[] {
  return Object.entries(sizes).map(([path, size]) => ({ path, type: "blob", id: "abc", size }));
}

/** `model nodules`: sort and name; `requirement 4.2: find them` also what it says. */
export function declaration(text: string): Declaration {
  const [named = "", says] = text.split(": ");
  const [sort = "", ...name] = named.split(" ");
  return {
    sort: sort as Declaration["sort"],
    id: name.join(" "),
    ...(says !== undefined && { says }),
    place: { path: ".mltrl/cards/detector.md", line: 7 },
  };
}

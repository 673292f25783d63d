import { cell } from "./card-facts.ts";

export type DocumentDescription = Partial<{
  sections: Record<string, string>;
  /** By dotted name; a list gives a text for each of its entries. */
  keys: Record<string, string | readonly string[]>;
  references: readonly string[];
  placeholders: readonly string[];
}>;

/** A document of the component by its sections, keys and references. */
export function aDocument(
  kind: string,
  { sections = {}, keys = {}, references = [], placeholders = [] }: DocumentDescription,
) {
  const path = `.mltrl/documents/detector/${kind}.md`;
  return {
    path,
    references,
    placeholders: placeholders.map(cell),
    sections: [
      ...Object.entries(sections).map(([heading, text], i) => ({
        heading,
        text,
        place: { path, line: i * 4 + 1 },
      })),
      ...Object.entries(keys).flatMap(([heading, texts]) =>
        [texts].flat().map((text) => ({ heading, text, key: true, place: { path, line: 2 } })),
      ),
    ],
  };
}

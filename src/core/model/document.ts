import type { Cell } from "./card.ts";
import type { Place } from "./place.ts";

/** A Markdown, YAML or JSON document: its headings or keys with their text. */
export interface Document {
  readonly path: string;
  readonly sections: readonly DocumentSection[];
  /** DOIs, arXiv identifiers and web addresses, each once. */
  readonly references: readonly string[];
  /** Template text that was left in; it is no part of any section's text. */
  readonly placeholders: readonly Cell[];
}

export interface DocumentSection {
  /** As written; of a key its dotted path, the same for every entry of a list: `owners.name`. */
  readonly heading: string;
  /** Everything below the heading up to the next one of the same or a higher rank, or in the value. */
  readonly text: string;
  /** Set of keys: of front matter, YAML and JSON. */
  readonly key?: true;
  readonly place: Place;
}

import type { Place } from "./place.ts";

/** A Markdown or YAML document of a component: its headings (or top-level keys) with their text. */
export interface Document {
  readonly path: string;
  readonly sections: readonly DocumentSection[];
  /** DOIs, arXiv identifiers and web addresses, each once. */
  readonly references: readonly string[];
}

export interface DocumentSection {
  readonly heading: string;
  /** The text below the heading up to the next one of the same or a higher rank. */
  readonly text: string;
  readonly place: Place;
}

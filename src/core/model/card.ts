import type { Level } from "./level.ts";
import type { Place } from "./place.ts";

/** An MLTRL card: a component's report card, Markdown with front matter or the official table. */
export interface Card {
  readonly path: string;
  readonly form: "front-matter" | "table";
  readonly name: string;
  readonly level: Level;
  readonly levelPlace: Place;
  /** Every other place where the card states a level (title, file name, table beside front matter). */
  readonly statedLevels: readonly { readonly level: Level; readonly place: Place }[];
  /** Rows of the summary table by their canonical label; an absent row is absent here. */
  readonly rows: ReadonlyMap<CardRow, Cell>;
  /** Sections by their canonical heading. */
  readonly sections: ReadonlyMap<CardSection, Section>;
  /** Answers to the four debrief questions that could be recognised. */
  readonly debrief: ReadonlyMap<DebriefQuestion, Cell>;
  readonly models: readonly Artifact[];
  readonly datasets: readonly Artifact[];
  /** How the component came to its first level here, where it did not start at 0. */
  readonly entry?: Entry;
  readonly adopted?: Entry;
  readonly ethics?: Cell;
  readonly coupled: readonly string[];
  /** Documents that stand elsewhere: kind of document to path. */
  readonly documents: ReadonlyMap<string, Cell>;
  /** Rules that do not apply, each with its reason. */
  readonly notApplicable: ReadonlyMap<string, Cell>;
  readonly retired: boolean;
  /** The id it had before, and further ones before that. */
  readonly renamedFrom?: readonly string[];
  readonly splitFrom?: string;
  /** Components that went into this one. */
  readonly mergedFrom?: readonly string[];
  readonly productOwner?: Cell;
  /** What runs in production; continuous rules judge each at its tag. */
  readonly deployed?: readonly Deployment[];
  /** Template text that was left in: the text and where. */
  readonly placeholders: readonly Cell[];
  /** Links that go from this card to another card, by target path or URL. */
  readonly links: readonly Cell[];
}

/** A piece of text and where it stands. */
export interface Cell {
  readonly text: string;
  readonly place: Place;
  /** Where its first link goes, as written. */
  readonly target?: string;
}

export interface Section extends Cell {
  /** The heading as written. */
  readonly heading: string;
  /** Where its links go, as written, each once. */
  readonly links: readonly string[];
}

/** A model or a dataset as a card declares it. */
export interface Artifact {
  readonly name: string;
  readonly version?: Cell;
  /** A file or directory in git. */
  readonly path?: string;
  /** Elsewhere: an address and the digest that pins it. */
  readonly registry?: string;
  readonly digest?: string;
  /** Of a dataset: `subset`, `synthetic`, `mixed`, `benchmark`, `semi-simulated`, `simulated`, `real`. */
  readonly kind?: string;
  readonly role?: string;
  readonly note?: string;
  /** Of a model: the day on which its training ended, ISO 8601. */
  readonly trained?: string;
  /** Where it is kept is not to be told. */
  readonly confidential?: boolean;
  readonly place: Place;
}

/** A version of the component that runs somewhere. */
export interface Deployment {
  readonly version: string;
  readonly tag: string;
  readonly level: Level;
  readonly environments: readonly string[];
  readonly place: Place;
}

export interface Entry {
  readonly level: Level;
  readonly reason: string;
  readonly gatesNotWalked: readonly number[];
  readonly place: Place;
}

/** Rows of the official card's summary table (ai-infrastructure-alliance/mltrl, `mltrl_card.md`). */
export const CARD_ROWS = [
  "tech-name",
  "current-level",
  "owners",
  "reviewers",
  "main-project-page",
  "requirements",
  "code-repository",
  "ethics",
  "coupled-components",
] as const;
export type CardRow = (typeof CARD_ROWS)[number];

/** Sections of the official card, in its order. */
export const CARD_SECTIONS = [
  "tl-dr",
  "top-level-requirements",
  "model-info",
  "intended-use",
  "testing-status",
  "data-considerations",
  "caveats",
  "stage-debrief",
] as const;
export type CardSection = (typeof CARD_SECTIONS)[number];

/** The four fixed questions of the stage debrief. */
export const DEBRIEF_QUESTIONS = ["accomplished", "de-scoped", "learned", "tech-debt"] as const;
export type DebriefQuestion = (typeof DEBRIEF_QUESTIONS)[number];

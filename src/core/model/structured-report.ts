import type { Place } from "./place.ts";

/** A value of JSON. Of its numbers NaN and Infinity survive, because Python's writers print them. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** Keys and indices that lead from the root of a value to one of its parts. */
export type JsonPointer = readonly (string | number)[];

/** How a structured report is written. */
export const STRUCTURED_FORMATS = ["json", "yaml", "jsonl"] as const;
export type StructuredFormat = (typeof STRUCTURED_FORMATS)[number];

/** Tools whose reports are judged as their authors mean them. A policy names one as a `format`. */
export const PRESET_NAMES = [
  "deepchecks",
  "evidently",
  "great-expectations",
  "pandera",
  "sarif",
  "tfdv",
] as const;
export type PresetName = (typeof PRESET_NAMES)[number];

/** A file of JSON, YAML or JSON lines that says something of a component. */
export interface StructuredReport {
  readonly path: string;
  readonly format: StructuredFormat;
  /** What it says; of JSON lines the list of the lines' values. */
  readonly value: JsonValue;
  /** The tool that the policy says it comes from; any rule then judges it by that tool's preset. */
  readonly preset?: PresetName;
  /** Where a part stands, or its nearest ancestor; found the first time that it is asked for. */
  placeOf(pointer: JsonPointer): Place;
}

import type { Place } from "./place.ts";

/** How a component did on data, application by application (own file `evaluations.yml`). */
export interface Evaluations {
  readonly path: string;
  readonly items: readonly Evaluation[];
}

/** One run over one split of one dataset. */
export interface Evaluation {
  /** What the component was tried for. */
  readonly application: string;
  /** Name of a dataset on the card. */
  readonly dataset: string;
  readonly split: string;
  readonly metrics: readonly Metric[];
  readonly cost?: Cost;
  readonly note?: string;
  readonly place: Place;
}

export interface Metric {
  readonly name: string;
  /** Finite. */
  readonly value: number;
  /** Whether it is one that the people who use the result care for. */
  readonly endUser: boolean;
  /** Undefined where the file does not say. */
  readonly higherIsBetter?: boolean;
}

/** What a run costs; at least one of them is given. */
export interface Cost {
  readonly runtimeSeconds?: number;
  readonly hardware?: string;
  readonly price?: string;
}

/** Whether a split is what a model was trained on, by the words in use for it. */
export function isTrainingSplit(split: string): boolean {
  return /^(?:train|training)(?:$|[\s_-])/i.test(split.trim());
}

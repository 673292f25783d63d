import type { Place } from "./place.ts";

/** The 28 tests in their four sections (Breck et al., IEEE Big Data 2017), in our words. */
export const ML_TESTS = {
  data: [
    "what is expected of the data is a schema",
    "every feature is of use",
    "no feature costs more than it gives",
    "features keep to rules set above them, such as which sources may be used",
    "the pipeline guards private data",
    "a new feature is added quickly",
    "the code that makes features is tested",
  ],
  model: [
    "model specifications are reviewed and checked in",
    "offline metrics go with those that count online",
    "hyperparameters are tuned",
    "what a stale model costs is known",
    "a simpler model is not better",
    "quality holds on important slices of the data",
    "the model is tested for inclusion",
  ],
  infrastructure: [
    "training can be reproduced",
    "model specifications have unit tests",
    "the whole pipeline has an integration test",
    "quality is validated before a model serves",
    "a single prediction can be debugged step by step",
    "a model is tried on few before it serves all",
    "a model can be rolled back quickly and safely",
  ],
  monitoring: [
    "changes of what the model depends on are announced",
    "what must hold of the data is watched",
    "features in training and in serving agree",
    "models are not too stale",
    "the model is numerically stable",
    "neither training nor serving has become slow or costly",
    "predictions have not become worse",
  ],
} as const;

export const ML_TEST_SECTIONS = ["data", "model", "infrastructure", "monitoring"] as const;
export type MlTestSection = (typeof ML_TEST_SECTIONS)[number];

/** The score card of a component: each of the 28 tests once, in order. */
export interface MlTestScore {
  readonly path: string;
  readonly tests: readonly MlTest[];
}

export interface MlTest {
  readonly section: MlTestSection;
  /** `data-1` to `monitoring-7`. */
  readonly id: string;
  /** 0 not done, 0.5 by hand with the result written down, 1 automatic and repeated. */
  readonly score: 0 | 0.5 | 1;
  /** What shows it; empty where nothing is named. */
  readonly evidence: string;
  readonly place: Place;
}

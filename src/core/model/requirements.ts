import type { Place } from "./place.ts";

/** The research and product requirements of a component. */
export interface Requirements {
  readonly path: string;
  readonly items: readonly Requirement[];
}

/** A singular documented need with its verification, validation and risk. */
export interface Requirement {
  /** `requirement.subset.component`, such as `4.2.1`. */
  readonly id: string;
  readonly kind: "research" | "product";
  readonly statement: string;
  readonly owner?: string;
  readonly tags: readonly string[];
  readonly verification?: Check;
  readonly validation?: Check;
  readonly risk?: Risk;
  readonly place: Place;
}

export interface Check {
  readonly method: string;
  readonly status: "planned" | "in-progress" | "passed" | "failed" | "waived";
  readonly evidence?: string;
  /** Of a waived check: who took the responsibility, and why. */
  readonly reviewer?: string;
  readonly reason?: string;
  readonly place: Place;
}

export interface Risk {
  /** Probability of failure, 0 to 1. */
  readonly pFailure: number;
  /** Value at stake, an integer from 1 to 10. */
  readonly value: number;
  /** The score the author wrote down, if any; the engine computes its own. */
  readonly statedScore?: number;
  readonly mitigation: readonly string[];
  /** What is left once the mitigation works. */
  readonly residual?: { readonly pFailure: number; readonly value: number };
  readonly place: Place;
}

/** Probability of failure times value at stake, to a hundredth, so that 0.7 × 10 is 7. */
export function scoreOf({ pFailure, value }: Pick<Risk, "pFailure" | "value">): number {
  return Math.round(pFailure * value * 100) / 100;
}

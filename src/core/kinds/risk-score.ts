import type { Risk } from "../model/requirements.ts";

/** Probability of failure times value at stake, to a hundredth, so that 0.7 × 10 is 7. */
export function scoreOf({ pFailure, value }: Risk): number {
  return Math.round(pFailure * value * 100) / 100;
}

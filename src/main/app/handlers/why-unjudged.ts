import { causeOf, messageOf } from "../../../core/errors.ts";
import type { WhyUnjudged } from "../../../use-cases/close-unjudged.ts";

/**
 * What checks say of an error that kept something from being judged.
 *
 * @param again whether it is tried again by itself
 */
export function whyUnjudged(error: unknown, again: boolean): WhyUnjudged {
  const detail = messageOf(error);
  return { cause: causeOf(error), detail: detail.slice(0, 500), again };
}

/** GitHub's faults mostly pass within seconds: checks speak of them from this attempt on. */
export const PATIENCE_WITH_GITHUB = 3;

/** The attempt from which on checks speak of it: at once of a mistake of ours, which does not pass. */
export function toldFrom({ cause }: WhyUnjudged): number {
  return cause === "upstream" ? PATIENCE_WITH_GITHUB : 1;
}

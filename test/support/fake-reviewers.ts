import { type Fact, known } from "../../src/core/model/fact.ts";
import type { Reviewers } from "../../src/ports/reviewers.ts";

export interface FakeReviewers extends Reviewers {
  /** Whom each request asked. */
  readonly requests: (readonly string[])[];
}

/** Reviewers who are asked and say nothing. */
export function fakeReviewers(
  answer: Fact<undefined> = known(undefined),
  lastAsked: Readonly<Record<string, string>> = {},
): FakeReviewers {
  const requests: (readonly string[])[] = [];
  return {
    requests,
    lastAsked: () => Promise.resolve(known(new Map(Object.entries(lastAsked)))),
    ask(logins) {
      requests.push(logins);
      return Promise.resolve(answer);
    },
  };
}

import type { Clock } from "../ports/clock.ts";

/** Pull requests that are about to be read, as far as this process knows. */
export interface ExpectedReads {
  /** One will be read at this time, in milliseconds since 1970, or soon after. */
  expect(repository: number, pullRequest: number, at: number): void;
  /** It is being read now. */
  arrived(repository: number, pullRequest: number): void;
  /** Whether any of a repository is still to come. */
  hasMore(repository: number): boolean;
}

/** One that does not come is waited for no longer than so many milliseconds after its time. */
const LATE = 250;

export function createExpectedReads(clock: Clock): ExpectedReads {
  const expected = new Map<number, Map<number, number>>();
  const drop = (repository: number, pullRequest: number): void => {
    const here = expected.get(repository);
    here?.delete(pullRequest);
    if (here?.size === 0) expected.delete(repository);
  };
  return {
    expect(repository, pullRequest, at) {
      const here = expected.get(repository) ?? new Map<number, number>();
      expected.set(repository, here);
      // Events fold: the first says when.
      if (!here.has(pullRequest)) here.set(pullRequest, at);
    },
    arrived: drop,
    hasMore(repository) {
      for (const [pullRequest, at] of expected.get(repository) ?? []) {
        if (at + LATE < clock.now()) drop(repository, pullRequest);
      }
      return expected.has(repository);
    },
  };
}

/** Where nobody tells of what is to come. */
export const NOTHING_EXPECTED: Pick<ExpectedReads, "arrived" | "hasMore"> = {
  arrived: () => undefined,
  hasMore: () => false,
};

import { UpstreamError } from "../core/errors.ts";

/** How long an answer is waited for, in milliseconds. */
export interface Patience {
  /** Until it begins. */
  readonly begin: number;
  /** From then on, until it is there in full. */
  readonly end: number;
}

/**
 * Documented: GitHub gives up after ten seconds itself. What it sends may be a large file. A job has a minute,
 * of which something is to be left to say why there is no verdict.
 */
export const PATIENCE: Patience = { begin: 15_000, end: 30_000 };

/**
 * Sends requests, and gives up waiting for an answer. Whether what was asked for has been done nobody knows then:
 * what is written is looked for before it is written again.
 *
 * @param nameOf what is asked, in words that may be shown
 */
export function timedFetch(
  send: typeof fetch,
  nameOf: (...request: Parameters<typeof fetch>) => string,
  { begin, end }: Patience,
): typeof fetch {
  return async (input, init) => {
    const giveUp = new AbortController();
    const within = (time: number, what: string): NodeJS.Timeout =>
      setTimeout(() => {
        const message = `${what} to "${nameOf(input, init)}" within ${time / 1000} s`;
        giveUp.abort(new UpstreamError(message));
      }, time).unref();
    const beginning = within(begin, "no answer");
    const signal = init?.signal ? AbortSignal.any([init.signal, giveUp.signal]) : giveUp.signal;
    try {
      const response = await send(input, { ...init, signal });
      // Once it is read this one strikes nobody.
      within(end, "no full answer");
      return response;
    } finally {
      clearTimeout(beginning);
    }
  };
}

import type { Publisher } from "../../../ports/publisher.ts";

/**
 * A run that nobody waits for any more must not write over what a later one shows. What it is writing at that moment
 * may come after that all the same, and whether it did its answer may not tell.
 *
 * @param again has what is shown looked at once more, and mended where it is not what it should be
 */
export function silencedBy(
  signal: AbortSignal,
  publisher: Publisher,
  again: () => Promise<void>,
): Publisher {
  return {
    async check(report, previous) {
      signal.throwIfAborted();
      try {
        await publisher.check(report, previous);
      } finally {
        if (signal.aborted) await again();
      }
    },
  };
}

import type { DeliveryAttempt, DeliveryLog } from "../ports/delivery-log.ts";

/** How the log is looked through. */
export interface LogReading {
  /** What was attempted before this instant (ISO 8601) is known to be done. */
  readonly since: string;
  /** So many pages of the log are read at most, and as many again of what was refused. */
  readonly pages: number;
  /** Whether an event with an action may ask for anything. */
  readonly isHandled: (event: string, action: string | undefined) => boolean;
}

/**
 * The attempts to repeat, the oldest first: the last one at each event that the App handles and never took.
 * Where the log is longer than what is read of it, the filter for refused ones reaches further back; what
 * then stays unknown, lost connections above all, is for the sweep to find.
 */
export async function missedDeliveries(
  log: DeliveryLog,
  { since, pages, isHandled }: LogReading,
): Promise<readonly DeliveryAttempt[]> {
  const all = await readBack(log, "all", since, pages);
  const refused = all.complete ? undefined : await readBack(log, "refused", since, pages);
  const byEvent = Map.groupBy([...all.attempts, ...(refused?.attempts ?? [])], ({ guid }) => guid);
  return [...byEvent.values()]
    .filter((attempts) => !attempts.some(({ taken }) => taken))
    .flatMap((attempts) => attempts.toSorted((a, b) => b.id - a.id).slice(0, 1))
    .filter(({ event, action }) => isHandled(event, action))
    .toSorted((a, b) => a.id - b.id);
}

interface ReadBack {
  readonly attempts: readonly DeliveryAttempt[];
  /** Whether everything since the instant was read. */
  readonly complete: boolean;
}

async function readBack(
  log: DeliveryLog,
  which: "all" | "refused",
  since: string,
  pages: number,
): Promise<ReadBack> {
  const attempts: DeliveryAttempt[] = [];
  let left = pages;
  for await (const page of log.attempts(which)) {
    const recent = page.filter(({ at }) => Date.parse(at) >= Date.parse(since));
    attempts.push(...recent);
    if (recent.length < page.length) return { attempts, complete: true };
    left -= 1;
    if (left === 0) return { attempts, complete: false };
  }
  return { attempts, complete: true };
}
